/** src/sdk/json: items of JSON streams, whatever the chunk borders, and what broken input yields. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonItems, jsonLines, type JsonItemsOptions, type JsonSource } from '../../src/sdk/index.ts';

function source(text: string | Uint8Array, chunkSize = 7): JsonSource & { read: () => number } {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  let read = 0;
  return {
    signal: new AbortController().signal,
    read: () => read,
    async *bytes() {
      for (let at = 0; at < bytes.length; at += chunkSize) {
        const chunk = bytes.subarray(at, at + chunkSize);
        read += chunk.length;
        yield chunk;
      }
    },
  };
}

async function items(text: string, options: JsonItemsOptions, chunkSize?: number): Promise<unknown[]> {
  const found: unknown[] = [];
  for await (const item of jsonItems(source(text, chunkSize), options)) {
    found.push('fact' in item ? `${item.code} ${item.at}` : [item.at, item.value]);
  }
  return found;
}

async function lines(text: string, options = {}, chunkSize?: number): Promise<unknown[]> {
  const found: unknown[] = [];
  for await (const line of jsonLines(source(text, chunkSize), options)) {
    found.push('problem' in line ? `${line.problem.code} ${line.problem.at}` : [line.line, line.byte, line.value]);
  }
  return found;
}

describe('jsonItems', () => {
  it('gives the items at the paths, in file order, and nothing else', async () => {
    const text = '{"a":[{"x":"]}\\"{"},2],"skip":{"a":[9,"\\\\"]},"b/c":{"k":[true]},"n":-1.5e3 }';
    expect(await items(text, { paths: ['a.*', 'b/c.k', 'n', 'skip.none'] })).toEqual([
      ['/a/0', { x: ']}"{' }],
      ['/a/1', 2],
      ['/b~1c/k', [true]],
      ['/n', -1500],
    ]);
  });

  it('reads bare values, empty containers and whole documents', async () => {
    expect(await items(' 7 ', { paths: [''] })).toEqual([['', 7]]);
    expect(await items('7', { paths: [''] })).toEqual([['', 7]]);
    expect(await items('[]', { paths: ['*'] })).toEqual([]);
    expect(await items('{"a":{}}', { paths: ['a', 'a.*'] })).toEqual([['/a', {}]]);
    expect(await items('{"a":[],"":{"":null}}', { paths: ['a.*', '*.*'] })).toEqual([['//', null]]);
  });

  it('goes on with concatenated documents, whose items are told by byte', async () => {
    expect(await items('{"a":[1]}{"a":[2]}\n{"b":0} [1]', { paths: ['a.*'] })).toEqual([
      ['/a/0', 1],
      ['byte 15', 2],
    ]);
  });

  it('finds the same as JSON.parse, whatever the text and wherever it is cut into chunks', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.jsonValue()),
        fc.integer({ min: 1, max: 40 }),
        fc.nat(3),
        async (list, chunkSize, indent) => {
          const text = JSON.stringify({ before: list, list, after: 1 }, null, indent);
          const expected = (JSON.parse(text) as { list: unknown[] }).list.map((value, index) => [
            `/list/${index}`,
            value,
          ]);
          expect(await items(text, { paths: ['list.*'] }, chunkSize)).toEqual(expected);
        },
      ),
    );
  });

  it('keeps the items before a break, tells its byte, and still reads the source to the end', async () => {
    const text = '{"a":[1,{"b":2}; 3]}';
    const broken = source(text, 4);
    const found: unknown[] = [];
    for await (const item of jsonItems(broken, { paths: ['a.*'] }))
      found.push('fact' in item ? `${item.code} ${item.at} ${item.severity}` : item.value);
    expect(found).toEqual([1, { b: 2 }, 'malformed byte 15 error']);
    expect(broken.read()).toBe(text.length);
  });

  it.each([
    ['{"a":[1,2', 'truncated byte 9'],
    ['{"a":[1,"x', 'truncated byte 10'],
    ['{"a":[1,]}', 'malformed byte 8'],
    ['{"a":[1},', 'malformed byte 7'],
    ['{"a" [1]}', 'malformed byte 5'],
    ['{a:[1]}', 'malformed byte 1'],
    ['{"a":[1]}}', 'malformed byte 9'],
    ['{"a":[1],}', 'malformed byte 9'],
    ['{"\\x":[1]}', 'malformed byte 1'],
    ['', 'malformed byte 0'],
    [' \n', 'malformed byte 0'],
  ])('says where %s breaks', async (text, problem) => {
    expect((await items(text, { paths: ['a.*'] })).at(-1)).toBe(problem);
  });

  it('leaves out one item that is no JSON and reads the next', async () => {
    expect(await items('{"a":[{"x":tru},[1 2],{"y":1}]}', { paths: ['a.*'] }, 64)).toEqual([
      'malformed byte 6',
      'malformed byte 16',
      ['/a/2', { y: 1 }],
    ]);
  });

  it('leaves out items beyond the limits and reads the next', async () => {
    const deep = `${'['.repeat(6)}${']'.repeat(6)}`;
    expect(await items(`[${deep},"${'x'.repeat(50)}",1]`, { paths: ['*'], depth: 5, itemBytes: 20 })).toEqual([
      'unsupported byte 1',
      'unsupported byte 14',
      ['/2', 1],
    ]);
  });

  it('passes over what nobody asked for at any depth', async () => {
    const depth = 200_000;
    expect(
      await items(`{"skip":${'['.repeat(depth)}${']'.repeat(depth)},"a":[1]}`, { paths: ['a.*'] }, 65_536),
    ).toEqual([['/a/0', 1]]);
  });

  it('keeps a __proto__ key an ordinary property', async () => {
    const [item] = (await items('[{"__proto__":{"polluted":true}}]', { paths: ['*'] })) as [[string, object]];
    expect(Object.keys(item[1])).toEqual(['__proto__']);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    expect(await items('{"__proto__":{"a":1}}', { paths: ['__proto__.a'] })).toEqual([['/__proto__/a', 1]]);
  });

  it('never quotes the text in a problem: it may be a secret', async () => {
    for await (const item of jsonItems(source('[{"password": hunter2}]'), { paths: ['*'] })) {
      expect(JSON.stringify(item)).not.toContain('hunter2');
    }
  });

  it('throws when the signal has fired', async () => {
    const reading = jsonItems({ ...source('[1]'), signal: AbortSignal.abort() }, { paths: ['*'] });
    await expect(reading.next()).rejects.toMatchObject({ code: 'aborted' });
  });
});

describe('jsonLines', () => {
  it('numbers lines and tells their bytes, whatever the line ends and chunk borders', async () => {
    const text = '{"a":"é"}\r\n\n  \n[1]\n2';
    for (const size of [1, 2, 5, 100]) {
      expect(await lines(text, {}, size)).toEqual([
        [1, 0, { a: 'é' }],
        [4, 16, [1]],
        [5, 20, 2],
      ]);
    }
  });

  it('reports a bad line, an overlong line and a cut-off last line, and reads the others', async () => {
    expect(await lines('{"a":1\n{"b":2}\n"' + 'x'.repeat(40) + '"\n3\n{"c":', { lineBytes: 20 })).toEqual([
      'malformed line 1',
      [2, 7, { b: 2 }],
      'unsupported line 3',
      [4, 58, 3],
      'truncated line 5',
    ]);
  });

  it('gives nothing for an empty file', async () => {
    expect(await lines('')).toEqual([]);
  });
});

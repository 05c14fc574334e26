/** The CSV reader: dialects, line numbers, broken files that still give their good rows, and limits. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { csvHeader, csvLine, readCsv, type CsvOptions, type CsvRow, type Problem } from '../../src/sdk/index.ts';
import { sourceOf, WHOLE } from '../support/importer-run.ts';

interface Read {
  readonly titles: readonly string[] | undefined;
  readonly rows: CsvRow[];
  readonly problems: Problem[];
}

async function read(text: string | Buffer, options: CsvOptions = {}, chunkBytes = WHOLE): Promise<Read> {
  let titles: readonly string[] | undefined;
  const rows: CsvRow[] = [];
  const problems: Problem[] = [];
  for await (const entry of readCsv(sourceOf('test.csv', text, chunkBytes), options)) {
    if (entry.fact === 'header') titles = entry.titles;
    else if (entry.fact === 'row') rows.push(entry);
    else problems.push(entry);
  }
  return { titles, rows, problems };
}

const brief = ({ rows, problems }: Read): unknown => ({
  rows: rows.map(({ line, cells }) => [line, ...Object.values(cells)]),
  problems: problems.map(({ code, at }) => `${code} ${at}`),
});

describe('dialects', () => {
  test.each([
    ['commas', 'a,b\n1,2\n'],
    ['semicolons', 'a;b\n1;2\n'],
    ['tabs', 'a\tb\n1\t2\n'],
    ['CRLF', 'a,b\r\n1,2\r\n'],
    ['CR alone', 'a,b\r1,2\r'],
    ['no line break at the end', 'a,b\n1,2'],
    ['quotes around everything', '"a","b"\n"1","2"\n'],
    ['padding by a spreadsheet', 'a,b\n1,2,,\n,,,\n'],
  ])('%s', async (_, text) => {
    expect(brief(await read(text))).toEqual({ rows: [[2, '1', '2']], problems: [] });
  });

  test('CR alone, however the bytes are cut; a CR before the first LF is none', async () => {
    for (const bytes of [1, 2, 3, WHOLE]) {
      expect(brief(await read('a,b\r"1\r",2\r3,4', {}, bytes))).toEqual({ rows: [[2, '1\n', '2'], [4, '3', '4']], problems: [] });
      expect(brief(await read('a,b\r\n"1\r",2\r\n', {}, bytes))).toEqual({ rows: [[2, '1\r', '2']], problems: [] });
    }
    expect(csvHeader('a,b\r1,2\r')?.titles).toEqual(['a', 'b']);
  });

  test('a separator within a quoted title is not counted', () => {
    expect(csvHeader('"a;b;c",d\n')?.titles).toEqual(['a;b;c', 'd']);
  });

  test('rows are numbered by the line they begin at, line breaks within quotes counted', async () => {
    const found = await read('\n\na,b\n"1\n\n1",2\r\n\n3,"4\r\n4"\n5,6\n');
    expect(brief(found)).toEqual({ rows: [[4, '1\n\n1', '2'], [8, '3', '4\r\n4'], [10, '5', '6']], problems: [] });
    expect(found.rows.map(({ raw }) => raw)).toEqual(['"1\n\n1",2', '3,"4\r\n4"', '5,6']);
  });

  test('columns go by name, however it is spelt', async () => {
    const { rows } = await read('Last Used At,lastRotated,other\n1,2,3\n', { columns: { last_used_at: [], last_rotated_at: ['last_rotated'] } });
    expect(rows[0]?.cells).toEqual({ last_used_at: '1', last_rotated_at: '2', other: '3' });
  });

  test('columns without a title, and with a title that is no key, are kept by position', async () => {
    const { rows } = await read('a,,__proto__,constructor\n1,2,3,4\n');
    expect(Object.entries(rows[0]!.cells)).toEqual([['a', '1'], ['column_2', '2'], ['column_3', '3'], ['constructor', '4']]);
  });
});

describe('broken files', () => {
  test.each([
    ['a quote that is never closed costs its line', 'a,b\n1,"2\n3,4\n5,6\n', [[3, '3', '4'], [4, '5', '6']], ['malformed line 2']],
    ['two of them, whose quotes pair up across lines', 'a,b\n1,"2\n3,"4\n5,6\n', [[4, '5', '6']], ['malformed line 2', 'malformed line 3']],
    ['text after a closing quote', 'a,b\n1,"2" x\n3,4\n', [[3, '3', '4']], ['malformed line 2']],
    ['a quoted line break before and after it', 'a,b\n"1\n1",2\n3,"4\n"5\n5",6\n', [[2, '1\n1', '2'], [5, '5\n5', '6']], ['malformed line 4']],
    ['too few fields, too many', 'a,b\n1\n1,2,3\n4,5\n', [[4, '4', '5']], ['malformed line 2', 'malformed line 3']],
    ['cut off in the last row', 'a,b\n1,2\n3', [[2, '1', '2']], ['truncated line 3']],
    ['a repeated column', 'a,b,A\n1,2,3\n', [[2, '1', '2']], ['duplicate line 1']],
    ['nothing', '', [], ['malformed line 1']],
    ['a header whose quote is never closed', '"a,b\nc,d\n1,2\n', [[3, '1', '2']], ['malformed line 1']],
  ])('%s', async (_, text, rows, problems) => {
    for (const chunk of [WHOLE, 1, 3]) expect(brief(await read(text, {}, chunk))).toEqual({ rows, problems });
  });

  test('bytes that are not UTF-8 are said once', async () => {
    const found = await read(Buffer.from('a,b\nM\u00fcller,1\nM\u00f6ller,2\n', 'latin1'));
    expect(found.rows).toHaveLength(2);
    expect(found.problems.map(({ code, at, severity }) => [code, at, severity])).toEqual([['bad-value', 'line 2', 'warning']]);
  });

  test('a row beyond the limit is left out, wherever its bytes are cut', async () => {
    const text = `a,b\n1,2\n${'x'.repeat(300)},3\n"${'y\n'.repeat(150)}",4\n5,6\n`;
    for (const chunk of [WHOLE, 64, 1]) {
      const found = await read(text, { recordLimit: 200 }, chunk);
      expect(found.rows.filter(({ values }) => values.length === 2).map(({ line }) => line)).toEqual([2, 155]);
      expect(found.problems.slice(0, 2).map(({ code, at }) => `${code} ${at}`)).toEqual(['unsupported line 3', 'malformed line 4']);
    }
  });

  test('one field of 200 MB takes no more memory than the limit, and the next row is read', async () => {
    const piece = new Uint8Array(65_536).fill(120);
    async function* bytes(): AsyncGenerator<Uint8Array> {
      yield new TextEncoder().encode('a,b\n1,"');
      for (let n = 0; n < 3200; n++) yield piece;
      yield new TextEncoder().encode('"\n3,4\n');
    }
    const before = process.memoryUsage().rss;
    const entries = [];
    for await (const entry of readCsv({ bytes, signal: new AbortController().signal })) entries.push(entry.fact === 'problem' ? entry.code : entry.fact);
    expect(entries).toEqual(['header', 'unsupported', 'row']);
    expect(process.memoryUsage().rss - before).toBeLessThan(150e6);
  });

  test('a file of nothing but opening quotes is read in linear time', async () => {
    const lines = 40_000;
    const found = await read(`a,b\n${'5",x,"\n'.repeat(lines)}`);
    expect(found.rows.length + found.problems.length).toBeGreaterThan(lines / 100);
  });

  test('an abort ends it', async () => {
    const stop = new AbortController();
    async function* bytes(): AsyncGenerator<Uint8Array> {
      yield new TextEncoder().encode('a\n1\n');
      stop.abort();
      yield new TextEncoder().encode('2\n');
    }
    const reading = (async () => {
      for await (const _ of readCsv({ bytes, signal: stop.signal }));
    })();
    await expect(reading).rejects.toMatchObject({ code: 'aborted' });
  });
});

test('what csvLine writes reads back the same, however it is chunked', async () => {
  const cell = fc.string({ unit: fc.constantFrom('a', 'é', '"', ',', ';', '\t', '\n', '\r\n', ' ', '5') });
  const table = fc.array(fc.tuple(fc.constant('x'), cell, cell), { maxLength: 20 });
  await fc.assert(
    fc.asyncProperty(table, fc.constantFrom(',', ';', '\t'), fc.integer({ min: 1, max: 9 }), async (rows, delimiter, chunk) => {
      const text = [['id', 'one', 'two'], ...rows].map((row) => csvLine(row, delimiter)).join('\r\n');
      const found = await read(text, {}, chunk);
      expect(found.problems).toEqual([]);
      expect(found.rows.map(({ values }) => values)).toEqual(rows);
    }),
  );
});

/**
 * The text that Athena and CloudTrail Lake print for a structure in a table: `{type=AssumedRole, arn=…, sessioncontext={…}}`
 * and `[{arn=…, type=…}]`. Nothing is quoted or escaped: a value ends where the next `, name=` or the closing bracket
 * stands, so that one with a comma in it (a session's name) is still whole.
 */

const DEPTH = 32;
const NAME = /([A-Za-z_@][\w.:-]*)=/y;
/** What may end a value. */
const NEXT = /, [A-Za-z_@][\w.:-]*=|[}\]]/g;
const NEXT_OF_LIST = /, |\]/g;

/** Undefined when the text is no such structure as a whole. */
export function readStructText(text: string): unknown {
  const trimmed = text.trim();
  const read = readValue(trimmed, 0, 0, NEXT);
  return read && read.end === trimmed.length && typeof read.value === 'object' ? read.value : undefined;
}

interface Read {
  readonly value: unknown;
  readonly end: number;
}

function readValue(text: string, from: number, depth: number, next: RegExp): Read | undefined {
  if (depth > DEPTH) return undefined;
  if (text[from] === '{') return readObject(text, from + 1, depth + 1);
  if (text[from] === '[') return readList(text, from + 1, depth + 1);
  next.lastIndex = from;
  const end = next.exec(text)?.index;
  if (end === undefined) return undefined;
  const value = text.slice(from, end);
  return { value: value === 'null' ? null : value, end };
}

function readObject(text: string, from: number, depth: number): Read | undefined {
  const object: Record<string, unknown> = {};
  if (text[from] === '}') return { value: object, end: from + 1 };
  let position = from;
  for (;;) {
    NAME.lastIndex = position;
    const name = NAME.exec(text)?.[1];
    if (name === undefined) return undefined;
    const read = readValue(text, position + name.length + 1, depth, NEXT);
    if (!read) return undefined;
    Object.defineProperty(object, name, { value: read.value, enumerable: true, configurable: true, writable: true });
    if (text[read.end] === '}') return { value: object, end: read.end + 1 };
    if (!text.startsWith(', ', read.end)) return undefined;
    position = read.end + 2;
  }
}

function readList(text: string, from: number, depth: number): Read | undefined {
  const list: unknown[] = [];
  if (text[from] === ']') return { value: list, end: from + 1 };
  let position = from;
  for (;;) {
    const read = readValue(text, position, depth, NEXT_OF_LIST);
    if (!read) return undefined;
    list.push(read.value);
    if (text[read.end] === ']') return { value: list, end: read.end + 1 };
    if (!text.startsWith(', ', read.end)) return undefined;
    position = read.end + 2;
  }
}

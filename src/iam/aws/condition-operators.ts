/** The operators of conditions: how a value of the request is compared with the values of the policy. */
import { BlockList, isIP } from 'node:net';
import { parseTime } from '../../base/time.ts';
import type { Operands } from './operands.ts';
import { arnOperands, textOperands } from './text-operands.ts';
import { truthOf, type Truth } from './truth.ts';

export interface Operator {
  /** Holds when the value is not among the policy's. */
  readonly negated: boolean;
  operands(values: readonly string[], variables: boolean): Operands;
}

/** The operator by its name in lower case, without quantifier and `IfExists`; `Null` is none, it compares nothing. */
export function operatorNamed(name: string): Operator | undefined {
  return OPERATORS.get(name);
}

const equals = textOperands({ wild: false, caseless: false });
const equalsIgnoringCase = textOperands({ wild: false, caseless: true });
const like = textOperands({ wild: true, caseless: false });

const OPERATORS: ReadonlyMap<string, Operator> = new Map([
  ['stringequals', is(equals)],
  ['stringnotequals', isNot(equals)],
  ['stringequalsignorecase', is(equalsIgnoringCase)],
  ['stringnotequalsignorecase', isNot(equalsIgnoringCase)],
  ['stringlike', is(like)],
  ['stringnotlike', isNot(like)],
  ['arnequals', is(arnOperands)],
  ['arnlike', is(arnOperands)],
  ['arnnotequals', isNot(arnOperands)],
  ['arnnotlike', isNot(arnOperands)],
  ['numericequals', is(ordered(number, (value, operand) => value === operand))],
  ['numericnotequals', isNot(ordered(number, (value, operand) => value === operand))],
  ['numericlessthan', is(ordered(number, (value, operand) => value < operand))],
  ['numericlessthanequals', is(ordered(number, (value, operand) => value <= operand))],
  ['numericgreaterthan', is(ordered(number, (value, operand) => value > operand))],
  ['numericgreaterthanequals', is(ordered(number, (value, operand) => value >= operand))],
  ['dateequals', is(ordered(date, (value, operand) => value === operand))],
  ['datenotequals', isNot(ordered(date, (value, operand) => value === operand))],
  ['datelessthan', is(ordered(date, (value, operand) => value < operand))],
  ['datelessthanequals', is(ordered(date, (value, operand) => value <= operand))],
  ['dategreaterthan', is(ordered(date, (value, operand) => value > operand))],
  ['dategreaterthanequals', is(ordered(date, (value, operand) => value >= operand))],
  ['bool', is(booleans)],
  ['binaryequals', is(binary)],
  ['ipaddress', is(addresses)],
  ['notipaddress', isNot(addresses)],
]);

function is(operands: Operator['operands']): Operator {
  return { negated: false, operands };
}

function isNot(operands: Operator['operands']): Operator {
  return { negated: true, operands };
}

/** Operands that hold no variables: `among` answers for a value of the request. */
function fixed(constant: boolean | undefined, among: (value: string) => boolean): Operands {
  const testShape = (): Truth => (constant === undefined ? 'unknown' : truthOf(constant));
  return { constant, test: (value) => truthOf(among(value)), testShape };
}

function ordered(
  read: (text: string) => number | undefined,
  compare: (value: number, operand: number) => boolean,
): Operator['operands'] {
  return (values) => {
    const operands = values.map(read).filter((operand) => operand !== undefined);
    return fixed(operands.length === 0 ? false : undefined, (text) => {
      const value = read(text);
      return value !== undefined && operands.some((operand) => compare(value, operand));
    });
  };
}

function number(text: string): number | undefined {
  return /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i.test(text.trim()) ? Number(text) : undefined;
}

/** Milliseconds since 1970 of an ISO 8601 time, or of the seconds since then. */
function date(text: string): number | undefined {
  const seconds = number(text);
  // A year alone is ISO 8601 too, but AWS reads plain digits as seconds.
  if (seconds !== undefined) return seconds * 1000;
  const time = parseTime(text);
  return time === undefined ? undefined : Date.parse(time);
}

function booleans(values: readonly string[]): Operands {
  const wanted = new Set(values.map((value) => value.toLowerCase()));
  const [yes, no] = [wanted.has('true'), wanted.has('false')];
  return fixed(yes === no ? yes : undefined, (value) => {
    const lowercase = value.toLowerCase();
    return (lowercase === 'true' && yes) || (lowercase === 'false' && no);
  });
}

function binary(values: readonly string[]): Operands {
  const wanted = new Set(values);
  return fixed(wanted.size === 0 ? false : undefined, (value) => wanted.has(value));
}

function addresses(values: readonly string[]): Operands {
  // A list of its own for each family: one list takes an IPv4 address for the IPv6 address that stands for it.
  const lists = { ipv4: new BlockList(), ipv6: new BlockList() };
  const added = values.map((value) => addRange(lists, value));
  return fixed(added.includes(true) ? undefined : false, (value) => {
    const family = isIP(value);
    if (family === 0) return false;
    return family === 4 ? lists.ipv4.check(value, 'ipv4') : lists.ipv6.check(value, 'ipv6');
  });
}

/** Adds an address or a CIDR range; false when the text is neither. */
function addRange(lists: Readonly<Record<'ipv4' | 'ipv6', BlockList>>, text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/');
  const family = isIP(address);
  const most = family === 4 ? 32 : 128;
  const prefix = bits === undefined ? most : /^\d{1,3}$/.test(bits) ? Number(bits) : -1;
  if (family === 0 || rest.length > 0 || prefix < 0 || prefix > most) return false;
  const version = family === 4 ? 'ipv4' : 'ipv6';
  lists[version].addSubnet(address, prefix, version);
  return true;
}

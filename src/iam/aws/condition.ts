/** Conditions of a statement, three-valued: a key that is not known leaves undecided what depends on it. */
import { operatorNamed, type Operator } from './condition-operators.ts';
import type { Facts } from './facts.ts';
import type { Operands } from './operands.ts';
import { allOf, anyOf, not, truthOf, type Truth, type Unknowns } from './truth.ts';

/** One operator and key with its values. */
export interface Condition {
  /** As the document spells it: `ForAnyValue:StringLikeIfExists`. */
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
  /** Whether it holds; adds to `unknowns` the keys, as spelled, for which that is unknown. */
  test(facts: Facts, unknowns: Unknowns): Truth;
}

/** `ForAllValues` and `ForAnyValue` ask each of the key's values in the request. */
type Quantifier = 'all' | 'any' | undefined;

interface Form {
  readonly operator: Operator;
  readonly operands: Operands;
  readonly quantifier: Quantifier;
  readonly ifExists: boolean;
}

/** The conditions of a `Condition` element, in its order. One that can't be read is kept, as one without an answer. */
export function compileConditions(element: unknown, variables: boolean): readonly Condition[] {
  if (element === undefined) return [];
  if (!isObject(element)) return [undecidable('', 'Condition', [])];
  return Object.entries(element).flatMap(([operator, keys]) =>
    isObject(keys)
      ? Object.entries(keys).map(([key, values]) => compileCondition(operator, key, values, variables))
      : [undecidable(operator, operator, [])],
  );
}

function compileCondition(spelled: string, key: string, given: unknown, variables: boolean): Condition {
  const list: readonly unknown[] = Array.isArray(given) ? given : [given];
  const values = list.filter(isScalar).map(String);
  if (values.length !== list.length) return undecidable(spelled, key, values);
  const [, quantifier = '', name = ''] = /^(?:(forallvalues|foranyvalue):)?(.*)$/s.exec(spelled.toLowerCase()) ?? [];
  const ifExists = name.endsWith('ifexists');
  const base = ifExists ? name.slice(0, -'ifexists'.length) : name;
  if (base === 'null') {
    if (ifExists || quantifier !== '') return undecidable(spelled, key, values);
    return nullCondition(spelled, key, values);
  }
  const operator = operatorNamed(base);
  if (!operator) return undecidable(spelled, key, values);
  const form: Form = {
    operator,
    operands: operator.operands(values, variables),
    quantifier: quantifier === '' ? undefined : quantifier === 'forallvalues' ? 'all' : 'any',
    ifExists,
  };
  const lowercase = key.toLowerCase();
  return {
    operator: spelled,
    key,
    values,
    test: (facts, unknowns) => {
      const found = facts.values(lowercase);
      if (found === undefined) return settle(truthOfUnknown(form, facts.shape(lowercase)), key, unknowns);
      return found.length === 0 ? truthOf(truthOfAbsent(form)) : truthOfValues(form, found, facts, unknowns);
    },
  };
}

function settle(truth: Truth, key: string, unknowns: Unknowns): Truth {
  if (truth === 'unknown') unknowns.push(key);
  return truth;
}

/** A key that is known to be absent from the request. */
function truthOfAbsent({ operator, quantifier, ifExists }: Form): boolean {
  if (ifExists || quantifier === 'all') return true;
  return quantifier === undefined && operator.negated;
}

/** A key of which nothing is known, or only what its one value looks like. */
function truthOfUnknown(form: Form, shape: string | undefined): Truth {
  const { operator, operands } = form;
  if (shape !== undefined) {
    const truth = operands.testShape(shape);
    return operator.negated ? not(truth) : truth;
  }
  // Decided all the same when every value gives the answer that absence gives.
  if (operands.constant === undefined) return 'unknown';
  const present = operands.constant !== operator.negated;
  return present === truthOfAbsent(form) ? truthOf(present) : 'unknown';
}

function truthOfValues(
  { operator, operands, quantifier }: Form,
  found: readonly string[],
  facts: Facts,
  unknowns: Unknowns,
): Truth {
  const before = unknowns.length;
  const among = (value: string): Truth => operands.test(value, facts, unknowns);
  const one = operator.negated && quantifier !== undefined ? (value: string) => not(among(value)) : among;
  const asked = quantifier === 'all' ? allOf(found, one) : anyOf(found, one);
  const truth = operator.negated && quantifier === undefined ? not(asked) : asked;
  if (truth !== 'unknown') unknowns.length = before;
  return truth;
}

/** `Null` asks whether the key is absent (`true`) or there (`false`). */
function nullCondition(operator: string, key: string, values: readonly string[]): Condition {
  const wants = new Set(values.map((value) => value.toLowerCase()));
  const [absent, present] = [wants.has('true'), wants.has('false')];
  const lowercase = key.toLowerCase();
  return {
    operator,
    key,
    values,
    test: (facts, unknowns) => {
      const found = facts.values(lowercase);
      if (found) return truthOf(found.length === 0 ? absent : present);
      if (absent === present) return truthOf(absent);
      return facts.shape(lowercase) === undefined ? settle('unknown', key, unknowns) : truthOf(present);
    },
  };
}

/** What AWS does not define, and would not store: it may hold or not. */
function undecidable(operator: string, key: string, values: readonly string[]): Condition {
  return { operator, key, values, test: (_facts, unknowns) => settle('unknown', key, unknowns) };
}

function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** One statement of a policy, compiled: of which actions and resources it speaks, to whom, under which conditions. */
import { compileConditions, type Condition } from './condition.ts';
import { compilePattern, matches, type Pattern } from './pattern.ts';
import { principalTerm, type PrincipalTerm, type StatedPrincipal } from './principal-term.ts';
import { compileResource, type ResourceTerm } from './resource-match.ts';

/** Lists are undefined when the statement lacks the element, and hold what it says as written. */
export interface Statement {
  /** Place in the document, from 0. */
  readonly index: number;
  readonly sid?: string;
  readonly effect: 'Allow' | 'Deny';
  readonly actions: readonly string[] | undefined;
  readonly notActions: readonly string[] | undefined;
  readonly resources: readonly string[] | undefined;
  readonly notResources: readonly string[] | undefined;
  readonly principals: readonly StatedPrincipal[] | undefined;
  readonly notPrincipals: readonly StatedPrincipal[] | undefined;
  /** All must hold. */
  readonly conditions: readonly Condition[];
  readonly resourceTerms: readonly ResourceTerm[] | undefined;
  readonly notResourceTerms: readonly ResourceTerm[] | undefined;
  readonly principalTerms: readonly PrincipalTerm[] | undefined;
  readonly notPrincipalTerms: readonly PrincipalTerm[] | undefined;
  /** Whether it speaks of an action, given in lower case: named by Action, or not by NotAction. */
  matchesAction(actionLowercase: string): boolean;
}

/**
 * Compiles an element of `Statement`; undefined when its Effect is neither Allow nor Deny. `variables`: the document's
 * version knows policy variables.
 */
export function compileStatement(
  entry: Readonly<Record<string, unknown>>,
  index: number,
  variables: boolean,
): Statement | undefined {
  const { Effect: effect, Sid: sid } = entry;
  if (effect !== 'Allow' && effect !== 'Deny') return undefined;
  const [actions, notActions] = [texts(entry, 'Action'), texts(entry, 'NotAction')];
  const [resources, notResources] = [texts(entry, 'Resource'), texts(entry, 'NotResource')];
  const [principals, notPrincipals] = [statedPrincipals(entry, 'Principal'), statedPrincipals(entry, 'NotPrincipal')];
  return {
    index,
    ...(typeof sid === 'string' && sid !== '' && { sid }),
    effect,
    actions,
    notActions,
    resources,
    notResources,
    principals,
    notPrincipals,
    conditions: compileConditions(entry.Condition, variables),
    resourceTerms: resources?.map((resource) => compileResource(resource, variables)),
    notResourceTerms: notResources?.map((resource) => compileResource(resource, variables)),
    principalTerms: principals?.map(principalTerm),
    notPrincipalTerms: notPrincipals?.map(principalTerm),
    matchesAction: actionTest(actions, notActions),
  };
}

type ActionTest = (actionLowercase: string) => boolean;

/** A statement with neither element speaks of nothing; AWS accepts none with both, of which both must then hold. */
function actionTest(actions: readonly string[] | undefined, notActions: readonly string[] | undefined): ActionTest {
  const named = actions && namedTest(actions);
  const excepted = notActions && namedTest(notActions);
  if (!excepted) return named ?? (() => false);
  return named ? (action) => named(action) && !excepted(action) : (action) => !excepted(action);
}

/** From so many wildcards on, remembering is cheaper than asking again. */
const REMEMBER_FROM = 4;
const REMEMBERED_AT_MOST = 2048;

function namedTest(actions: readonly string[]): ActionTest {
  const lowercase = actions.map((action) => action.toLowerCase());
  if (lowercase.some((action) => /^\*+(:\*+)?$/.test(action))) return () => true;
  const exact = new Set(lowercase);
  const wild: Pattern[] = lowercase.filter((action) => /[*?]/.test(action)).map(compilePattern);
  if (wild.length === 0) return (action) => exact.has(action);
  const test: ActionTest = (action) => exact.has(action) || wild.some((pattern) => matches(pattern, action));
  return wild.length < REMEMBER_FROM ? test : remembering(test);
}

function remembering(test: ActionTest): ActionTest {
  const known = new Map<string, boolean>();
  return (action) => {
    const before = known.get(action);
    if (before !== undefined) return before;
    const answer = test(action);
    if (known.size >= REMEMBERED_AT_MOST) known.clear();
    known.set(action, answer);
    return answer;
  };
}

function texts(entry: Entry, name: string): readonly string[] | undefined {
  return Object.hasOwn(entry, name) ? textList(entry[name]) : undefined;
}

function textList(value: unknown): string[] {
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  return values.filter((item) => typeof item === 'string');
}

type Entry = Readonly<Record<string, unknown>>;

function statedPrincipals(entry: Entry, name: string): readonly StatedPrincipal[] | undefined {
  if (!Object.hasOwn(entry, name)) return undefined;
  const value = entry[name];
  if (value === '*') return [{ type: 'AWS', value }];
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  return Object.entries(value).flatMap(([type, names]) => textList(names).map((text) => ({ type, value: text })));
}

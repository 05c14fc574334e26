/** The evaluator against a naive one on random questions, and laws that hold whatever the policies say. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decide,
  type Decision,
  type DecisionRequest,
  type Policy,
  type PolicyKind,
  type StatementReference,
} from '../../src/iam/index.ts';
import { policy } from './decisions/decision-case.ts';
import { naiveDecide } from './naive-evaluator.ts';
import { moreOf, question, type Document, type Question, type Statement } from './random-policies.ts';

const KINDS: readonly PolicyKind[] = ['identity', 'boundary', 'scp', 'rcp', 'resource', 'trust', 'session'];

function requestOf(asked: Question): DecisionRequest {
  const { principal, resource, boundary, trust } = asked;
  const named = (kind: PolicyKind, documents: readonly Document[], prefix: string): Policy[] =>
    documents.map((document, index) => policy(kind, `${prefix}${index}`, `${prefix}${index}`, document));
  const levels = (kind: PolicyKind, of: Question['scp']): Policy[][] | undefined =>
    of?.map((level, depth) => named(kind, level, `${kind}${depth}-`));
  const scp = levels('scp', asked.scp);
  const rcp = levels('rcp', asked.rcp);
  const { kind, name, account, uniqueId } = principal;
  const arn =
    kind === 'service' || kind === 'anonymous'
      ? name
      : `arn:aws:iam::${account}:${kind === 'root' ? 'root' : `${kind}/${name}`}`;
  return {
    principal: {
      kind,
      arn,
      account,
      ...(uniqueId === undefined ? {} : { uniqueId }),
      identityPolicies: [...named('identity', asked.identity, 'own'), ...named('identity', asked.group, 'group')],
      ...(boundary === 'unknown'
        ? { boundaryUnknown: true }
        : boundary
          ? { boundary: policy('boundary', 'boundary', 'boundary', boundary) }
          : {}),
      ...(scp ? { serviceControlPolicies: scp } : {}),
    },
    action: asked.action,
    resource: {
      arn: resource.arn,
      account: resource.account,
      policies: named('resource', asked.resourcePolicies, 'resource'),
      ...(trust ? { trust: policy('trust', 'trust', 'trust', trust) } : {}),
      ...(rcp ? { resourceControlPolicies: rcp } : {}),
    },
    context: new Map(Object.entries(asked.context)),
  };
}

const answer = (asked: Question): Decision => decide(requestOf(asked));
/** What no rearrangement may change. */
const gist = ({ allowed, reason, conditional, conditionalDeny, conditionKeys }: Decision): object => ({
  allowed,
  reason,
  conditional,
  conditionalDeny,
  conditionKeys,
});

/** Every document of a question put through a change, told apart by kind and the id it goes by in `requestOf`. */
function mapDocuments(
  asked: Question,
  change: (document: Document, kind: PolicyKind, id: string) => Document,
): Question {
  const list = (documents: readonly Document[], kind: PolicyKind, prefix: string): Document[] =>
    documents.map((one, index) => change(one, kind, `${prefix}${index}`));
  const levels = (of: Question['scp'], kind: PolicyKind) =>
    of?.map((level, depth) => list(level, kind, `${kind}${depth}-`));
  const scp = levels(asked.scp, 'scp');
  const rcp = levels(asked.rcp, 'rcp');
  return {
    ...asked,
    identity: list(asked.identity, 'identity', 'own'),
    group: list(asked.group, 'identity', 'group'),
    resourcePolicies: list(asked.resourcePolicies, 'resource', 'resource'),
    ...(asked.boundary !== undefined && asked.boundary !== 'unknown'
      ? { boundary: change(asked.boundary, 'boundary', 'boundary') }
      : {}),
    ...(asked.trust ? { trust: change(asked.trust, 'trust', 'trust') } : {}),
    ...(scp ? { scp } : {}),
    ...(rcp ? { rcp } : {}),
  };
}

/** One document of the question, chosen by number, with a statement more. */
function withOneMore(
  asked: Question,
  which: number,
  more: Readonly<Record<'plain' | 'named' | 'trust', Statement>>,
): Question {
  const ids: string[] = [];
  mapDocuments(asked, (document, kind, id) => (ids.push(`${kind} ${id}`), document));
  if (ids.length === 0) return asked;
  const chosen = ids[which % ids.length];
  return mapDocuments(asked, (document, kind, id) => {
    if (`${kind} ${id}` !== chosen) return document;
    const extra = kind === 'trust' ? more.trust : kind === 'resource' || kind === 'rcp' ? more.named : more.plain;
    return [...document, extra];
  });
}

const more = (Effect: Statement['Effect']) =>
  fc.record({ plain: moreOf('plain', Effect), named: moreOf('named', Effect), trust: moreOf('trust', Effect) });

describe('decide and the naive evaluator', () => {
  it('agree on random questions, which reach every outcome', () => {
    const seen = new Map<string, number>();
    const count = (outcome: string): void => void seen.set(outcome, (seen.get(outcome) ?? 0) + 1);
    fc.assert(
      fc.property(question, (asked) => {
        const got = answer(asked);
        const { why, ...wanted } = naiveDecide(asked);
        expect({ allowed: got.allowed, conditional: got.conditional, conditionalDeny: got.conditionalDeny }).toEqual(
          wanted,
        );
        if (got.allowed) expect(got.reason).toBe('allowed');
        else expect([...why]).toContain(got.reason);
        expect(got.conditionKeys.length > 0).toBe(got.conditional || got.conditionalDeny);
        count(got.reason);
        if (got.conditional) count('conditional');
        if (got.conditionalDeny) count('conditionalDeny');
      }),
      { numRuns: 4000 },
    );
    const outcomes = [
      'allowed',
      'explicit-deny',
      'no-allow',
      'boundary',
      'scp',
      'rcp',
      'resource-policy',
      'trust',
      'conditional',
      'conditionalDeny',
    ];
    expect(outcomes.filter((outcome) => !seen.has(outcome))).toEqual([]);
  });
});

describe('laws', () => {
  it('a Deny more never turns a denial into an allow, nor an allow into one with less doubt', () => {
    fc.assert(
      fc.property(question, fc.nat(20), more('Deny'), (asked, which, extra) => {
        const before = answer(asked);
        const after = answer(withOneMore(asked, which, extra));
        if (!before.allowed) expect(after.allowed).toBe(false);
        if (before.allowed && after.allowed && before.conditionalDeny) expect(after.conditionalDeny).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it('an Allow more never takes away an allow, nor adds doubt to it', () => {
    fc.assert(
      fc.property(question, fc.nat(20), more('Allow'), (asked, which, extra) => {
        const before = answer(asked);
        const after = answer(withOneMore(asked, which, extra));
        if (before.allowed) expect(after.allowed).toBe(true);
        if (before.allowed && !before.conditional) expect(after.conditional).toBe(false);
        if (before.allowed) expect(after.conditionalDeny).toBe(before.conditionalDeny);
      }),
      { numRuns: 1000 },
    );
  });

  it('the order of policies and statements does not matter', () => {
    const turned = <T>(of: readonly T[]): T[] => [...of].reverse();
    fc.assert(
      fc.property(question, (asked) => {
        const statements = mapDocuments(asked, (document) => turned(document));
        const policies: Question = {
          ...statements,
          identity: turned(statements.identity),
          group: turned(statements.group),
          ...(statements.scp ? { scp: statements.scp.map((level) => turned(level)) } : {}),
          ...(statements.rcp ? { rcp: statements.rcp.map((level) => turned(level)) } : {}),
        };
        expect(gist(answer(policies))).toEqual(gist(answer(asked)));
      }),
      { numRuns: 1000 },
    );
  });

  it('the statements of a decision, alone, decide the same', () => {
    fc.assert(
      fc.property(question, (asked) => {
        const { statements, ...before } = answer(asked);
        const kept = (kind: string, id: string, index: number): boolean =>
          statements.some((one) => one.kind === kind && one.policy === id && one.statement === index);
        const after = answer(
          mapDocuments(asked, (document, kind, id) => document.filter((_, index) => kept(kind, id, index))),
        );
        expect(after.allowed).toBe(before.allowed);
        if (before.allowed) expect(gist(after)).toEqual(gist({ ...before, statements }));
        if (before.reason === 'explicit-deny') expect(after.reason).toBe('explicit-deny');
      }),
      { numRuns: 1000 },
    );
  });

  it('statements are told in order: Allows, then Denies, each by kind, policy and position', () => {
    const rank = ({ effect, kind }: StatementReference): number =>
      (effect === 'Allow' ? 0 : KINDS.length) + KINDS.indexOf(kind);
    const byId = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
    fc.assert(
      fc.property(question, (asked) => {
        const { statements, allowed } = answer(asked);
        const inOrder = statements.toSorted(
          (a, b) => rank(a) - rank(b) || byId(a.policy, b.policy) || a.statement - b.statement,
        );
        expect(statements).toEqual(inOrder);
        expect(new Set(statements.map((one) => JSON.stringify(one))).size).toBe(statements.length);
        if (!allowed) expect(statements.every(({ effect }) => effect === 'Deny')).toBe(true);
        mapDocuments(asked, (document, kind, id) => {
          for (const one of statements)
            if (one.kind === kind && one.policy === id) expect(document[one.statement]?.Effect).toBe(one.effect);
          return document;
        });
      }),
      { numRuns: 500 },
    );
  });

  it('the case of the action does not matter', () => {
    fc.assert(
      fc.property(question, (asked) => {
        const wanted = answer(asked);
        expect(answer({ ...asked, action: asked.action.toUpperCase() })).toEqual(wanted);
        expect(answer({ ...asked, action: asked.action.toLowerCase() })).toEqual(wanted);
      }),
      { numRuns: 500 },
    );
  });
});

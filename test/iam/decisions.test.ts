/** The table of hand-checked decisions, one by one. */
import { describe, expect, it } from 'vitest';
import { decide } from '../../src/iam/index.ts';
import { CEILINGS } from './decisions/ceilings.ts';
import { bothWays, CONDITIONS } from './decisions/conditions.ts';
import { CONDITION_NUMBERS } from './decisions/condition-numbers.ts';
import { CONDITION_SETS } from './decisions/condition-sets.ts';
import { comparable, requestOf, type DecisionCase } from './decisions/decision-case.ts';
import { IDENTITY } from './decisions/identity.ts';
import { KEY_POLICIES } from './decisions/key-policies.ts';
import { PASSING_ROLES } from './decisions/passing-roles.ts';
import { RESOURCE_POLICIES } from './decisions/resource-policies.ts';
import { ROLES } from './decisions/roles.ts';
import { TRUSTED_OTHERS } from './decisions/trusted-others.ts';
import { UNDECIDED } from './decisions/undecided.ts';
import { VARIABLES } from './decisions/variables.ts';

const TABLE: Readonly<Record<string, readonly DecisionCase[]>> = {
  'identity policies': IDENTITY,
  'boundaries, SCPs and RCPs': CEILINGS,
  'resource policies': RESOURCE_POLICIES,
  'key policies': KEY_POLICIES,
  'assuming roles': ROLES,
  'sessions, ids, services and federated identities': TRUSTED_OTHERS,
  'passing roles': PASSING_ROLES,
  conditions: CONDITIONS.flatMap(bothWays),
  'conditions on numbers and times': CONDITION_NUMBERS.flatMap(bothWays),
  'conditions on sets, ARNs and who asks': CONDITION_SETS.flatMap(bothWays),
  'policy variables': VARIABLES,
  'what cannot be decided': UNDECIDED,
};

for (const [theme, cases] of Object.entries(TABLE)) {
  describe(theme, () => {
    it.each(cases.map((one) => [`${one.title} (${one.rule})`, one] as const))('%s', (_name, one) => {
      const { got, wanted } = comparable(decide(requestOf(one)), one.expect);
      expect(got).toEqual(wanted);
    });
  });
}

it('holds at least 160 decisions, no two of one theme alike in title and rule', () => {
  expect(Object.values(TABLE).flat().length).toBeGreaterThanOrEqual(160);
  for (const cases of Object.values(TABLE)) {
    const names = cases.map(({ title, rule, action }) => `${title} (${rule}) ${action}`);
    expect(names.filter((name, place) => names.indexOf(name) !== place)).toEqual([]);
  }
});

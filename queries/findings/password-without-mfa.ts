/** NHI4: identities that a password alone lets in. */
import { defineRule, inForceCypher, isInForce, parseArn, ruleCells, ruleCellsCypher, shellCommand, usableCredentialsOf, usableCypher, z, type Row } from '../../src/sdk/index.ts';

export default defineRule({
  id: 'password-without-mfa',
  title: 'Password without MFA',
  question: 'Which identities have a password and no second factor?',
  description:
    'Identities that are known to have no MFA and have a usable password; an account’s root always has one. Critical for a root and for tier 0, else high. Whether there is MFA must be known.',
  parameters: z.object({}),
  columns: [
    { name: 'nonHuman', title: 'Non-human', type: 'boolean', description: 'True for a machine, which should have no password at all.' },
    { name: 'tier0', title: 'Tier 0', type: 'boolean', description: 'Whether it controls everything else.' },
    { name: 'lastUsedAt', title: 'Last used', type: 'time', description: 'When the identity was last used, by any credential, if known.' },
  ],
  answer: function* (graph, _parameters, { now }): Generator<Row> {
    for (const index of graph.withLabel('Identity')) {
      if (!isInForce(graph, index) || graph.property(index, 'mfa') !== false) continue;
      const root = graph.text(index, 'kind') === 'account_root';
      if (!root && !usableCredentialsOf(graph, index, now).some((credential) => graph.text(credential, 'kind') === 'password')) continue;
      const tier0 = graph.property(index, 'tier0') === true;
      yield Object.assign(ruleCells(graph, index, root || tier0 ? 'critical' : 'high'), {
        nonHuman: graph.property(index, 'isNhi') === true,
        tier0,
        lastUsedAt: graph.text(index, 'lastUsedAt') ?? null,
      });
    }
  },
  cypher: () => ({
    text: `MATCH (i:Entity:Identity)
WHERE ${inForceCypher('i')} AND i.mfa = false AND (i.kind = 'account_root' OR EXISTS {
  MATCH (c:Entity:Credential)-[a:AUTHENTICATES_AS]->(i)
  WHERE a.until IS NULL AND c.kind = 'password' AND ${usableCypher('c')}
})
RETURN ${ruleCellsCypher('i', "CASE WHEN coalesce(i.kind, '') = 'account_root' OR coalesce(i.tier0, false) THEN 'critical' ELSE 'high' END")},
  coalesce(i.isNhi, false) AS nonHuman, coalesce(i.tier0, false) AS tier0, i.lastUsedAt AS lastUsedAt
ORDER BY uid, about`,
    parameters: {},
  }),
  rule: {
    risk: 'NHI4',
    severity: 'high',
    controls: [
      { framework: 'CIS AWS', id: '1.5' },
      { framework: 'CIS AWS', id: '1.10' },
      { framework: 'CIS GCP', id: '1.2' },
      { framework: 'NIST 800-53', id: 'IA-2(1)' },
      { framework: 'NIST 800-53', id: 'IA-2(2)' },
      { framework: 'PCI DSS', id: '8.4.2' },
    ],
    explain: ({ name, kind, tier0 }) => `${name} signs in with a password and no second factor${kind === 'account_root' ? ', and is an account’s root' : tier0 === true ? ', and is tier 0' : ''}.`,
    remedy: {
      text: 'A person: register a second factor, best a hardware key. A machine: take its password away, after checking that nobody signs in as it.',
      command: ({ uid, nonHuman }) => {
        const arn = parseArn(String(uid));
        if (arn?.service !== 'iam' || arn.type !== 'user') return undefined;
        const user = ['--user-name', arn.name];
        if (nonHuman === true) return shellCommand(['aws', 'iam', 'delete-login-profile', ...user]);
        return shellCommand(['aws', 'iam', 'enable-mfa-device', ...user, '--serial-number', 'MFA_DEVICE_ARN', '--authentication-code1', 'CODE', '--authentication-code2', 'NEXT_CODE']);
      },
    },
  },
});

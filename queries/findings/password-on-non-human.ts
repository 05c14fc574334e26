/** NHI10: non-human identities that can sign in at a console, as people do. */
import {
  THRESHOLDS,
  addDays,
  defineRule,
  parseArn,
  ruleCells,
  ruleCellsCypher,
  shellCommand,
  usableCredentialsOf,
  usableCypher,
  z,
  type Row,
} from '../../src/sdk/index.ts';

export default defineRule({
  id: 'password-on-non-human',
  title: 'Password of a non-human identity',
  question: 'Which non-human identities have a password that somebody can sign in with?',
  description:
    'Enabled non-human identities, root users apart, with a usable password: high when it was used in the last days, else medium.',
  parameters: z.object({ humanUseDays: THRESHOLDS.humanUseDays }),
  columns: [
    { name: 'lastUsedAt', title: 'Password last used', type: 'time', description: 'When somebody last signed in with it, if known.' },
    { name: 'mfa', title: 'Second factor', type: 'boolean', description: 'Whether a second factor is asked for, if known.' },
  ],
  answer: function* (graph, { humanUseDays }, { now }): Generator<Row> {
    const recently = addDays(now, -humanUseDays);
    for (const identity of graph.withLabel('Identity')) {
      if (graph.property(identity, 'isNhi') !== true || graph.isClosed(identity)) continue;
      if (graph.property(identity, 'enabled') === false || graph.text(identity, 'kind') === 'account_root') continue;
      for (const password of usableCredentialsOf(graph, identity, now)) {
        if (graph.text(password, 'kind') !== 'password') continue;
        const lastUsedAt = graph.text(password, 'lastUsedAt');
        const used = lastUsedAt !== undefined && lastUsedAt >= recently;
        yield Object.assign(ruleCells(graph, identity, used ? 'high' : 'medium', { about: password, since: graph.text(password, 'createdAt') }), {
          lastUsedAt: lastUsedAt ?? null,
          mfa: (graph.property(identity, 'mfa') as boolean | undefined) ?? null,
        });
      }
    }
  },
  cypher: ({ humanUseDays }) => ({
    text: `MATCH (i:Entity:Identity)<-[a:AUTHENTICATES_AS]-(c:Entity:Credential {kind: 'password'})
WHERE i.isNhi AND i.until IS NULL AND coalesce(i.enabled, true) AND coalesce(i.kind, '') <> 'account_root'
  AND a.until IS NULL AND ${usableCypher('c')}
WITH DISTINCT i, c
RETURN ${ruleCellsCypher('i', "CASE WHEN c.lastUsedAt >= $now - duration({days: $humanUseDays}) THEN 'high' ELSE 'medium' END", { about: 'c', since: 'c.createdAt' })},
  c.lastUsedAt AS lastUsedAt, i.mfa AS mfa
ORDER BY uid, about`,
    parameters: { humanUseDays },
  }),
  rule: {
    risk: 'NHI10',
    severity: 'medium',
    controls: [
      { framework: 'NIST 800-53', id: 'AC-6' },
      { framework: 'NIST 800-53', id: 'IA-2' },
      { framework: 'PCI DSS', id: '8.6.1' },
    ],
    explain: (row) => `${row['name']} is non-human and has a password, ${row['lastUsedAt'] === null ? 'of which no use is known' : `last used at ${row['lastUsedAt']}`}.`,
    remedy: {
      text: 'Take the password away: a program signs in with keys or a role. If people sign in with it, give each an account of their own first.',
      command: ({ uid }) => {
        const user = parseArn(uid as string);
        return user?.service === 'iam' && user.type === 'user' ? shellCommand(['aws', 'iam', 'delete-login-profile', '--user-name', user.name]) : undefined;
      },
    },
  },
});

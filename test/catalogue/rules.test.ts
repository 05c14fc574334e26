/** Every rule is sound as a rule: its findings read as sentences, and no name from an export gets out of its place in a command. */
import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { queries } from '../../src/catalogue/index.ts';
import { NHI_RISKS, SEVERITIES, isRule, type Row, type Rule } from '../../src/sdk/index.ts';
import { CASE_NOW, caseGraph, type QueryCase } from '../support/query-case.ts';

const cases = Object.values(import.meta.glob<QueryCase>('../queries/*.case.ts', { eager: true, import: 'default' }));
const rules = queries().filter(isRule);

/** Names that mean something to a shell, harmless where one obeys them; `PLAIN` is what a friendly export would have. */
const HOSTILE = ["x'; echo broken #", '$(echo broken)', '`echo broken`', '"two  words"', 'a\nb', '*', '~', 'x & echo broken', '\\'];
const PLAIN = 'plain';
/** Ids of what commands are made for, with a name in them. */
const IDS: readonly ((name: string) => string)[] = [
  (name) => name,
  (name) => `arn:aws:iam::111111111111:role/${name}`,
  (name) => `arn:aws:iam::111111111111:user/${name}`,
  (name) => `arn:aws:s3:::${name}`,
  (name) => `arn:aws:ec2:eu-west-1:111111111111:instance/${name}`,
  (name) => `//iam.googleapis.com/projects/one/serviceAccounts/${name}`,
  (name) => `//iam.googleapis.com/projects/one/serviceAccounts/one/keys/${name}`,
  (name) => `entra://one/sp/${name}`,
];
const KEY_ID = 'AKIAIOSFODNN7EXAMPLE';
/** What a command looks at beside ids: cells to try together with each of them. */
const SORTS: readonly Row[] = [
  {},
  { provider: 'aws' },
  { kind: 'access_key', uid: KEY_ID },
  { kind: 'sa_key' },
  { kind: 's3_bucket' },
  { kind: 'ec2_instance' },
  { relationships: ['CAN_ASSUME'] },
];

it('each risk of the OWASP Non-Human Identities Top 10 has a rule', () => {
  expect(new Set(rules.map(({ rule }) => rule.risk))).toEqual(new Set(Object.keys(NHI_RISKS)));
});

describe.each(rules.map((rule) => [rule.id, rule] as const))('%s', (_id, asked) => {
  const answers = answersOf(asked);
  const rows = answers.flat();

  it('says each finding in a sentence', () => {
    for (const row of rows) {
      const sentence = asked.rule.explain(row);
      expect(sentence).toMatch(/\.$/);
      expect(sentence).not.toMatch(/undefined|null|NaN|\[object/);
    }
  });

  it('has a remedy in words, and a command of one line or none', () => {
    expect(asked.rule.remedy.text).toMatch(/\.$/);
    for (const row of rows) expect(asked.rule.remedy.command(row) ?? '').not.toMatch(/\p{Cc}/u);
  });

  it('gives one finding for each pair of things, of a severity that there is', () => {
    for (const answer of answers) expect(new Set(answer.map(({ uid, about }) => JSON.stringify([uid, about]))).size).toBe(answer.length);
    for (const { severity } of [...rows, { severity: asked.rule.severity }]) expect(SEVERITIES).toContain(severity);
  });

  it('keeps hostile names within one argument of the command', () => {
    const [friendly, hostile] = [[], []] as [string[], { command: string; name: string; plain: string }[]];
    for (const row of rows) {
      for (const [id, sort] of IDS.flatMap((id) => SORTS.map((sort) => [id, sort] as const))) {
        const plain = asked.rule.remedy.command(named(asked, row, PLAIN, id, sort));
        if (plain === undefined) continue;
        friendly.push(plain);
        for (const name of HOSTILE) {
          const command = asked.rule.remedy.command(named(asked, row, name, id, sort));
          if (command !== undefined) hostile.push({ command, name, plain });
        }
      }
    }
    const [meant, parsed] = [wordsOf(hostile.map(({ plain }) => plain)), wordsOf(hostile.map(({ command }) => command))];
    expect(parsed.map((words, place) => words.map((word) => word.replaceAll(hostile[place]!.name, PLAIN)))).toEqual(meant);
    // Something was looked at wherever there are commands.
    expect(hostile.length > 0).toBe(friendly.length > 0);
  });
});

/** The rows of each of the rule's cases. */
function answersOf(asked: Rule): Row[][] {
  const declared = cases.find(({ query }) => query === asked.id)!;
  const graph = caseGraph(declared);
  const context = { now: declared.now ?? CASE_NOW, signal: new AbortController().signal };
  return declared.asked.map(({ parameters = {} }) => [...asked.answer(graph, asked.parameters.parse(parameters), context)]);
}

/** A row in which everything that could come from an export bears this name. */
function named(asked: Rule, row: Row, name: string, id: (name: string) => string, sort: Row): Row {
  const cells = asked.columns.map((column) => [column.name, column.type === 'uid' ? id(name) : column.type === 'texts' ? [name] : column.type === 'text' ? name : row[column.name]!]);
  return { ...(Object.fromEntries(cells) as Row), ...sort };
}

/** What a POSIX shell takes each command's words to be. */
function wordsOf(commands: readonly string[]): string[][] {
  if (commands.length === 0) return [];
  const script = commands.map((command) => `printf '%s\\0' ${command}; printf '\\1\\0'`).join('\n');
  const output = execFileSync('sh', { input: script, encoding: 'utf8' });
  return output.split('\u0001\0').slice(0, -1).map((words) => words.split('\0').slice(0, -1));
}

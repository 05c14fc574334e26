/** What a finding is: a row of a rule with what the rule says of it, and a key that stays the same from one look to the next. */
import { createHash } from 'node:crypto';
import { withReadableTimes } from '../../base/time.ts';
import { RULE_COLUMNS, type Cell, type Control, type NhiRisk, type Row, type Rule, type Severity } from '../../sdk/index.ts';

export interface Finding {
  /** `<rule>-<16 hex digits>`, of the rule, the thing and what it is about: the same for as long as these are. */
  readonly key: string;
  readonly rule: string;
  readonly title: string;
  readonly risk: NhiRisk;
  readonly severity: Severity;
  readonly controls: readonly Control[];
  readonly uid: string;
  /** The other thing that makes the finding; the same as `uid` where there is none. */
  readonly about: string;
  readonly name: string;
  readonly sentence: string;
  readonly remedy: string;
  /** To copy and run; never run by Tendril. */
  readonly command: string | undefined;
  /** When this state began, where the rule knows. */
  readonly since: string | undefined;
  /** The rule's own columns. */
  readonly facts: Row;
  readonly row: Row;
}

export function findingOf({ id, title, rule, columns }: Rule, row: Row): Finding {
  const text = (name: string): string => row[name] as string;
  return {
    key: findingKey(id, text('uid'), text('about')),
    rule: id,
    title,
    risk: rule.risk,
    severity: text('severity') as Severity,
    controls: rule.controls,
    uid: text('uid'),
    about: text('about'),
    name: text('name'),
    sentence: withReadableTimes(rule.explain(row)),
    remedy: rule.remedy.text,
    command: rule.remedy.command(row),
    since: (row['since'] as string | null) ?? undefined,
    facts: Object.fromEntries(columns.slice(RULE_COLUMNS.length).map(({ name }) => [name, row[name] as Cell])),
    row,
  };
}

function findingKey(rule: string, uid: string, about: string): string {
  return `${rule}-${createHash('sha256').update(`${rule}\n${uid}\n${about}`).digest('hex').slice(0, 16)}`;
}

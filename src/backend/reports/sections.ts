/** Sections that several reports have: findings with their remedies, and words for times and things. */
import { readableTime } from '../../base/time.ts';
import { CROWN_JEWEL } from '../../model/labels.ts';
import { NHI_RISKS, SEVERITIES, controlText, riskText, type NhiRisk, type Row, type Severity } from '../../sdk/index.ts';
import { facts, paragraph, table, type Block, type Section } from '../../report/index.ts';
import type { KnownFinding } from '../findings/index.ts';

/** A time as people read it; nothing where it is not known. */
export function shortTime(time: string | null | undefined): string {
  return time === null || time === undefined ? '' : readableTime(time);
}

/** True for a row of a walk that is a crown jewel or of tier 0. */
export function mattersMost({ sensitivity, tier0 }: Row): boolean {
  return sensitivity === CROWN_JEWEL || tier0 === true;
}

/** `3 critical, 1 high`, the most severe first; "none" when there are none. */
export function countedBySeverity(findings: readonly KnownFinding[]): string {
  const counts = SEVERITIES.toReversed().map((severity) => [severity, findings.filter(({ seen }) => seen.severity === severity).length] as const);
  return counts.filter(([, count]) => count > 0).map(([severity, count]) => `${count} ${severity}`).join(', ') || 'none';
}

/** How many open findings each of the ten risks has, by severity. */
export function riskTable(findings: readonly KnownFinding[]): Block {
  const open = findings.filter(({ state, finding }) => state === 'open' && finding !== undefined);
  const rows = (Object.keys(NHI_RISKS) as NhiRisk[]).map((risk) => {
    const of = open.filter(({ finding }) => finding!.risk === risk);
    const count = (severity: Severity): number => of.filter(({ seen }) => seen.severity === severity).length;
    return [risk, NHI_RISKS[risk], count('critical'), count('high'), count('medium'), count('low')];
  });
  return table(['Risk', 'OWASP NHI Top 10 (2025)', 'Critical #', 'High #', 'Medium #', 'Low #'], rows, '');
}

/** One section for each rule that found something: why, what to do, and every finding of it. */
export function ruleSections(findings: readonly KnownFinding[], most = 1000): Section[] {
  const byRule = new Map<string, KnownFinding[]>();
  for (const known of findings) {
    if (known.finding === undefined) continue;
    const of = byRule.get(known.seen.rule);
    if (of) of.push(known);
    else byRule.set(known.seen.rule, [known]);
  }
  return [...byRule.values()].map((of) => {
    const { title, risk, remedy, controls } = of[0]!.finding!;
    const shown = of.slice(0, most);
    const rows = shown.map(({ key, state, seen, finding, firstSeen }) => [seen.severity, state, finding!.name, finding!.sentence, shortTime(firstSeen), finding!.command, key]);
    return {
      title: `${title} (${of.length})`,
      blocks: [
        facts([
          ['Risk', riskText(risk)],
          ['Controls', controls.map(controlText).join(', ')],
          ['Remedy', remedy],
        ]),
        table(['Severity', 'State', 'Name', 'Why', 'First seen', 'Command, to check and run', 'Key'], rows, ''),
        ...(of.length > shown.length ? [paragraph(`${of.length - shown.length} more are in the CSV and SARIF forms of this report.`)] : []),
      ],
    };
  });
}

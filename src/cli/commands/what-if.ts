/** `tendril what-if`: what changes when things or relationships go or come; nothing is stored. */
import { compareWhatIf, type WhatIfOutcome } from '../../backend/index.ts';
import { identify } from '../identify.ts';
import { print, printJson, printRows, visible, type OutputOptions } from '../output.ts';
import { withCase, type CaseOptions } from '../session.ts';
import { thresholdsFor, type ThresholdOptions } from '../thresholds.ts';
import { walkParameters, type WalkOptions } from './walk.ts';

export interface WhatIfOptions extends CaseOptions, OutputOptions, ThresholdOptions, WalkOptions {
  readonly disable: readonly string[];
  readonly cut: readonly string[];
  readonly add: readonly string[];
}

export async function whatIfCommand(things: readonly string[], options: WhatIfOptions): Promise<void> {
  await withCase(options, false, async ({ openCase, signal }) => {
    const one = (text: string): string => identify(openCase.graph, text);
    const request = { seeds: things.map(one), disable: options.disable.map(one), cut: options.cut, add: options.add, walk: walkParameters(options) };
    const outcome = await compareWhatIf(openCase, request, await thresholdsFor(options), signal);
    if (options.json) printJson(outcome);
    else if (options.csv) printRows(outcome.columns, outcome.rows, options);
    else printOutcome(outcome, things.length > 0);
  });
}

function printOutcome({ columns, rows, reached, cutCost, findings }: WhatIfOutcome, asked: boolean): void {
  if (asked) {
    printRows(columns, rows, {});
    print(`Reached: ${reached.present} now, ${reached.changed} then.`);
    const cost = (value: number | null): string => (value === null ? 'none, a seed is one of them' : value === 0 ? 'none needed' : String(value));
    print(`Cost of the cheapest cut to crown jewels and tier 0: ${cost(cutCost.present)} now, ${cost(cutCost.changed)} then.`);
  }
  print(`Findings gone: ${findings.gone.length}, new: ${findings.opened.length}.`);
  for (const { severity, sentence } of findings.gone) print(visible(`  gone  ${severity.padEnd(8)} ${sentence}`));
  for (const { severity, sentence } of findings.opened) print(visible(`  new   ${severity.padEnd(8)} ${sentence}`));
}

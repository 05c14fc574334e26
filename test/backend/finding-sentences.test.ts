/** What findings say, for every rule: whole sentences, whatever is not known and whenever the case is looked at. */
import { describe, expect, it } from 'vitest';
import { assess } from '../../src/backend/findings/index.ts';
import { rules } from '../../src/catalogue/index.ts';
import { PRESETS } from '../../src/sdk/index.ts';
import { CASE_NOW, caseGraph, type QueryCase } from '../support/query-case.ts';

const files = import.meta.glob<QueryCase>('../queries/*.case.ts', { eager: true, import: 'default' });
const BEFORE_ALL_DATA = '1999-01-01T00:00:00.000Z';
/** An absent cell, an empty list, a time that lies ahead told as past, a number beside a wrong noun. */
const BROKEN = /undefined|\bnull\b|NaN|\[object|-\d+ days|\(\)|: ?\.|, ?\.|  |\b1 (days|times|workloads|crown jewels|applications|things)\b/;

describe.each(rules().map(({ id }) => [id, files[`../queries/${id}.case.ts`]!] as const))('%s', (_id, declared) => {
  it.each([declared.now ?? CASE_NOW, BEFORE_ALL_DATA])('at %s', async (now) => {
    const findings = await assess(caseGraph(declared), PRESETS.cis, now, new AbortController().signal);
    expect(findings.map(({ sentence }) => sentence).filter((sentence) => BROKEN.test(sentence))).toEqual([]);
    expect(findings.map(({ command }) => command ?? '').filter((command) => BROKEN.test(command))).toEqual([]);
  });
});

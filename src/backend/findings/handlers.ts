/** The procedures about findings and reports, over the open case. */
import { nextTurn, throwIfAborted } from '../../base/abort.ts';
import type { Handlers } from '../../protocol/server.ts';
import type { FindingView } from '../../protocol/shapes.ts';
import { controlText, riskText, type Severity } from '../../sdk/index.ts';
import type { BackendDependencies } from '../dependencies.ts';
import type { OpenCase } from '../open-case.ts';
import { writeReport } from '../reports/index.ts';
import type { Results } from '../results.ts';
import { thresholdsInForce } from '../settings.ts';
import { acceptFindings, reopenFindings } from './decide.ts';
import { findingByKey, findingEvidence, knownFindings, type KnownFinding } from './known.ts';
import { FINDING_COLUMNS, findingRow } from './table.ts';

/** Characters of a report that one event carries. */
const PART = 256 * 1024;

type FindingHandlers = Pick<Handlers, 'findings.run' | 'finding.get' | 'findings.accept' | 'findings.reopen' | 'report.write'>;

export function findingHandlers({ stateFolder, version }: BackendDependencies, results: Results, current: () => OpenCase): FindingHandlers {
  const time = (): string => current().time();
  const known = async (signal: AbortSignal): Promise<KnownFinding[]> => knownFindings(current(), await thresholdsInForce(stateFolder), time(), signal);
  return {
    'findings.run': async (_input, { signal, client }) => {
      const found = await known(signal);
      const open = found.filter(({ state }) => state === 'open');
      const count = (severity: Severity): number => open.filter(({ seen }) => seen.severity === severity).length;
      return {
        ...results.hold(client, FINDING_COLUMNS, found.map(findingRow)),
        open: { low: count('low'), medium: count('medium'), high: count('high'), critical: count('critical') },
        accepted: found.filter(({ state }) => state === 'accepted').length,
        fixed: found.filter(({ state }) => state === 'fixed').length,
        version: current().graph.version,
      };
    },
    'finding.get': async ({ key }, { signal }) => viewOf(current(), findingByKey(await known(signal), key)),
    'findings.accept': async (input, { signal }) => {
      await acceptFindings(current(), { ...input, thresholds: await thresholdsInForce(stateFolder), signal });
      return {};
    },
    'findings.reopen': async ({ keys }, { signal }) => {
      await reopenFindings(current(), { keys, thresholds: await thresholdsInForce(stateFolder), signal });
      return {};
    },
    'report.write': async (input, { signal, emit }) => {
      const thresholds = await thresholdsInForce(stateFolder);
      const text = await writeReport(current(), { ...input, thresholds, now: time(), signal, version });
      for (let start = 0; start < text.length; start += PART) {
        throwIfAborted(signal);
        await emit({ text: text.slice(start, start + PART) });
        await nextTurn();
      }
      return { characters: text.length };
    },
  };
}

function viewOf({ graph }: OpenCase, { key, state, seen, finding, firstSeen, lastSeen, fixedAt, acceptance }: KnownFinding): FindingView {
  const { rule, title, severity, uid, about, name } = seen;
  return {
    key,
    state,
    rule,
    title,
    severity,
    risk: finding === undefined ? null : riskText(finding.risk),
    controls: (finding?.controls ?? []).map(controlText),
    uid,
    about,
    name,
    sentence: finding?.sentence ?? null,
    remedy: finding?.remedy ?? null,
    command: finding?.command ?? null,
    since: finding?.since ?? null,
    firstSeen,
    lastSeen,
    fixedAt: fixedAt ?? null,
    acceptance: acceptance === undefined ? null : { ...acceptance, until: acceptance.until ?? null },
    evidence: finding === undefined ? [] : findingEvidence(graph, finding),
  };
}

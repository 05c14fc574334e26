/** The state of a case on a page or two: what stands in it, who is far-reaching, what is exposed, who owns what, what to do. */
import { AppError } from '../../base/errors.ts';
import { withReadableTimes } from '../../base/time.ts';
import { CROWN_JEWEL, type NodeLabel } from '../../model/labels.ts';
import { facts, paragraph, table, type Block, type Fact, type ReportDocument, type Section } from '../../report/index.ts';
import type { Cell, Row } from '../../sdk/index.ts';
import { textOf } from '../results.ts';
import { countedBySeverity, mattersMost, riskTable, shortTime } from './sections.ts';
import type { ReportSubject } from './subject.ts';

const MOST = 20;

export interface CaseReportOptions {
  /** What an attacker holds: their blast radius and the containment plan are then part of the report. */
  readonly seeds?: readonly string[];
}

export function aboutCase({ title, now, pseudonymised }: ReportSubject): Fact[] {
  return [
    { title: 'Case', value: title },
    { title: 'As of', value: shortTime(now) },
    ...(pseudonymised ? [{ title: 'Names', value: 'replaced by codes, the same from report to report of this case' }] : []),
  ];
}

export function caseReport(subject: ReportSubject, { seeds = [] }: CaseReportOptions = {}): ReportDocument {
  const coded = seeds.map((uid) => subject.uidOf(uid));
  return {
    title: coded.length > 0 ? `Incident report: ${subject.title}` : `Case report: ${subject.title}`,
    about: aboutCase(subject),
    sections: [...(coded.length > 0 ? [compromised(subject, coded), containment(subject, coded)] : []), inventory(subject), findings(subject), farReaching(subject), exposed(subject), ownership(subject), sources(subject)],
  };
}

function inventory({ graph }: ReportSubject): Section {
  const counts = new Map<NodeLabel, number>();
  let nonHuman = 0;
  let jewels = 0;
  for (let index = 0; index < graph.nodeCount; index++) {
    if (graph.isClosed(index)) continue;
    counts.set(graph.label(index), (counts.get(graph.label(index)) ?? 0) + 1);
    if (graph.property(index, 'isNhi') === true) nonHuman++;
    if (graph.property(index, 'sensitivity') === CROWN_JEWEL) jewels++;
  }
  const number = (label: NodeLabel): string => (counts.get(label) ?? 0).toLocaleString('en');
  return {
    title: 'What stands in the case',
    blocks: [
      facts([
        ['Identities', `${number('Identity')}, of which non-human: ${nonHuman.toLocaleString('en')}`],
        ['Credentials', number('Credential')],
        ['Workloads', number('Workload')],
        ['Resources', `${number('Resource')}, of which crown jewels: ${jewels.toLocaleString('en')}`],
      ]),
    ],
  };
}

function findings({ findings: known }: ReportSubject): Section {
  const open = known.filter(({ state }) => state === 'open');
  const worst = open.slice(0, MOST).map(({ seen, finding }) => [seen.severity, seen.title, seen.name, finding!.sentence]);
  return {
    title: 'Findings',
    blocks: [
      paragraph(`${open.length} open (${countedBySeverity(open)}).`),
      riskTable(known),
      table(['Severity', 'Finding', 'Name', 'Why'], worst, 'Nothing is open.'),
    ],
  };
}

function farReaching(subject: ReportSubject): Section {
  return { title: 'Identities that reach the most', blocks: [rowsTable(subject.rows('top-reach', { limit: MOST }), [['name', 'Name'], ['kind', 'Kind'], ['environment', 'Environment'], ['reached', 'Reaches #'], ['crownJewels', 'Crown jewels #'], ['tier0', 'Tier 0 #']], 'No identity reaches anything.')] };
}

function exposed(subject: ReportSubject): Section {
  return { title: 'Who can reach the crown jewels and tier 0', blocks: [rowsTable(subject.rows('critical-exposure').slice(0, MOST), [['name', 'Name'], ['label', 'Type'], ['identities', 'Identities #'], ['nonHuman', 'Non-human #'], ['thirdParty', 'Third party #'], ['orphaned', 'Orphaned #'], ['hops', 'Nearest, hops #']], 'Nothing is marked as a crown jewel or tier 0.')] };
}

function ownership(subject: ReportSubject): Section {
  const rows = subject.rows('ownership-coverage').slice(0, MOST).map((row) => ({ ...row, name: row['name'] ?? 'nobody' }));
  return {
    title: 'Ownership',
    blocks: [
      rowsTable(rows, [['name', 'Owner'], ['identities', 'Identities #'], ['owned', 'Owned #'], ['orphaned', 'Orphaned #'], ['percentOwned', 'Percent owned #']], 'No identity is judged.'),
    ],
  };
}

function compromised(subject: ReportSubject, seeds: readonly string[]): Section {
  const reached = subject.rows('blast-radius', { seeds, mode: 'granted' });
  const observed = subject.rows('blast-radius', { seeds, mode: 'observed' });
  const jewels = reached.filter(mattersMost);
  const name = (uid: string): string => subject.graph.name(subject.graph.indexOf(uid));
  return {
    title: 'What is compromised',
    blocks: [
      facts([
        ['Held by the attacker', seeds.map(name).join(', ')],
        ['Could reach', `${reached.length.toLocaleString('en')} things, of which crown jewels and tier 0: ${jewels.length}`],
        ['Did reach, as logged', `${observed.length.toLocaleString('en')} things`],
      ]),
      rowsTable(subject.rows('critical-paths', { seeds, mode: 'granted' }).slice(0, MOST), [['name', 'Crown jewel'], ['label', 'Type'], ['hops', 'Hops #'], ['kinds', 'By way of']], 'No crown jewel and nothing of tier 0 can be reached.'),
      rowsTable(observed.slice(0, MOST), [['name', 'Was reached'], ['label', 'Type'], ['hops', 'Hops #']], 'No log shows that anything was reached.'),
    ],
  };
}

function containment(subject: ReportSubject, seeds: readonly string[]): Section {
  const { graph } = subject;
  const nameOf = (uid: string): string => graph.name(graph.indexOf(uid));
  const steps = subject.rows('containment-plan', { seeds }).map((step) => ({ ...step, breaks: (step['breaks'] as readonly string[]).map(nameOf) }));
  return {
    title: 'Containment, step by step',
    blocks: [
      rowsTable(steps, [['step', 'Step #'], ['action', 'Do'], ['name', 'What'], ['toName', 'Toward'], ['removes', 'Takes away #'], ['remaining', 'Still reached #'], ['breaks', 'Breaks'], ['owners', 'Call']], 'There is nothing to cut: nothing is reached.'),
      ...steps.flatMap(({ command }: Row): Block[] => (typeof command === 'string' ? [{ block: 'command', text: command }] : [])),
    ],
  };
}

function sources({ graph }: ReportSubject): Section {
  const rows = [...graph.withLabel('Import')].map((index) => [graph.name(index), graph.text(index, 'format') ?? '', shortTime(graph.text(index, 'importedAt')), graph.property(index, 'records') as number, graph.property(index, 'problems') as number]);
  return { title: 'Imported from', blocks: [table(['Files', 'Format', 'Imported', 'Records #', 'Problems #'], rows, 'Nothing was imported.')] };
}

/** Query rows as a table of the named columns. Throws `internal` for a column that the query does not have. */
export function rowsTable(rows: readonly Row[], columns: readonly (readonly [name: string, title: string])[], none: string): Block {
  const unknown = rows.length === 0 ? undefined : columns.find(([name]) => !(name in rows[0]!));
  if (unknown) throw new AppError('internal', `A report asks for the column "${unknown[0]}", which its query does not have.`);
  return table(columns.map(([, title]) => title), rows.map((row) => columns.map(([name]) => cellOf(row[name]))), none);
}

function cellOf(cell: Cell | undefined): string | number {
  return typeof cell === 'number' ? cell : withReadableTimes(textOf(cell));
}

/** One identity's dossier: what it is, whose, what opens it, what it can and did reach, who can reach it, what is wrong with it. */
import { daysBetween, withReadableTimes } from '../../base/time.ts';
import { indexOfUid } from '../../graph/find.ts';
import type { Graph } from '../../graph/graph.ts';
import { ownersOf } from '../../graph/ownership.ts';
import { facts, list, paragraph, table, type ReportDocument, type Section } from '../../report/index.ts';
import { nodePropertyNames } from '../../model/properties.ts';
import { textOf } from '../results.ts';
import { ORPHAN_REASONS } from '../things.ts';
import { aboutCase, rowsTable } from './case-report.ts';
import { mattersMost, ruleSections, shortTime } from './sections.ts';
import type { ReportSubject } from './subject.ts';

const MOST = 50;
/** Too long for a page, or told elsewhere in it. */
const NOT_SHOWN = new Set(['name', 'trustPolicy', 'inlinePolicies', 'permissionsBoundary', 'grantedActions', 'usedActions', 'activeHours', 'origins', 'document', 'versions', 'resourcePolicy']);

/** Of any thing; identities have the most to say. Throws `identity-unknown`. */
export async function dossier(subject: ReportSubject, uid: string): Promise<ReportDocument> {
  const { graph } = subject;
  const index = indexOfUid(graph, subject.uidOf(uid));
  return {
    title: `Dossier: ${graph.name(index)}`,
    about: aboutCase(subject),
    sections: [
      identity(subject, index),
      ownership(subject, index),
      credentials(subject, index),
      reach(subject, index),
      exposure(subject, index),
      ...findings(subject, index),
      await history(subject, index),
      evidence(subject, index),
    ],
  };
}

function identity({ graph }: ReportSubject, index: number): Section {
  const { uid, label, properties } = graph.node(index);
  const shown = nodePropertyNames(label).filter((name) => properties[name] !== undefined && !NOT_SHOWN.has(name));
  return {
    title: 'What it is',
    blocks: [facts([['Id', uid], ['Type', label], ...shown.map((name) => [titled(name), valueText(properties[name])] as const)])],
  };
}

function titled(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).replace(/^./, (letter) => letter.toUpperCase());
}

function valueText(value: unknown): string {
  if (Array.isArray(value)) return value.join(', ');
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return withReadableTimes(String(value));
}

function ownership(subject: ReportSubject, index: number): Section {
  const { graph } = subject;
  const owners = ownersOf(graph, index).map((owner) => graph.name(owner));
  const orphaned = subject.rows('orphaned-identities').find(({ uid }) => uid === graph.uid(index));
  const suggested = subject.rows('suggested-owners').filter(({ uid }) => uid === graph.uid(index));
  return {
    title: 'Whose it is',
    blocks: [
      facts([['Owners', owners.join(', ') || 'none named']]),
      ...(orphaned ? [list((orphaned['reasons'] as readonly string[]).map((code) => ORPHAN_REASONS[code] ?? code))] : []),
      ...(orphaned ? [rowsTable(suggested, [['ownerName', 'Might own it'], ['basis', 'Because'], ['detail', 'Detail']], 'Nothing suggests an owner.')] : []),
    ],
  };
}

/** What authenticates as a thing, whether it still works or not; ascending. */
function credentialsOf(graph: Graph, index: number): number[] {
  const edges = graph.inEdges(index).filter((edge) => graph.edgeKind(edge) === 'AUTHENTICATES_AS' && graph.isOpen(edge));
  return [...new Set(Array.from(edges, (edge) => graph.columns.from[edge]!))].sort((a, b) => a - b);
}

function credentials({ graph, now }: ReportSubject, index: number): Section {
  const rows = credentialsOf(graph, index).map((credential) => {
    const time = (name: string): string => shortTime(graph.text(credential, name));
    const created = graph.text(credential, 'createdAt');
    const age = created === undefined ? '' : daysBetween(created, now);
    return [graph.name(credential), graph.text(credential, 'kind'), graph.text(credential, 'status'), age, time('lastRotatedAt'), time('lastUsedAt'), time('expiresAt')];
  });
  return { title: 'What opens it', blocks: [table(['Credential', 'Kind', 'Status', 'Age in days #', 'Rotated', 'Last used', 'Expires'], rows, 'No credential of it is known.')] };
}

function reach(subject: ReportSubject, index: number): Section {
  const seeds = [subject.graph.uid(index)];
  const granted = subject.rows('blast-radius', { seeds });
  const observed = new Set(subject.rows('blast-radius', { seeds, mode: 'observed' }).map(({ uid }) => uid));
  const jewels = granted.filter(mattersMost);
  const first = [...jewels, ...granted.filter((row) => !mattersMost(row))].slice(0, MOST);
  const rows = first.map(({ uid, hops, label, name, kind, environment }) => [hops as number, textOf(name), textOf(label), textOf(kind), textOf(environment), observed.has(uid as string) ? 'yes' : 'no']);
  return {
    title: 'What it can reach',
    blocks: [
      paragraph(`${granted.length.toLocaleString('en')} things, of which crown jewels and tier 0: ${jewels.length}. Seen in use: ${observed.size.toLocaleString('en')}.`),
      table(['Hops #', 'Name', 'Type', 'Kind', 'Environment', 'Was reached'], rows, 'It reaches nothing.'),
      ...(granted.length > first.length ? [paragraph(`The first ${first.length} are shown, crown jewels first.`)] : []),
    ],
  };
}

function exposure(subject: ReportSubject, index: number): Section {
  const rows = subject.rows('reverse-exposure', { seeds: [subject.graph.uid(index)] });
  return {
    title: 'Who can reach it',
    blocks: [
      rowsTable(rows.slice(0, MOST), [['hops', 'Hops #'], ['name', 'Name'], ['label', 'Type'], ['kind', 'Kind'], ['environment', 'Environment']], 'Nothing can reach it.'),
      ...(rows.length > MOST ? [paragraph(`The nearest ${MOST} of ${rows.length.toLocaleString('en')} are shown.`)] : []),
    ],
  };
}

/** Of the thing itself and of its credentials. */
export function findingsAbout({ graph, findings: known }: ReportSubject, index: number) {
  const mine = new Set([index, ...credentialsOf(graph, index)].map((thing) => graph.uid(thing)));
  return known.filter(({ seen }) => mine.has(seen.uid) || mine.has(seen.about));
}

function findings(subject: ReportSubject, index: number): Section[] {
  const about = findingsAbout(subject, index).filter(({ finding }) => finding !== undefined);
  return about.length === 0 ? [{ title: 'Findings', blocks: [paragraph('No rule finds anything wrong with it.')] }] : ruleSections(about);
}

async function history(subject: ReportSubject, index: number): Promise<Section> {
  const changes = await subject.history(subject.graph.uid(index), MOST);
  const rows = changes.map(({ time, operation, subject: what, before, after }) => [
    shortTime(time),
    operation,
    'node' in what ? 'the thing itself' : `${what.kind} ${what.from} → ${what.to}`,
    [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((name) => !NOT_SHOWN.has(name)).map((name) => `${name}: ${valueText(before[name] ?? '')} → ${valueText(after[name] ?? '')}`).join('; '),
  ]);
  return { title: 'What changed', blocks: [table(['When', 'What', 'Of', 'Change'], rows, subject.pseudonymised ? 'Left out: the change log holds names.' : 'Nothing changed since it was first imported.')] };
}

function evidence({ graph }: ReportSubject, index: number): Section {
  const rows = graph.node(index).evidence.map(({ file, at, scope }) => [file, at, scope]);
  return { title: 'Where it was read', blocks: [table(['File', 'Place', 'Export'], rows, 'Exports mention it; none describes it.')] };
}

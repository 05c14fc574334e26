/** Findings as a table: the window, the command line and the reports show these columns. */
import { controlText, riskText, type Column, type Row } from '../../sdk/index.ts';
import type { KnownFinding } from './known.ts';
import type { Acceptance } from './record.ts';

const TEXT = 'text';
export const FINDING_COLUMNS: readonly Column[] = [
  { name: 'key', title: 'Key', type: TEXT, description: 'Names the finding for good.' },
  { name: 'severity', title: 'Severity', type: TEXT, description: 'low, medium, high or critical.' },
  { name: 'state', title: 'State', type: TEXT, description: 'open, accepted or fixed.' },
  { name: 'risk', title: 'Risk', type: TEXT, description: 'Of the OWASP Non-Human Identities Top 10, 2025.' },
  { name: 'title', title: 'Finding', type: TEXT, description: 'What was found.' },
  { name: 'uid', title: 'Id', type: 'uid', description: 'What it is about; a fixed one’s thing may be gone.' },
  { name: 'name', title: 'Name', type: TEXT, description: 'What people call it.' },
  { name: 'sentence', title: 'Why', type: TEXT, description: 'What was found, in words.' },
  { name: 'remedy', title: 'Remedy', type: TEXT, description: 'What to do.' },
  { name: 'command', title: 'Command', type: TEXT, description: 'To copy and run; Tendril never runs it.' },
  { name: 'controls', title: 'Controls', type: 'texts', description: 'Controls that it bears on.' },
  { name: 'rule', title: 'Rule', type: TEXT, description: 'The rule’s id.' },
  { name: 'about', title: 'About', type: 'uid', description: 'The other thing that makes the finding, if any.' },
  { name: 'firstSeen', title: 'First seen', type: 'time', description: 'When an assessment first found it.' },
  { name: 'lastSeen', title: 'Last seen', type: 'time', description: 'When an assessment last found it.' },
  { name: 'since', title: 'Since', type: 'time', description: 'When the state began, if known.' },
  { name: 'accepted', title: 'Accepted', type: TEXT, description: 'By whom, why, and until when.' },
];

export function findingRow({ key, state, seen, finding, firstSeen, lastSeen, acceptance }: KnownFinding): Row {
  return {
    key,
    severity: seen.severity,
    state,
    risk: finding === undefined ? null : riskText(finding.risk),
    title: seen.title,
    uid: seen.uid,
    name: seen.name,
    sentence: finding?.sentence ?? null,
    remedy: finding?.remedy ?? null,
    command: finding?.command ?? null,
    controls: (finding?.controls ?? []).map(controlText),
    rule: seen.rule,
    about: seen.about === seen.uid ? null : seen.about,
    firstSeen,
    lastSeen,
    since: finding?.since ?? null,
    accepted: acceptance === undefined ? null : acceptedText(acceptance, state === 'accepted'),
  };
}

function acceptedText({ by, at, reason, until }: Acceptance, holds: boolean): string {
  const end = until === undefined ? '' : `, ${holds ? 'until' : 'ran out'} ${until.slice(0, 10)}`;
  return `${by}, ${at.slice(0, 10)}${end}: ${reason}`;
}

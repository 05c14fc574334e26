/** Cuts the walk's sentence into words and numbers, each number with the rows that it counts. */
import type { NodeLabel } from '../../model/labels.ts';
import type { Thing } from '../../protocol/shapes.ts';

/** Which of a walk's members a number counts. */
export type MemberFilter =
  | { readonly kind: 'all' }
  | { readonly kind: 'label'; readonly label: NodeLabel }
  | { readonly kind: 'crown-jewels' }
  | { readonly kind: 'tier0' }
  | { readonly kind: 'orphaned' }
  /** Not a filter of members but another evidence mode. */
  | { readonly kind: 'observed' }
  | { readonly kind: 'hop'; readonly hop: number };

export interface SentencePart {
  readonly text: string;
  /** Where in the sentence it begins. */
  readonly at: number;
  /** Null for what is no number, or none that counts rows. */
  readonly filter: MemberFilter | null;
}

const NUMBER = /(?<![\w.:/-])\d[\d,]*(?![\w.:/-]*\w)/g;

/** What follows a number decides what it counts; the first that matches wins. */
const MEANINGS: readonly (readonly [RegExp, MemberFilter])[] = [
  [/^ (of them )?(are )?crown jewels?\b/, { kind: 'crown-jewels' }],
  [/^ (of them )?(are )?tier 0\b/, { kind: 'tier0' }],
  [/^ (of them )?(are |is )?orphaned\b/, { kind: 'orphaned' }],
  [/^ (of them )?(was|were) (used|reached|seen)\b/, { kind: 'observed' }],
  [/^ identit(y|ies)\b/, { kind: 'label', label: 'Identity' }],
  [/^ credentials?\b/, { kind: 'label', label: 'Credential' }],
  [/^ resources?\b/, { kind: 'label', label: 'Resource' }],
  [/^ workloads?\b/, { kind: 'label', label: 'Workload' }],
  [/^ groups?\b/, { kind: 'label', label: 'Group' }],
  [/^ (containers?|accounts? or projects?)\b/, { kind: 'label', label: 'Container' }],
  [/^ owners?\b/, { kind: 'label', label: 'Owner' }],
  [/^ permission sets?\b/, { kind: 'label', label: 'PermissionSet' }],
  [/^ (things?|others?)\b/, { kind: 'all' }],
];

/** Joined, the parts' texts are the sentence. A number inside a name is left alone. */
export function sentenceParts(sentence: string): SentencePart[] {
  const parts: SentencePart[] = [];
  let end = 0;
  for (const match of sentence.matchAll(NUMBER)) {
    const after = match.index + match[0].length;
    const filter = meaning(match[0], sentence.slice(after));
    if (!filter) continue;
    if (match.index > end) parts.push({ text: sentence.slice(end, match.index), at: end, filter: null });
    parts.push({ text: match[0], at: match.index, filter });
    end = after;
  }
  if (end < sentence.length) parts.push({ text: sentence.slice(end), at: end, filter: null });
  return parts;
}

function meaning(number: string, rest: string): MemberFilter | null {
  if (/^ hops?\b/.test(rest)) return { kind: 'hop', hop: Number(number.replaceAll(',', '')) };
  return MEANINGS.find(([words]) => words.test(rest))?.[1] ?? null;
}

export function passes(filter: MemberFilter, thing: Thing, hop: number): boolean {
  switch (filter.kind) {
    case 'label':
      return thing.label === filter.label;
    case 'crown-jewels':
      return thing.sensitivity === 3;
    case 'tier0':
      return thing.tier0;
    case 'orphaned':
      return thing.orphanReasons.length > 0;
    case 'hop':
      return hop === filter.hop;
    case 'all':
    case 'observed':
      return true;
  }
}

/** Heading of the list that a number opens. */
export function filterTitle(filter: MemberFilter): string {
  switch (filter.kind) {
    case 'label':
      return TITLES[filter.label] ?? filter.label;
    case 'crown-jewels':
      return 'Crown jewels';
    case 'tier0':
      return 'Tier 0';
    case 'orphaned':
      return 'Orphaned';
    case 'hop':
      return filter.hop === 1 ? 'At 1 hop' : `At ${filter.hop} hops`;
    case 'observed':
      return 'Used';
    case 'all':
      return 'Everything reached';
  }
}

const TITLES: Partial<Record<NodeLabel, string>> = {
  Identity: 'Identities',
  Credential: 'Credentials',
  Resource: 'Resources',
  Workload: 'Workloads',
  Group: 'Groups',
  Container: 'Containers',
  Owner: 'Owners',
  PermissionSet: 'Permission sets',
};

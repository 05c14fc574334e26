/** Changes to try out, as people write them: things by id, relationships as `FROM KIND TO`. */
import { AppError } from '../base/errors.ts';
import type { AddedEdge, WhatIf } from '../graph/what-if.ts';
import { ACCESS_LEVELS, EDGE_KINDS, type AccessLevel, type EdgeKind } from '../model/labels.ts';
import { z } from 'zod';

const texts = z.array(z.string().trim().min(1)).max(10_000).default([]);

/** Parameters of a query that tries changes out. */
export const ALTERATION_PARAMETERS = {
  disable: texts.describe('Ids of things that are gone'),
  cut: texts.describe('Relationships that are gone: FROM KIND TO, or FROM TO for every kind'),
  add: texts.describe('Relationships that are there: FROM KIND TO, and a level for access (list, read, write, admin)'),
};

/** What whatIf takes. Throws `bad-request` for a relationship that is not written as one. */
export function readAlterations({ disable, cut, add }: { readonly disable: readonly string[]; readonly cut: readonly string[]; readonly add: readonly string[] }): WhatIf {
  return { disable, cut: cut.map(readCut), add: add.map(readAddition) };
}

function readCut(text: string): { kind?: EdgeKind; from: string; to: string } {
  const words = text.trim().split(/\s+/);
  if (words.length === 2) return { from: words[0]!, to: words[1]! };
  if (words.length === 3) return { kind: kindOf(words[1]!, text), from: words[0]!, to: words[2]! };
  throw malformed(text, 'Write FROM KIND TO, or FROM TO for every kind between the two.');
}

function readAddition(text: string): AddedEdge {
  const [from, kind, to, level, ...more] = text.trim().split(/\s+/);
  if (from === undefined || kind === undefined || to === undefined || more.length > 0) throw malformed(text, 'Write FROM KIND TO, and a level behind it for access.');
  const edge = { kind: kindOf(kind, text), from, to };
  if (level === undefined) return edge;
  if (!(ACCESS_LEVELS as readonly string[]).includes(level)) throw malformed(text, `${level} is no access level; there are ${ACCESS_LEVELS.join(', ')}.`);
  return { ...edge, level: level as AccessLevel };
}

function kindOf(word: string, text: string): EdgeKind {
  if ((EDGE_KINDS as readonly string[]).includes(word)) return word as EdgeKind;
  throw malformed(text, `${word} is no kind of relationship; there are ${EDGE_KINDS.join(', ')}.`);
}

function malformed(text: string, hint: string): AppError {
  return new AppError('bad-request', `"${text}" is no relationship. ${hint}`, { detail: { relationship: text } });
}

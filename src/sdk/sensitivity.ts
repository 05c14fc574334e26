/** How sensitive a resource is, as its tags say. */
import type { Tag } from './tags.ts';

/** Keys without case, and without what stands between their words. */
const KEYS = new Set(['dataclassification', 'dataclass', 'classification', 'datasensitivity', 'sensitivity', 'confidentiality']);
const LEVELS: Readonly<Record<string, number>> = {
  public: 0,
  internal: 1,
  internalonly: 1,
  internaluse: 1,
  internaluseonly: 1,
  confidential: 2,
  sensitive: 2,
  restricted: 3,
  highlyrestricted: 3,
  highlyconfidential: 3,
  strictlyconfidential: 3,
  secret: 3,
  topsecret: 3,
  critical: 3,
  crownjewel: 3,
  crownjewels: 3,
  pii: 3,
  phi: 3,
  pci: 3,
};

const plain = (text: string): string => text.trim().toLowerCase().replaceAll(/[\s._:/-]/g, '');

/**
 * 0 public, 1 internal, 2 confidential, 3 crown jewel: the highest that the tags name, in words or as that number. Undefined
 * when none does, or in a word nobody agreed on.
 */
export function sensitivityOfTags(tags: readonly Tag[]): number | undefined {
  const levels = tags.filter(({ key }) => KEYS.has(plain(key))).flatMap(({ value }) => levelOf(plain(value)) ?? []);
  return levels.length === 0 ? undefined : Math.max(...levels);
}

function levelOf(word: string): number | undefined {
  if (/^[0-3]$/.test(word)) return Number(word);
  return Object.hasOwn(LEVELS, word) ? LEVELS[word] : undefined;
}

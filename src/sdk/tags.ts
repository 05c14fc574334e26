/** What tags (labels, annotations) say about a thing: who owns it, and which environment it belongs to. */
import type { Environment, OwnerKind } from '../model/labels.ts';
import { ownerUid } from '../model/uid.ts';

export interface Tag {
  readonly key: string;
  readonly value: string;
}

export interface TaggedOwner {
  readonly uid: string;
  readonly name: string;
  readonly kind: OwnerKind;
  readonly email?: string;
  /** The tag that names the owner, as the export spells it: `tag:Owner`. */
  readonly source: string;
}

/**
 * Keys that name an owner, the most telling first. Compared without case, and without `-`, `_`, `.`, `:`, `/` and
 * spaces: `owner-email` also stands for `OwnerEmail` and `owner_email`.
 */
export const OWNER_TAG_KEYS: readonly string[] = [
  'owner',
  'owner-email',
  'owned-by',
  'service-owner',
  'technical-owner',
  'application-owner',
  'business-owner',
  'owner-team',
  'team',
  'team-name',
  'squad',
  'contact',
  'contact-email',
  'maintainer',
  'cost-center',
  'cost-centre',
];

const ENVIRONMENT_TAG_KEYS = ['environment', 'env', 'stage', 'environmentname', 'deploymentenvironment'];

const ENVIRONMENT_WORDS: Readonly<Record<string, Environment>> = {
  production: 'production',
  prod: 'production',
  prd: 'production',
  live: 'production',
  staging: 'staging',
  stage: 'staging',
  stg: 'staging',
  preprod: 'staging',
  preproduction: 'staging',
  uat: 'staging',
  test: 'test',
  testing: 'test',
  tst: 'test',
  qa: 'test',
  integration: 'test',
  development: 'development',
  develop: 'development',
  dev: 'development',
  sandbox: 'development',
};

/** Values, in lower case, that were written where a form wanted something and nobody knew. */
export const NOBODY_KNOWS: ReadonlySet<string> = new Set(['', '(dropped)', '-', '?', 'none', 'n/a', 'na', 'nil', 'null', 'unknown', 'tbd', 'todo', 'unassigned']);
const EMAIL = /^[^\s@,;<>]+@[^\s@,;<>]+$/;

const plain = (text: string): string => text.toLowerCase().replaceAll(/[\s._:/-]/g, '');

/** Keys whose value is a secret by their name; such a tag's value must not be kept. */
const SECRET_KEY =
  /(password|passwd|secretkey|secretaccesskey|clientsecret|apikey|privatekey|accesstoken|authtoken|apitoken)$/;

/** True for a tag whose key says that its value is a secret: drop the value, yield a `secret-dropped` problem. */
export function isSecretTag(tag: Tag): boolean {
  return SECRET_KEY.test(plain(tag.key));
}

/** Tags as the model keeps them: `key=value`, in key order. */
export function tagTexts(tags: readonly Tag[]): string[] {
  return tags.map(({ key, value }) => `${key}=${value}`).sort();
}

/**
 * The owners that the first telling tag names: several when it lists several e-mail addresses, none when no tag names
 * one. A tag whose value means "nobody knows" is passed over.
 */
export function ownersOfTags(tags: readonly Tag[], keys: readonly string[] = OWNER_TAG_KEYS): TaggedOwner[] {
  for (const wanted of keys.map(plain)) {
    const tag = tags.find(({ key, value }) => plain(key) === wanted && !NOBODY_KNOWS.has(value.trim().toLowerCase()));
    if (!tag) continue;
    const kind = kindOfKey(wanted);
    const parts = tag.value
      .split(/[,;]/)
      .map((part) => part.trim())
      .filter((part) => part !== '');
    const names = parts.length > 1 && parts.every((part) => EMAIL.test(part)) ? parts : [tag.value.trim()];
    return names.map((name) => ({ ...owner(name, kind), source: `tag:${tag.key}` }));
  }
  return [];
}

/** Which environment the tags name; undefined when none does, or in a word nobody agreed on. */
export function environmentOfTags(tags: readonly Tag[]): Environment | undefined {
  for (const wanted of ENVIRONMENT_TAG_KEYS) {
    const tag = tags.find(({ key }) => plain(key) === wanted);
    const environment = tag && environmentOfWord(tag.value);
    if (environment) return environment;
  }
  return undefined;
}

/** `prod`, `Pre-Prod`, `DEV` and the like as one of the model's environments. */
export function environmentOfWord(word: string): Environment | undefined {
  const known = plain(word);
  return Object.hasOwn(ENVIRONMENT_WORDS, known) ? ENVIRONMENT_WORDS[known] : undefined;
}

function kindOfKey(plainKey: string): OwnerKind {
  return /team|squad/.test(plainKey) ? 'team' : 'unknown';
}

/** An e-mail address is a person's unless the key says team. */
function owner(name: string, kind: OwnerKind): Omit<TaggedOwner, 'source'> {
  const uid = ownerUid(name);
  if (!EMAIL.test(name)) return { uid, name, kind };
  return { uid, name, kind: kind === 'team' ? 'team' : 'person', email: name.toLowerCase() };
}

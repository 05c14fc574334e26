/** Fields that many AWS exports share, read leniently: tags and policy documents, and what tags say of an identity. */
import type { Arn } from './aws.ts';
import { readPolicyDocument, type PolicyDocument } from './aws-policy.ts';
import type { JsonFields } from './json-fields.ts';
import { holdsSecret } from './secrets.ts';
import { isSecretTag, type Tag } from './tags.ts';

const DROPPED = '(dropped)';

/** `[{Key, Value}]` or `[{key, value}]`. The value of a tag that is a secret by its key or its shape becomes `(dropped)`, with a problem. */
export function readAwsTags(entry: JsonFields, name = 'Tags'): Tag[] {
  return entry.objects(name).flatMap((fields) => {
    const [keyName, valueName] = fields.value('key') === undefined ? (['Key', 'Value'] as const) : (['key', 'value'] as const);
    const tag = { key: fields.text(keyName) ?? '', value: fields.text(valueName) ?? '' };
    return tag.key === '' ? [] : [kept(tag, fields, valueName)];
  });
}

/** The same of `{<key>: <value>}`, as Lambda has tags. */
export function readAwsTagMap(entry: JsonFields, name = 'Tags'): Tag[] {
  const map = entry.object(name);
  return map?.names().map((key) => kept({ key, value: map.text(key) ?? '' }, map, key)) ?? [];
}

function kept(tag: Tag, fields: JsonFields, name: string): Tag {
  if (!isSecretTag(tag) && !holdsSecret(tag.value, `${tag.key}=${tag.value}`)) return tag;
  const message = `The tag ${tag.key} seems to hold a secret; its value was dropped. Remove the tag: others can read it.`;
  fields.report('secret-dropped', 'warning', message, name);
  return { key: tag.key, value: DROPPED };
}

/** Text that people wrote, as a description; dropped with a problem when it is a secret by its shape. */
export function readRemark(entry: JsonFields, name: string): string | undefined {
  const text = entry.text(name);
  if (text === undefined || !holdsSecret(text)) return text;
  entry.report('secret-dropped', 'warning', `${name} seems to hold a secret; it was dropped. Take it out: others can read it.`, name);
  return undefined;
}

/** A policy document field; one that is there and cannot be read is a problem. Secrets by shape become `(dropped)`, with a problem. */
export function readDocumentField(entry: JsonFields, name: string): PolicyDocument | undefined {
  const value = entry.value(name);
  const document = value === undefined ? undefined : readPolicyDocument(value);
  if (value !== undefined && !document) {
    entry.report(
      'bad-value',
      'warning',
      `${name} is no policy document, neither as JSON nor URL-encoded; it was left out.`,
      name,
    );
  }
  return document && holdsSecret(document.text) ? withoutSecrets(entry, name, document) : document;
}

function withoutSecrets(entry: JsonFields, name: string, { text }: PolicyDocument): PolicyDocument | undefined {
  const drop = (_key: string, value: unknown): unknown => (typeof value === 'string' && holdsSecret(value) ? DROPPED : value);
  const document = readPolicyDocument(JSON.parse(text, drop));
  // Where only the whole document looks like a secret, no value of it is one.
  if (document?.text !== text) entry.report('secret-dropped', 'warning', `${name} holds what looks like a secret; it was dropped. Take it out of the policy, and rotate it.`, name);
  return document;
}

const TYPE_KEYS = new Set(['identitytype', 'principaltype', 'usertype', 'accounttype']);
const HUMAN_WORD = /^(human|person|people|employee|staff)s?$/;
const MACHINE_WORD = /^(machine|service|service[ _-]?account|bot|system|application|nhi|non[ _-]?human)$/;
const HUMAN_PATH = /\/(humans?|people|persons|employees|staff)\//i;
const MACHINE_PATH = /\/(machines?|services?|service-accounts?|bots?|system|ci|cd)\//i;

/** Whether path or tags say in words that a user is a machine (true) or a person (false); undefined when they don't. */
export function isNhiByWords(user: Arn, tags: readonly Tag[]): boolean | undefined {
  const type =
    tags
      .find(({ key }) => TYPE_KEYS.has(key.toLowerCase().replaceAll(/[\s_.:-]/g, '')))
      ?.value.trim()
      .toLowerCase() ?? '';
  if (HUMAN_WORD.test(type)) return false;
  if (MACHINE_WORD.test(type)) return true;
  if (HUMAN_PATH.test(user.path)) return false;
  return MACHINE_PATH.test(user.path) ? true : undefined;
}

/**
 * Reads access keys as `aws iam list-access-keys` lists them, with or without what `get-access-key-last-used` says of each.
 *
 * Answers are read alone, one after another, in lists, as JSON lines, in maps keyed by user ARN, account or key id, and
 * within objects that name the user (`{"Arn": "arn:aws:iam::…:user/…", "AccessKeyMetadata": […]}`). AWS names the user
 * without ARN or account: the account is told by an ARN or account beside, else by the key id itself, else by the file's
 * name. The ARN so made has no path; whoever knows the account's users joins it by name.
 */
import {
  JsonFields, accessKeyKind, accountOfAccessKey, accountOfFileName, defineImporter, edgeFact, evidenceOf, fileNameParts,
  isJsonObject, isSecretColumn, jsonEntries, mentionFact, nodeFact, parseArn, placeWithin, principalIdentity,
} from '../src/sdk/index.ts';
import type { Arn, CredentialStatus, Fact, Head, JsonPlace, Problem, Source } from '../src/sdk/index.ts';

const ID = 'aws-access-keys';
const ARN_FIELDS = ['Arn', 'arn', 'ARN', 'UserArn', 'userArn', 'user_arn'];
const ACCOUNT_FIELDS = ['AccountId', 'accountId', 'account_id', 'Account', 'account'];
const ACCOUNT_ID = /^\d{12}$/;
const STATUSES: Readonly<Record<string, CredentialStatus>> = { Active: 'active', Inactive: 'inactive', Expired: 'expired' };

export default defineImporter({
  id: ID,
  title: 'AWS access keys',
  obtain:
    'for u in $(aws iam list-users --query "Users[].[UserName]" --output text); do aws iam list-access-keys --user-name $u; done > ' +
    'access-keys-$(aws sts get-caller-identity --query Account --output text).json   (last use: put what aws iam ' +
    'get-access-key-last-used answers into an object with the key id: {"AccessKeyId": "AKIA…", "AccessKeyLastUsed": …})',
  description: 'Access keys by id: whose they are, active or not, when made, when and for what last used.',
  extensions: ['json', 'jsonl', 'ndjson'],
  emits: { labels: ['Credential', 'Identity'], edges: ['AUTHENTICATES_AS'] },
  recognise,
  read,
});

function recognise({ text }: Head): string | undefined {
  // Audit logs quote such answers; a session's keys come with its token.
  if (!/^\s*[[{]/.test(text) || /"(?:eventSource|CloudTrailEvent|SessionToken)"\s*:/.test(text)) return undefined;
  if (/"AccessKeyMetadata"\s*:\s*\[/.test(text)) return 'has AccessKeyMetadata, as aws iam list-access-keys writes it';
  if (/"AccessKeyLastUsed"\s*:\s*\{/.test(text)) return 'has AccessKeyLastUsed, as aws iam get-access-key-last-used writes it';
  if (!/"AccessKeyId"\s*:\s*"AKIA/.test(text)) return undefined;
  if (/"AccessKey"\s*:\s*\{/.test(text)) return 'has an AccessKey, as aws iam create-access-key writes it';
  return /"UserName"\s*:/.test(text) && /"(?:CreateDate|Status)"\s*:/.test(text) ? 'has access key ids with user name and status' : undefined;
}

/** What stands around an answer. */
interface Around {
  readonly user?: Arn;
  readonly userName?: string;
  readonly account?: string;
  readonly keyId?: string;
}

interface Reading {
  readonly problems: Problem[];
  /** What the file's name tells. */
  readonly file: Around;
  readonly mentioned: Set<string>;
  /** By user ARN: where a list of all its keys stands, and whether its last page says that there are more. */
  readonly lists: Map<string, { readonly truncated: boolean; readonly at: string }>;
  /** Something could not be read: what is not shown may still be there. */
  incomplete: boolean;
}

/** What one object says of one key. */
interface Key {
  readonly id: string;
  readonly fields: JsonFields;
  readonly around: Around;
}

async function* read(source: Source): AsyncGenerator<Fact> {
  const reading: Reading = { problems: [], file: aroundOfFile(source.name), mentioned: new Set(), lists: new Map(), incomplete: false };
  for await (const entry of jsonEntries(source)) {
    if ('fact' in entry) {
      reading.incomplete = true;
      yield entry;
      continue;
    }
    yield* visit(entry.value, {}, entry.place, reading);
    for (const problem of reading.problems.splice(0)) {
      if (problem.severity === 'error') reading.incomplete = true;
      yield problem;
    }
  }
  yield* completeness(reading);
}

function aroundOfFile(file: string): Around {
  const account = accountOfFileName(file);
  const keyId = fileNameParts(file).at(-1)!;
  return { ...(account === undefined ? {} : { account }), ...(accessKeyKind(keyId) ? { keyId } : {}) };
}

function* visit(value: unknown, around: Around, place: JsonPlace, reading: Reading): Generator<Fact> {
  if (Array.isArray(value)) {
    for (const [index, entry] of (value as unknown[]).entries()) yield* visit(entry, around, placeWithin(place, index), reading);
    return;
  }
  if (!isJsonObject(value)) return;
  const beside = namesBeside(value, around);
  const fields = new JsonFields(value, evidenceOf(place, value), reading.problems, place.within);
  const { AccessKeyId, AccessKeyLastUsed, AccessKeyMetadata } = value;
  if (AccessKeyId !== undefined || AccessKeyLastUsed !== undefined) yield* readKey(fields, beside, reading);
  else if (Array.isArray(AccessKeyMetadata)) {
    yield* readList(fields, AccessKeyMetadata, beside, placeWithin(place, 'AccessKeyMetadata'), reading);
  } else {
    for (const [key, within] of Object.entries(value)) yield* visit(within, namesOfKey(key, beside), placeWithin(place, key), reading);
  }
}

function namesBeside(object: Readonly<Record<string, unknown>>, around: Around): Around {
  const text = (names: readonly string[], fits: (value: string) => boolean): string | undefined =>
    names.map((name) => object[name]).find((value): value is string => typeof value === 'string' && fits(value));
  const arn = text(ARN_FIELDS, (value) => userArn(value) !== undefined);
  const account = text(ACCOUNT_FIELDS, (value) => ACCOUNT_ID.test(value));
  // A whole answer of get-access-key-last-used, kept in a field named after what it holds.
  const { AccessKeyLastUsed: answer } = object;
  const inner = isJsonObject(answer) ? answer['UserName'] : undefined;
  const userName = text(['UserName'], (value) => value !== '') ?? (typeof inner === 'string' && inner !== '' ? inner : undefined);
  return {
    ...around,
    ...(arn === undefined ? {} : { user: userArn(arn)! }),
    ...(account === undefined ? {} : { account }),
    ...(userName === undefined ? {} : { userName }),
  };
}

function namesOfKey(key: string, around: Around): Around {
  const user = userArn(key);
  if (user) return { ...around, user };
  if (ACCOUNT_ID.test(key)) return { ...around, account: key };
  return accessKeyKind(key) ? { ...around, keyId: key } : around;
}

/** Of a user, or of the account's root, who may have keys too. */
function userArn(text: string): Arn | undefined {
  const arn = parseArn(text);
  return arn?.service === 'iam' && (arn.type === 'user' || arn.type === 'root') ? arn : undefined;
}

function* readList(list: JsonFields, entries: readonly unknown[], around: Around, place: JsonPlace, reading: Reading): Generator<Fact> {
  const users = new Set<string>();
  // Of an empty list only what stands beside it tells whose it is.
  const owner = entries.length === 0 ? userOf(around, undefined, reading) : undefined;
  if (owner !== undefined) users.add(owner);
  for (const [index, entry] of entries.entries()) {
    const { at, within } = placeWithin(place, index);
    if (!isJsonObject(entry)) {
      new JsonFields({}, at, reading.problems, within).report('malformed', 'error', 'An entry of AccessKeyMetadata is no object; it was left out.', '');
      continue;
    }
    const beside = namesBeside(entry, around);
    yield* readKey(new JsonFields(entry, at, reading.problems, within), beside, reading);
    const user = userOf(beside, String(entry['AccessKeyId']), reading);
    if (user !== undefined) users.add(user);
  }
  const truncated = list.flag('IsTruncated') ?? false;
  for (const user of users) reading.lists.set(user, { truncated, at: list.at });
}

function* readKey(fields: JsonFields, around: Around, reading: Reading): Generator<Fact> {
  const id = fields.text('AccessKeyId') ?? around.keyId ?? reading.file.keyId;
  const kind = id === undefined ? undefined : accessKeyKind(id);
  dropSecrets(fields);
  if (id === undefined) {
    const message =
      'The answer does not say which key it is about; it was left out. ' +
      'Put the key id beside it: {"AccessKeyId": "AKIA…", "AccessKeyLastUsed": …}.';
    fields.report('missing-value', 'error', message, 'AccessKeyId');
  } else if (kind === undefined) {
    fields.report('bad-value', 'error', 'AccessKeyId is no access key id (AKIA and letters or digits); the key was left out.', 'AccessKeyId');
  } else if (kind === 'temporary') {
    fields.report('skipped', 'warning', `${id} is a session’s key, which ends by itself; it was left out.`, 'AccessKeyId');
  } else {
    yield* describe({ id, fields, around }, reading);
  }
}

function* describe({ id, fields, around }: Key, reading: Reading): Generator<Fact> {
  const user = userOf(around, id, reading);
  const scope = `${ID}:${user ?? id}`;
  const properties = { name: nameOf(id, around, user), kind: 'access_key', provider: 'aws', ...lastUse(fields), ...state(fields) };
  yield nodeFact(id, 'Credential', properties, fields.at, scope);
  if (user === undefined) {
    const [field, what] = around.userName === undefined ? ['UserName', 'user name'] : ['Arn', 'account'];
    const message =
      `${id} stands there without its user’s ${what}; the key was kept, with no identity. ` +
      'Put "Arn" beside it, or the account’s number into the file’s name.';
    fields.report('missing-value', 'warning', message, field!);
    return;
  }
  if (!reading.mentioned.has(user)) {
    reading.mentioned.add(user);
    yield mentionFact(user, 'Identity', principalIdentity('AWS', user)!.properties);
  }
  yield edgeFact('AUTHENTICATES_AS', id, user, {}, fields.at, scope);
}

function nameOf(id: string, { userName, user }: Around, uid: string | undefined): string {
  const owner = uid !== undefined && parseArn(uid)?.type === 'root' ? 'root' : (userName ?? user?.name);
  return owner === undefined ? id : `${id} of ${owner}`;
}

/** ARN of the user: as it stands beside, else from name and account. An ARN beside that is another's tells the account. */
function userOf({ user, userName, account }: Around, keyId: string | undefined, { file }: Reading): string | undefined {
  if (user && (userName === undefined || userName === user.name)) return user.text;
  if (userName === undefined) return undefined;
  const number = user?.account ?? account ?? (keyId === undefined ? undefined : accountOfAccessKey(keyId)) ?? file.account;
  if (number === undefined) return undefined;
  const partition = user?.partition ?? 'aws';
  return `arn:${partition}:iam::${number}:user/${userName}`;
}

function state(fields: JsonFields): { status?: CredentialStatus | undefined; createdAt?: string | undefined } {
  const text = fields.text('Status');
  const status = text === undefined || !Object.hasOwn(STATUSES, text) ? undefined : STATUSES[text];
  if (text !== undefined && !status) fields.report('bad-value', 'warning', 'Status should be Active, Inactive or Expired; it was left out.', 'Status');
  return { status, createdAt: fields.time('CreateDate') };
}

/** From AccessKeyLastUsed, which some scripts keep with the whole answer around it, or from the same fields beside. */
function lastUse(fields: JsonFields): { lastUsedAt?: string | undefined; lastUsedService?: string | undefined; lastUsedRegion?: string | undefined } {
  const answer = fields.object('AccessKeyLastUsed');
  const last = answer?.object('AccessKeyLastUsed') ?? answer ?? fields;
  return {
    lastUsedAt: last.time('LastUsedDate'),
    lastUsedService: known(last.text(answer ? 'ServiceName' : 'LastUsedService')),
    lastUsedRegion: known(last.text(answer ? 'Region' : 'LastUsedRegion')),
  };
}

/** Of a key that was never used, AWS says `N/A`. */
const known = (text: string | undefined): string | undefined => (text === 'N/A' ? undefined : text);

/** `create-access-key` answers with the secret, once; where it was saved it must not be kept any longer. */
function dropSecrets(fields: JsonFields): void {
  for (const name of fields.names()) {
    if (!isSecretColumn(name)) continue;
    const message = `${name} holds the key’s secret; it was dropped. Remove it from the file, and rotate the key if others could read it.`;
    fields.report('secret-dropped', 'warning', message, name);
  }
}

/** Says of which users all keys are shown, and warns where a list goes on. */
function* completeness({ lists, incomplete }: Reading): Generator<Fact> {
  for (const [user, { truncated, at }] of lists) {
    if (truncated) {
      const message = `The list of ${user}’s keys goes on in a page that the file does not have: what it does not show is left as it was.`;
      yield { fact: 'problem', code: 'truncated', severity: 'warning', message, at, field: 'IsTruncated' };
    } else if (!incomplete) yield { fact: 'scope', scope: `${ID}:${user}` };
  }
}

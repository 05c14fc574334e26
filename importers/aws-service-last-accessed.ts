/**
 * Reads what `aws iam get-service-last-accessed-details` answers: which services, and with `--granularity ACTION_LEVEL`
 * which actions, a user or role tried to use in the last 400 days, and when last. AWS counts denied attempts too.
 *
 * The answer does not say whom it is about. In this order: an ARN beside it (`{"arn": "arn:aws:iam::…", "details": {…}}`, in
 * any object, list or map around it, or as a map's key); the file's name that is an ARN, URL-escaped or with `_` or `=` in
 * place of `:` and `/` where that is unambiguous (sdk/aws-file-name); the file's name that is the name of the one user
 * or role that the answer itself says used anything (`app.json`, `role_app.json`).
 */
import {
  JsonFields, arnOfFileName, defineImporter, evidenceOf, fileNameParts, isJsonObject, jsonEntries, mentionFact, annotationFact,
  parseArn, placeWithin, principalIdentity,
} from '../src/sdk/index.ts';
import type { Arn, Fact, Head, JsonPlace, LooseProperties, Problem, Source } from '../src/sdk/index.ts';

const ID = 'aws-service-last-accessed';
const ARN_FIELD = /^(?:(?:entity|principal|identity|role|user|group|policy|resource)?_?arn)$/i;
const ASKABLE = new Set(['user', 'role', 'group', 'policy']);
const HOW_TO_WRAP = 'Put the answer into an object that does: {"arn": "arn:aws:iam::…:role/…", "details": …}.';

export default defineImporter({
  id: ID,
  title: 'AWS service last accessed',
  obtain:
    'for a in $(aws iam list-roles --query "Roles[].[Arn]" --output text); do j=$(aws iam generate-service-last-accessed-details --arn $a ' +
    '--granularity ACTION_LEVEL --query JobId --output text); sleep 5; aws iam get-service-last-accessed-details --job-id $j --max-items 1000 ' +
    '--query "{arn:\'$a\',details:@}" --output json; done > last-accessed.json   (likewise for list-users)',
  description: 'Services and actions that each user and role used in the last 400 days, and when last.',
  extensions: ['json', 'jsonl', 'ndjson'],
  emits: { labels: ['Identity'], edges: [] },
  recognise,
  read,
});

function recognise({ text }: Head): string | undefined {
  if (!/^\s*[[{]/.test(text) || !/"ServicesLastAccessed"\s*:\s*\[/.test(text)) return undefined;
  // An audit log quotes such answers.
  if (/"(?:eventSource|CloudTrailEvent)"\s*:/.test(text)) return undefined;
  return 'has ServicesLastAccessed, as aws iam get-service-last-accessed-details writes it';
}

/** Uses of one identity, over the pages of an answer. */
interface Uses {
  /** By action or service (`s3:*`), the last time. */
  readonly times: Map<string, string>;
  readonly at: string;
  readonly exportedAt: string | undefined;
}

interface Reading {
  readonly problems: Problem[];
  /** Name of the file, with folders. */
  readonly file: string;
  readonly mentioned: Set<string>;
  /** By ARN: answers whose last page has not come yet. */
  readonly open: Map<string, Uses>;
}

async function* read(source: Source): AsyncGenerator<Fact> {
  const reading: Reading = { problems: [], file: source.name, mentioned: new Set(), open: new Map() };
  for await (const entry of jsonEntries(source)) {
    if ('fact' in entry) {
      yield entry;
      continue;
    }
    yield* visit(entry.value, undefined, entry.place, reading);
    yield* reading.problems.splice(0);
  }
  for (const [arn, uses] of reading.open) {
    const message =
      `The answer for ${arn} goes on in a page that the file does not have: what it does not use cannot be told. ` +
      'Ask with --max-items 1000, or import all pages as one file.';
    yield { fact: 'problem', code: 'truncated', severity: 'warning', message, at: uses.at, field: 'IsTruncated' };
    yield lowerBound(arn, uses);
  }
}

/** @param asked ARN that something around the value names */
function* visit(value: unknown, asked: string | undefined, place: JsonPlace, reading: Reading): Generator<Fact> {
  if (Array.isArray(value)) {
    for (const [index, entry] of (value as unknown[]).entries()) yield* visit(entry, asked, placeWithin(place, index), reading);
    return;
  }
  if (!isJsonObject(value)) return;
  const arn = Object.keys(value).filter((name) => ARN_FIELD.test(name)).map((name) => String(value[name])).find(askable) ?? asked;
  if (isAnswer(value)) {
    yield* readAnswer(new JsonFields(value, evidenceOf(place, value), reading.problems, place.within), arn, reading);
    return;
  }
  for (const [key, within] of Object.entries(value)) yield* visit(within, askable(key) ? key : arn, placeWithin(place, key), reading);
}

/** Of a job that has not ended, some tools keep the status alone. */
function isAnswer(object: Readonly<Record<string, unknown>>): boolean {
  const hasServices = (value: unknown): boolean => isJsonObject(value) && Object.hasOwn(value, 'ServicesLastAccessed');
  return hasServices(object) || (Object.hasOwn(object, 'JobStatus') && !Object.values(object).some(hasServices));
}

function askable(text: string): Arn | undefined {
  const arn = parseArn(text);
  return arn?.service === 'iam' && ASKABLE.has(arn.type) && arn.name !== '' ? arn : undefined;
}

function* readAnswer(fields: JsonFields, asked: string | undefined, reading: Reading): Generator<Fact> {
  const problemsBefore = reading.problems.length;
  const services = fields.objects('ServicesLastAccessed');
  const found = asked ?? arnOfFile(services, reading.file);
  const arn = parseArn(found ?? '');
  const whose = found === undefined ? 'An answer' : `The answer for ${found}`;
  if (!isEnded(fields, whose)) return;
  if (!arn) {
    fields.report('missing-value', 'error', `${whose} does not say whom it is about; it was left out. ${HOW_TO_WRAP}`, 'arn');
  } else if (!Array.isArray(fields.value('ServicesLastAccessed'))) {
    fields.report('missing-value', 'error', `${whose} has no list of services; it was left out. Fetch it again.`, 'ServicesLastAccessed');
  } else if (arn.type !== 'user' && arn.type !== 'role') {
    const message = `${whose} is about whoever has it, and does not say who used what; nothing was taken from it. Ask for its users and roles.`;
    fields.report('unsupported', 'note', message, 'arn');
  } else {
    const { isTruncated, ...uses } = readUses(fields, services);
    if (reading.problems.length === problemsBefore) {
      yield* page(uses, isTruncated, arn, reading);
      return;
    }
    const message = `${whose} could not be read as a whole: what ${arn.name} does not use cannot be told from it. Fetch it again.`;
    fields.report('malformed', 'error', message, 'ServicesLastAccessed');
    yield lowerBound(arn.text, uses);
  }
}

/** False, with a problem, for an answer of a job that had failed or was still under way. */
function isEnded(fields: JsonFields, whose: string): boolean {
  const status = fields.text('JobStatus');
  if (status === undefined || status === 'COMPLETED') return true;
  const reason = fields.object('Error')?.text('Code') ?? 'no reason given';
  const what = status === 'FAILED' ? `failed (${reason}): generate it again` : 'not ended: fetch it again';
  fields.report('skipped', 'warning', `${whose} was fetched when the job had ${what}. Nothing was taken from it.`, 'JobStatus');
  return false;
}

/** Where not all uses are known: filled in where nothing better is. */
function lowerBound(arn: string, { times }: Uses): Fact {
  return mentionFact(arn, 'Identity', { ...identityOf(arn), lastUsedAt: latest(times) });
}

/** The file's name as ARN, or as name of the only user or role that used anything. */
function arnOfFile(services: readonly JsonFields[], file: string): string | undefined {
  const named = arnOfFileName(file);
  if (named && askable(named.text)) return named.text;
  const users = new Set<string>();
  for (const service of services) {
    // Beside ARNs, AWS has written bare names.
    const text = service.value('LastAuthenticatedEntity');
    if (typeof text === 'string' && askable(text)) users.add(text);
  }
  const [only] = users;
  if (users.size !== 1 || only === undefined) return undefined;
  const { type, name } = parseArn(only)!;
  const stem = fileNameParts(file).at(-1)!;
  return stem === name || stem === `${type}_${name}` || stem === `${type}-${name}` ? only : undefined;
}

function readUses(fields: JsonFields, services: readonly JsonFields[]): Uses & { readonly isTruncated: boolean } {
  const times = new Map<string, string>();
  for (const service of services) addUses(service, times);
  return { times, at: fields.at, exportedAt: fields.time('JobCompletionDate'), isTruncated: fields.flag('IsTruncated') ?? false };
}

/** One page of an answer: with the last one all is known. */
function* page(uses: Uses, isTruncated: boolean, { text: arn }: Arn, reading: Reading): Generator<Fact> {
  const earlier = reading.open.get(arn);
  reading.open.delete(arn);
  for (const [action, time] of earlier?.times ?? []) add(uses.times, action, time);
  const { times, at, exportedAt = earlier?.exportedAt } = { ...uses, at: earlier?.at ?? uses.at };
  if (isTruncated) {
    reading.open.set(arn, { times, at, exportedAt });
    return;
  }
  const scope = `${ID}:${arn}`;
  const usedActions = [...times].map(([action, time]) => `${action}=${time}`).sort();
  // What an inventory says better is only filled in.
  if (!reading.mentioned.has(arn)) yield mentionFact(arn, 'Identity', identityOf(arn));
  reading.mentioned.add(arn);
  yield annotationFact(arn, 'Identity', { usedActions, lastUsedAt: latest(times) }, at, scope);
  yield { fact: 'scope', scope, ...(exportedAt === undefined ? {} : { exportedAt }) };
}

function addUses(service: JsonFields, times: Map<string, string>): void {
  const namespace = service.text('ServiceNamespace');
  if (namespace === undefined) {
    service.report('missing-value', 'warning', 'A service has no ServiceNamespace; its use was left out.', 'ServiceNamespace');
    return;
  }
  add(times, `${namespace}:*`, service.time('LastAuthenticated'));
  for (const action of service.objects('TrackedActionsLastAccessed')) {
    const name = action.text('ActionName');
    if (name === undefined) action.report('missing-value', 'warning', 'A tracked action has no ActionName; its use was left out.', 'ActionName');
    else add(times, `${namespace}:${name}`, action.time('LastAccessedTime'));
  }
}

/** Without a time it was not used in the window. */
function add(times: Map<string, string>, action: string, time: string | undefined): void {
  const before = times.get(action);
  if (time !== undefined && (before === undefined || time > before)) times.set(action, time);
}

const latest = (times: ReadonlyMap<string, string>): string | undefined => [...times.values()].sort().at(-1);

function identityOf(arn: string): LooseProperties {
  return principalIdentity('AWS', arn)!.properties;
}

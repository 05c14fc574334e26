/**
 * Reads what runs in AWS and as whom, as the AWS CLI describes it: EC2 instances and their instance profiles, Lambda
 * functions, ECS task definitions, services and tasks. Environment variables are looked at for access keys and secrets;
 * their values are not kept.
 *
 * Lists of instances, functions and profiles are the whole of an account and region, each a scope. Answers about things
 * asked for by name complete no list: a function's facts then stand in the scope of the list, which closes them. An ECS
 * service, which can change, has a scope of its own; its tasks and their definitions never do.
 */
import {
  AWS_PAGE_FIELDS, AwsInventory, AwsPages, JsonFields, accessKeysInEnvironment, annotationFact, awsPartition, awsResourceOfArn, defineImporter,
  edgeFact, isJsonObject, jsonItems, jsonSign, nodeFact, mentionFact, parseArn, principalIdentity, readAwsTagMap, readAwsTags, readDocumentField,
  readRemark, regionOfFileName, saysMore, tagTexts,
} from '../src/sdk/index.ts';
import type {
  AwsPage, AwsThing, EnvironmentVariable, Fact, Head, ImporterOptions, JsonItem, JsonSign, LooseProperties, NamedIdentity, Problem, Source, Tag,
} from '../src/sdk/index.ts';

const ID = 'aws-compute';
type Reader = (entry: JsonFields, page: AwsPage, reading: Reading) => Iterable<Fact>;
const LISTS: Readonly<Record<string, Reader>> = {
  Reservations: readReservation,
  IamInstanceProfileAssociations: readAssociation,
  InstanceProfiles: readInstanceProfile,
  Functions: (entry, page, reading) => readFunction(entry, undefined, page, reading),
  FunctionUrlConfigs: readFunctionUrl,
  services: readService,
  tasks: readTask,
};
/** Fields of an answer about one thing: `aws lambda get-function`, `aws ecs describe-task-definition`. */
const ANSWER_FIELDS = ['Configuration', 'Tags', 'taskDefinition', 'tags'];
const anywhere = (path: string): string[] => [path, `*.${path}`];
const PATHS = [...Object.keys(LISTS).map((list) => `${list}.*`), ...AWS_PAGE_FIELDS, ...ANSWER_FIELDS].flatMap(anywhere);
const GONE_STATES = new Set(['terminated', 'shutting-down']);
const REGION = /^[a-z]{2}(?:-[a-z]+)+-\d/;
const ACCOUNT_ID = /^\d{12}$/;
const INSTANCE_ID = /^i-[A-Za-z0-9]+$/;
const BARE_NAME = /^[\w+=,.@-]+$/;
const PARAMETER_NAME = /^[\w./-]+$/;

/** A role that instance profiles hand out, told once all profiles have been read. */
interface ProfiledRole {
  readonly at: string;
  readonly scope: string;
  readonly uid: string;
  readonly properties: LooseProperties;
  readonly profiles: Set<string>;
}

interface Reading {
  readonly problems: Problem[];
  readonly inventory: AwsInventory;
  readonly pages: AwsPages;
  readonly region: string | undefined;
  /** What the file lists, as far as it goes. */
  readonly listed: Set<string>;
  readonly roles: Map<string, ProfiledRole>;
  /** Functions that anyone may call by URL. */
  readonly open: Set<string>;
  incomplete: boolean;
}

export default defineImporter({
  id: ID,
  title: 'AWS compute: EC2, Lambda, ECS',
  obtain:
    'aws ec2 describe-instances > eu-west-1/instances.json; aws lambda list-functions > functions.json; aws lambda list-function-url-configs ' +
    '--function-name F; aws ecs describe-services / describe-tasks / describe-task-definition --include TAGS; aws iam list-instance-profiles   ' +
    '(for each region, without --max-items and --filters)',
  description: 'Instances, functions, services and tasks with the roles they run as, the secrets they use, and access keys in their environment.',
  extensions: ['json', 'jsonl', 'ndjson'],
  emits: {
    labels: ['Workload', 'Identity', 'Credential', 'Resource', 'Container', 'Owner'],
    edges: ['RUNS_AS', 'DEPENDS_ON', 'EXPOSES', 'CONTAINED_IN', 'OWNED_BY'],
  },
  recognise,
  read,
});

/** Words of other exports that quote such answers: CloudTrail, Terraform. */
const OTHERS = /"(?:eventSource|CloudTrailEvent|terraform_version)"\s*:/;
const SIGNS: readonly JsonSign[] = [
  [/"Reservations"\s*:\s*\[/, /"Instances"\s*:\s*\[|"Reservations"\s*:\s*\[\s*\]/, 'has Reservations, as aws ec2 describe-instances writes them'],
  [/"IamInstanceProfileAssociations"\s*:\s*\[/, /./, 'has IamInstanceProfileAssociations, as aws ec2 writes them'],
  [/"InstanceProfiles"\s*:\s*\[/, /./, 'has InstanceProfiles, as aws iam list-instance-profiles writes them'],
  [/"Functions"\s*:\s*\[/, /"FunctionArn"\s*:/, 'has Functions, as aws lambda list-functions writes them'],
  [/"Configuration"\s*:\s*\{/, /"FunctionArn"\s*:/, 'has the Configuration of a function, as aws lambda get-function writes it'],
  [/"FunctionUrlConfigs"\s*:\s*\[/, /./, 'has FunctionUrlConfigs, as aws lambda list-function-url-configs writes them'],
  [/"taskDefinition"\s*:\s*\{/, /"(?:taskDefinitionArn|containerDefinitions)"\s*:/, 'has a taskDefinition, as aws ecs describe-task-definition writes it'],
  [/"services"\s*:\s*\[/, /"serviceArn"\s*:/, 'has services, as aws ecs describe-services writes them'],
  [/"tasks"\s*:\s*\[/, /"taskArn"\s*:/, 'has tasks, as aws ecs describe-tasks writes them'],
];

function recognise({ text }: Head): string | undefined {
  return jsonSign(text, SIGNS, OTHERS);
}

async function* read(source: Source, options: ImporterOptions): AsyncGenerator<Fact> {
  const reading: Reading = {
    problems: [],
    inventory: new AwsInventory(ID, options),
    pages: new AwsPages(),
    region: regionOfFileName(source.name),
    listed: new Set(),
    roles: new Map(),
    open: new Set(),
    incomplete: false,
  };
  let answer: Answer | undefined;
  for await (const item of jsonItems(source, { paths: PATHS })) {
    if ('fact' in item) {
      reading.incomplete = true;
      yield item;
      continue;
    }
    const field = String(item.path.at(-1));
    const isList = item.pattern.endsWith('.*');
    if (!isList && ANSWER_FIELDS.includes(field)) {
      const place = `${item.document} ${item.path.slice(0, -1).join('/')}`;
      if (answer?.place !== place) {
        if (answer) yield* readAnswer(answer, reading);
        answer = { place, items: new Map() };
      }
      answer.items.set(field, item);
    } else yield* readItem(item, isList, reading);
    yield* problems(reading);
  }
  if (answer) yield* readAnswer(answer, reading);
  yield* problems(reading);
  yield* completeness(reading);
}

function* problems(reading: Reading): Generator<Problem> {
  for (const problem of reading.problems.splice(0)) {
    if (problem.severity === 'error') reading.incomplete = true;
    yield problem;
  }
}

function* readItem(item: JsonItem, isList: boolean, reading: Reading): Generator<Fact> {
  const page = reading.pages.of(item, isList ? 2 : 1);
  if (!isList) {
    page.truncated ||= saysMore(item.value);
    return;
  }
  const list = String(item.path.at(-2));
  if (isJsonObject(item.value)) yield* LISTS[list]!(new JsonFields(item.value, item.at, reading.problems), page, reading);
  else new JsonFields({}, item.at, reading.problems).report('malformed', 'error', `An entry of ${list} is no object; it was left out.`, '');
}

/** The fields of one answer about one thing, in whichever order they come. */
interface Answer {
  readonly place: string;
  readonly items: Map<string, JsonItem>;
}

function* readAnswer({ items }: Answer, reading: Reading): Generator<Fact> {
  const fieldsOf = (name: string): JsonFields | undefined => {
    const item = items.get(name);
    return item && new JsonFields({ [name]: item.value }, item.at, reading.problems);
  };
  const lambdaTags = fieldsOf('Tags');
  const configuration = fieldsOf('Configuration')?.object('Configuration');
  if (configuration) yield* readFunction(configuration, lambdaTags && readAwsTagMap(lambdaTags), undefined, reading);
  const definition = fieldsOf('taskDefinition')?.object('taskDefinition');
  const tags = fieldsOf('tags');
  if (definition) yield* readTaskDefinition(definition, tags ? readAwsTags(tags, 'tags') : [], reading);
}

function* readReservation(reservation: JsonFields, page: AwsPage, reading: Reading): Generator<Fact> {
  const given = reservation.value('Instances');
  const instances = reservation.objects('Instances');
  if (!Array.isArray(given) || given.length !== instances.length) {
    reservation.report('missing-value', 'error', 'A reservation does not show its instances; those that are no objects were left out.', 'Instances');
  }
  for (const instance of instances) yield* readInstance(instance, reservation, page, reading);
}

function* readInstance(entry: JsonFields, reservation: JsonFields, page: AwsPage, reading: Reading): Generator<Fact> {
  const profile = entry.object('IamInstanceProfile')?.text('Arn');
  const interfaces = entry.objects('NetworkInterfaces');
  const account = reservation.text('OwnerId') ?? (profile && parseArn(profile)?.account) ?? interfaces.map((one) => one.text('OwnerId')).find(Boolean);
  const zone = entry.object('Placement')?.text('AvailabilityZone');
  const region = (zone && REGION.exec(zone)?.[0]) ?? reading.region;
  const thing = instanceThing(entry, account, region);
  if (!thing) return;
  const scope = scopeOf('ec2', thing);
  list(scope, page, reading);
  const state = entry.object('State')?.text('Name');
  if (state !== undefined && GONE_STATES.has(state)) return;
  const tags = readAwsTags(entry);
  const tokens = entry.object('MetadataOptions')?.text('HttpTokens');
  // Not tags, but of interest: whether it runs at all, and whether a request forged on it gets at its role (IMDSv1).
  const more = [state && `State.Name=${state}`, tokens && `MetadataOptions.HttpTokens=${tokens}`].filter((text) => text !== undefined && text !== '');
  const properties = {
    nativeId: entry.text('InstanceId'),
    createdAt: entry.time('LaunchTime'),
    public: isPublicInstance(entry, interfaces),
    instanceProfile: profile,
    tags: [...tagTexts(tags), ...(more as string[])].sort(),
  };
  const absent = profile === undefined ? ['instanceProfile'] : [];
  yield* reading.inventory.describe(thing, tags, properties, entry.at, scope, absent);
  yield* reading.inventory.containment(thing.uid, thing.account!, entry.at, scope);
  yield* reading.inventory.owners(thing.uid, tags, entry.at, scope);
}

function isPublicInstance(entry: JsonFields, interfaces: readonly JsonFields[]): boolean {
  return entry.text('PublicIpAddress') !== undefined || interfaces.some((one) => one.object('Association')?.text('PublicIp') !== undefined);
}

function instanceThing(entry: JsonFields, account: string | undefined, region: string | undefined): AwsThing | undefined {
  const id = entry.text('InstanceId');
  if (id === undefined || !INSTANCE_ID.test(id)) {
    entry.report(id === undefined ? 'missing-value' : 'bad-value', 'error', 'An instance has no id (i-…) in InstanceId; it was left out.', 'InstanceId');
  } else if (account === undefined || !ACCOUNT_ID.test(account)) {
    entry.report('missing-value', 'error', `Nothing tells the account of ${id}: its reservation has no OwnerId of twelve digits. It was left out.`, 'OwnerId');
  } else if (region === undefined) {
    const message = `Nothing tells the region of ${id}; it was left out. Put the file into a folder named after the region, as eu-west-1.`;
    entry.report('missing-value', 'error', message, 'Placement/AvailabilityZone');
  } else return awsResourceOfArn(`arn:${awsPartition(region)}:ec2:${region}:${account}:instance/${id}`);
  return undefined;
}

/** That an instance has a profile, from an export that says neither its region nor anything else of it. */
function* readAssociation(entry: JsonFields, _page: AwsPage, reading: Reading): Generator<Fact> {
  const profile = entry.object('IamInstanceProfile')?.text('Arn');
  const thing = instanceThing(entry, profile && parseArn(profile)?.account, reading.region);
  if (!thing || entry.text('State')?.startsWith('disassociat')) return;
  yield* reading.inventory.mentionThing(thing);
  yield annotationFact(thing.uid, thing.label, { instanceProfile: profile }, entry.at, scopeOf('ec2', thing));
}

/** Keeps the roles of a profile: a role may have several, which the file shows one by one. */
function readInstanceProfile(entry: JsonFields, page: AwsPage, reading: Reading): readonly Fact[] {
  const arn = entry.text('Arn');
  const profile = arn === undefined ? undefined : parseArn(arn);
  if (profile?.type !== 'instance-profile') {
    entry.report(arn === undefined ? 'missing-value' : 'bad-value', 'error', 'An instance profile has no ARN of one in Arn; it was left out.', 'Arn');
    return [];
  }
  const scope = `${ID}:instance-profiles:${profile.account}`;
  list(scope, page, reading);
  for (const role of entry.objects('Roles')) {
    const identity = roleOf(role, 'Arn', profile);
    if (!identity) continue;
    const known = reading.roles.get(identity.uid);
    if (known) {
      known.profiles.add(profile.text);
      continue;
    }
    const properties = {
      ...identity.properties,
      nativeId: role.text('RoleId'),
      createdAt: role.time('CreateDate'),
      trustPolicy: readDocumentField(role, 'AssumeRolePolicyDocument')?.text,
    };
    reading.roles.set(identity.uid, { at: entry.at, scope, uid: identity.uid, properties, profiles: new Set([profile.text]) });
  }
  return [];
}

function* readFunction(entry: JsonFields, tags: readonly Tag[] | undefined, page: AwsPage | undefined, reading: Reading): Generator<Fact> {
  const thing = thingOf(entry, 'FunctionArn', 'lambda_function');
  if (!thing) return;
  const scope = scopeOf('lambda', thing);
  if (page) list(scope, page, reading);
  const { uid } = thing;
  // A published version has a description of its own; its role and environment are the function's too, as they can be called.
  const current = ['$LATEST', undefined].includes(entry.text('Version'));
  const description = current ? readRemark(entry, 'Description') : undefined;
  yield* reading.inventory.describe(thing, tags, { description }, entry.at, scope);
  yield* reading.inventory.containment(uid, thing.account!, entry.at, scope);
  const role = roleOf(entry, 'Role', thing);
  if (role) yield* runsAs(uid, role, 'Role', entry.at, scope, reading);
  const variables = entry.object('Environment')?.object('Variables');
  const values = variables?.names().map((name) => ({ name, value: variables.text(name) ?? '', fields: variables, field: name }));
  yield* exposes(uid, values ?? [], entry.at, scope, reading);
  if (tags && tags.length > 0) yield* ownersApart(uid, tags, entry.at, reading);
}

/** Whoever may call a function by its URL: with AuthType NONE, anyone. */
function* readFunctionUrl(entry: JsonFields, _page: AwsPage, reading: Reading): Generator<Fact> {
  const thing = thingOf(entry, 'FunctionArn', 'lambda_function');
  const auth = entry.text('AuthType');
  if (!thing || auth === undefined) return;
  if (auth === 'NONE') reading.open.add(thing.uid);
  yield* reading.inventory.mentionThing(thing);
  yield annotationFact(thing.uid, thing.label, { public: reading.open.has(thing.uid) }, entry.at, scopeOf('lambda', thing));
}

function* readTaskDefinition(entry: JsonFields, tags: readonly Tag[], reading: Reading): Generator<Fact> {
  const thing = thingOf(entry, 'taskDefinitionArn', 'ecs_task_definition');
  if (!thing) return;
  const containers = entry.objects('containerDefinitions');
  const scope = scopeOf('ecs', thing);
  yield* ecs({ thing, entry, properties: { createdAt: entry.time('registeredAt') }, tags, containers, roles: entry, scope }, reading);
  yield* reading.inventory.owners(thing.uid, tags, entry.at, scope);
}

function* readService(entry: JsonFields, _page: AwsPage, reading: Reading): Generator<Fact> {
  const thing = thingOf(entry, 'serviceArn', 'ecs_service');
  if (!thing || entry.text('status') === 'INACTIVE') return;
  const address = entry.object('networkConfiguration')?.object('awsvpcConfiguration')?.text('assignPublicIp');
  const properties = { createdAt: entry.time('createdAt'), public: address === 'ENABLED' || undefined };
  const tags = readAwsTags(entry, 'tags');
  const scope = `${ID}:${thing.uid}`;
  yield* ecs({ thing, entry, properties, tags, containers: [], roles: entry, scope }, reading);
  yield { fact: 'scope', scope };
  if (tags.length > 0) yield* ownersApart(thing.uid, tags, entry.at, reading);
}

function* readTask(entry: JsonFields, _page: AwsPage, reading: Reading): Generator<Fact> {
  const thing = thingOf(entry, 'taskArn', 'ecs_task');
  if (!thing || entry.text('lastStatus') === 'STOPPED') return;
  const roles = entry.object('overrides');
  const containers = roles?.objects('containerOverrides') ?? [];
  const tags = readAwsTags(entry, 'tags');
  const scope = scopeOf('ecs', thing);
  yield* ecs({ thing, entry, properties: { createdAt: entry.time('createdAt') }, tags, containers, roles, scope }, reading);
  yield* reading.inventory.owners(thing.uid, tags, entry.at, scope);
}

interface EcsThing {
  readonly thing: AwsThing;
  readonly entry: JsonFields;
  readonly properties: LooseProperties;
  readonly tags: readonly Tag[];
  /** What has an environment, and secrets. */
  readonly containers: readonly JsonFields[];
  /** Where its roles stand: in the entry itself, or in a task's overrides. */
  readonly roles: JsonFields | undefined;
  readonly scope: string;
}

function* ecs({ thing, entry, properties, tags, containers, roles, scope }: EcsThing, reading: Reading): Generator<Fact> {
  const { uid } = thing;
  const { at } = entry;
  const { inventory } = reading;
  // Tags are shown when asked for only: without any, nothing is known.
  yield* inventory.describe(thing, tags.length > 0 ? tags : undefined, properties, at, scope);
  yield* inventory.containment(uid, thing.account!, at, scope);
  const taskRole = roles && roleOf(roles, 'taskRoleArn', thing);
  if (taskRole) yield* runsAs(uid, taskRole, 'taskRoleArn', at, scope, reading);
  // The agent's, to start the task with, and the load balancer's: no code of the workload gets at them.
  for (const name of ['executionRoleArn', 'roleArn']) {
    const role = roles && roleOf(roles, name, thing);
    if (role) yield* dependsOn(uid, role.uid, name, at, scope, inventory.mention(role.uid, 'Identity', role.properties));
  }
  const definition = awsResourceOfArn(entry.text(thing.kind === 'ecs_service' ? 'taskDefinition' : 'taskDefinitionArn') ?? '');
  if (definition && definition.uid !== uid) yield* dependsOn(uid, definition.uid, 'taskDefinition', at, scope, inventory.mentionThing(definition));
  yield* exposes(uid, containers.flatMap(environmentOf), at, scope, reading);
  for (const container of containers) yield* secrets(thing, container, at, scope, reading);
}

/** Owners by tags, which not every answer about the thing shows: apart, so that an answer without tags takes no owner away. */
function* ownersApart(uid: string, tags: readonly Tag[], at: string, { inventory }: Reading): Generator<Fact> {
  const scope = `${ID}:tags:${uid}`;
  yield* inventory.owners(uid, tags, at, scope);
  yield { fact: 'scope', scope };
}

function environmentOf(container: JsonFields): EnvironmentVariable[] {
  return container.objects('environment').map((fields) => ({ name: fields.text('name') ?? '', value: fields.text('value') ?? '', fields, field: 'value' }));
}

/** The secrets and parameters that a container is given: where they are, never what they hold. */
function* secrets(thing: AwsThing, container: JsonFields, at: string, scope: string, reading: Reading): Generator<Fact> {
  const given = [...container.objects('secrets'), ...(container.object('logConfiguration')?.objects('secretOptions') ?? [])].map((fields) => ({ fields, field: 'valueFrom' }));
  const registry = container.object('repositoryCredentials');
  if (registry) given.push({ fields: registry, field: 'credentialsParameter' });
  for (const { fields, field } of given) {
    const text = fields.text(field) ?? '';
    // A parameter of the same account and region may be named without its ARN.
    const parameter = `arn:${awsPartition(thing.region)}:ssm:${thing.region}:${thing.account}:parameter/${text.replace(/^\//, '')}`;
    const resource = awsResourceOfArn(text) ?? (text !== '' && PARAMETER_NAME.test(text) ? awsResourceOfArn(parameter) : undefined);
    if (resource) yield* dependsOn(thing.uid, resource.uid, field, at, scope, reading.inventory.mentionThing(resource));
    else fields.report(text === '' ? 'missing-value' : 'bad-value', 'warning', `${field} is neither an ARN nor a parameter’s name; it was left out.`, field);
  }
}

function* exposes(uid: string, variables: readonly EnvironmentVariable[], at: string, scope: string, { inventory }: Reading): Generator<Fact> {
  for (const key of accessKeysInEnvironment(variables)) {
    yield* inventory.mention(key, 'Credential', { name: key, kind: 'access_key', provider: 'aws' });
    yield edgeFact('EXPOSES', uid, key, { how: 'env' }, at, scope);
  }
}

function* runsAs(uid: string, role: NamedIdentity, source: string, at: string, scope: string, { inventory }: Reading): Generator<Fact> {
  yield* inventory.mention(role.uid, 'Identity', role.properties);
  yield edgeFact('RUNS_AS', uid, role.uid, { source }, at, scope);
}

function* dependsOn(uid: string, on: string, source: string, at: string, scope: string, mention: Generator<Fact>): Generator<Fact> {
  yield* mention;
  yield edgeFact('DEPENDS_ON', uid, on, { source }, at, scope);
}

/** A role by ARN, or by bare name in the account of what names it. */
function roleOf(entry: JsonFields, name: string, near: { readonly account: string | undefined; readonly region?: string }): NamedIdentity | undefined {
  const text = entry.text(name);
  if (text === undefined) return undefined;
  const arn = BARE_NAME.test(text) ? `arn:${awsPartition(near.region)}:iam::${near.account}:role/${text}` : text;
  const identity = parseArn(arn)?.type === 'role' ? principalIdentity('AWS', arn) : undefined;
  if (!identity) entry.report('bad-value', 'warning', `${name} is no ARN of a role; it was left out.`, name);
  return identity;
}

/** The thing whose ARN a field holds; anything else is an error. */
function thingOf(entry: JsonFields, name: string, kind: string): AwsThing | undefined {
  const arn = entry.text(name);
  const thing = arn === undefined ? undefined : awsResourceOfArn(arn);
  if (thing?.kind === kind && thing.account !== undefined) return thing;
  const message = `${name} is no ARN of a ${kind.replaceAll('_', ' ')} in an account; the entry was left out.`;
  entry.report(arn === undefined ? 'missing-value' : 'bad-value', 'error', message, name);
  return undefined;
}

const scopeOf = (service: string, { account, region }: AwsThing): string => `${ID}:${service}:${account}:${region}`;

function list(scope: string, page: AwsPage, reading: Reading): void {
  page.accounts.add(scope);
  reading.listed.add(scope);
}

function* completeness(reading: Reading): Generator<Fact> {
  const unfinished = reading.pages.unfinished();
  for (const { at, scope, uid, properties, profiles } of reading.roles.values()) {
    const described = { ...properties, instanceProfiles: [...profiles].sort() };
    // Of a page alone, the profiles may not be all: nothing that is known is replaced.
    yield unfinished.accounts.has(scope) ? mentionFact(uid, 'Identity', described) : nodeFact(uid, 'Identity', described, at, scope);
  }
  if (unfinished.open) {
    const message = 'The file is only a page of the list: what it does not show is left as it was. List without --max-items, or import all pages as one file.';
    yield { fact: 'problem', code: 'truncated', severity: 'warning', message, at: '/NextToken', field: 'NextToken' };
  }
  if (reading.incomplete) return;
  for (const scope of reading.listed) if (!unfinished.accounts.has(scope)) yield { fact: 'scope', scope };
}

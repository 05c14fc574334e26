/** Reads Tendril's own CSV tables: what a team fills in by hand, or exports from an inventory that no other importer knows. */
import {
  ACCESS_LEVELS, CREDENTIAL_KINDS,
  CREDENTIAL_STATUSES,
  CsvTableReader,
  IDENTITY_KINDS,
  OWNER_KINDS,
  awsAccountUid,
  columnNames,
  csvColumn,
  csvHeader,
  defineImporter,
  edgeFact,
  environmentOfWord,
  listEntries,
  mentionFact,
  nameColumns,
  nodeFact,
  ownerUid,
  ownersOfTags,
  readCsv,
} from '../src/sdk/index.ts';
import type {
  CsvColumn,
  CsvColumns,
  CsvHeaderEntry,
  CsvRefusal,
  CsvRow,
  CsvTableRow,
  EdgeKind,
  Fact,
  Head,
  ImporterOptions,
  LooseProperties,
  NodeLabel,
  Problem,
  PropertyValue,
  Source,
} from '../src/sdk/index.ts';

/** Where a column of ids leads: an edge of this kind from the row's node to each of them, or the other way round. */
interface Reference {
  readonly kind: EdgeKind;
  /** What a thing is that no table describes. */
  readonly label: NodeLabel;
  readonly reverse?: boolean;
  /** Column that holds the time of the edge. */
  readonly at?: string;
}

type Column = CsvColumn & { readonly reference?: Reference };
/** `columns` are those of the file. */
type Row = CsvTableRow & { readonly scope: string; readonly columns: CsvRow['header'] };
/** Cells of columns that hold text. */
type Texts = Readonly<Record<string, string | undefined>>;

interface Table {
  /** Absent: the table describes edges. */
  readonly label?: NodeLabel;
  /** A header is this table's when it has all of these and one of those. */
  readonly all: readonly string[];
  readonly any: readonly string[];
  readonly columns: Readonly<Record<string, Column>>;
  /** Id of a row's node; default: the column `id`. */
  readonly uid?: (row: CsvTableRow) => string | CsvRefusal;
  /** Facts beyond the node and what its columns refer to. */
  readonly facts?: (row: Row) => Iterable<Fact> | CsvRefusal;
}

const MENTIONS_KEPT = 200_000;

const { text, list, time, flag, count, word, required } = csvColumn;

function references(kind: EdgeKind, label: NodeLabel, more: Omit<Reference, 'kind' | 'label'>, ...aliases: string[]): Column {
  return { ...list(undefined, ...aliases), reference: { kind, label, ...more } };
}

const DESCRIBED = {
  id: required('uid'),
  name: text('name', 'display_name'),
  provider: text('provider', 'platform'),
  description: text('description'),
  created_at: time('createdAt', 'created', 'creation_date'),
  tags: list(undefined, 'labels'),
};
const OWNED = { owner: text(undefined, 'owner_id'), owner_email: text(undefined, 'owner_mail') };
const ACCOUNT = ['account', 'account_id', 'project', 'subscription'];
const PLACED = {
  kind: text('kind', 'type'),
  environment: csvColumn.of(environmentOfWord, 'production, staging, test or development')('environment', 'env'),
  public: flag('public', 'is_public'),
  container: references('CONTAINED_IN', 'Container', {}, 'tenant', ...ACCOUNT),
};
const GRANTED = {
  source: text('source'),
  granted_at: time('since', 'since', 'granted'),
  expires_at: time('expiresAt', 'expires', 'expiry', 'until'),
  justification: text('justification', 'reason'),
  ticket: text('ticket'),
  conditional: flag('conditional'),
};
const FROM_TO = {
  identity_id: required('identity', 'principal', 'principal_id'),
  resource_id: required('resource', 'target', 'target_id'),
  resource_kind: text(undefined, 'resource_type', 'target_kind'),
};

const IDENTITY_SPELLINGS = { person: 'human', employee: 'human', human_user: 'human', role: 'iam_role', root: 'account_root', robot: 'bot', technical_user: 'machine_user', oauth_application: 'oauth_app' };
const CREDENTIAL_SPELLINGS = { personal_access_token: 'pat', service_account_key: 'sa_key', cert: 'certificate' };
const STATUS_SPELLINGS = { enabled: 'active', disabled: 'inactive', deleted: 'revoked' };
const OWNER_SPELLINGS = { human: 'person', user: 'person', employee: 'person', group: 'team', squad: 'team', supplier: 'vendor', bot: 'service', service_account: 'service', machine: 'service', iac: 'service' };
const OUTCOME_SPELLINGS = { succeeded: 'success', allowed: 'success', allow: 'success', ok: 'success', deny: 'denied', failure: 'failed', error: 'failed' };
const SENSITIVITIES = { public: 0, internal: 1, confidential: 2, restricted: 3, crown_jewel: 3, 0: 0, 1: 1, 2: 2, 3: 3 };
/** Kinds that run something: whoever may write to one controls it. */
const WORKLOAD_KINDS = new Set(['workload', 'ec2', 'instance', 'vm', 'lambda', 'function', 'pod', 'deployment', 'workflow', 'pipeline', 'repo', 'repository', 'app', 'job', 'runner']);

/** What a grant may be, and what its target is when no table describes it. */
const GRANT_TARGETS = {
  CAN_ACCESS: 'Resource',
  CONTROLS: 'Workload',
  CAN_ASSUME: 'Identity',
  CAN_ESCALATE_TO: 'Container',
  MEMBER_OF: 'Group',
  HAS_PERMISSION: 'PermissionSet',
} as const satisfies Partial<Record<EdgeKind, NodeLabel>>;
type GrantKind = keyof typeof GRANT_TARGETS;
const GRANT_LEVELS: Readonly<Record<string, GrantKind>> = {
  list: 'CAN_ACCESS',
  read: 'CAN_ACCESS',
  write: 'CAN_ACCESS',
  admin: 'CAN_ACCESS',
  control: 'CONTROLS',
  execute: 'CONTROLS',
  assume: 'CAN_ASSUME',
  escalate: 'CAN_ESCALATE_TO',
  member: 'MEMBER_OF',
};

const TABLES: Readonly<Record<string, Table>> = {
  identities: {
    label: 'Identity',
    all: ['id'],
    any: ['tenant', 'owner_email', 'third_party', 'tier0', 'created_by', 'enabled', 'last_used_at', 'mfa'],
    columns: {
      ...DESCRIBED,
      ...OWNED,
      kind: word('kind', IDENTITY_KINDS, IDENTITY_SPELLINGS, 'type'),
      tenant: references('CONTAINED_IN', 'Container', {}, 'container', ...ACCOUNT),
      environment: PLACED.environment,
      last_used_at: time('lastUsedAt', 'last_used'),
      enabled: flag('enabled'),
      third_party: flag('thirdParty', 'external'),
      tier0: flag('tier0'),
      mfa: flag('mfa', 'mfa_enabled'),
      email: text('email', 'mail'),
      native_id: text('nativeId'),
      created_by: references('CREATED_BY', 'Identity', { at: 'created_at' }),
    },
    facts: identityFacts,
  },
  credentials: {
    label: 'Credential',
    all: ['id', 'identity_id'],
    any: ['kind', 'created_at', 'expires_at', 'last_rotated_at', 'last_used_at', 'status', 'fingerprint', 'exposed_by'],
    columns: {
      ...DESCRIBED,
      identity_id: references('AUTHENTICATES_AS', 'Identity', {}, 'identity', 'principal', 'principal_id'),
      kind: word('kind', CREDENTIAL_KINDS, CREDENTIAL_SPELLINGS, 'type'),
      expires_at: time('expiresAt', 'expires', 'expiry'),
      last_rotated_at: time('lastRotatedAt', 'last_rotated', 'rotated_at'),
      last_used_at: time('lastUsedAt', 'last_used'),
      status: word('status', CREDENTIAL_STATUSES, STATUS_SPELLINGS, 'state'),
      fingerprint: text('fingerprint'),
      exposed_by: references('EXPOSES', 'Resource', { reverse: true }, 'held_by', 'stored_in'),
    },
  },
  owners: {
    label: 'Owner',
    all: [],
    any: ['active', 'left_at', 'member_of'],
    columns: {
      ...DESCRIBED,
      id: text('nativeId', 'owner_id', 'uid'),
      kind: word('kind', OWNER_KINDS, OWNER_SPELLINGS, 'type'),
      email: text('email', 'mail', 'owner_email'),
      active: flag('active', 'enabled'),
      left_at: time('leftAt', 'left', 'leaving_date'),
      member_of: list(undefined, 'team', 'teams'),
    },
    uid: ownerRowUid,
    facts: ownerFacts,
  },
  resources: {
    label: 'Resource',
    all: ['id'],
    any: ['sensitivity', 'public'],
    columns: {
      ...DESCRIBED,
      ...OWNED,
      ...PLACED,
      sensitivity: word('sensitivity', ['public', 'internal', 'confidential', 'restricted', '0', '1', '2', '3'], SENSITIVITIES, 'classification'),
    },
    facts: ownedFacts,
  },
  workloads: {
    label: 'Workload',
    all: ['id'],
    any: ['runs_as', 'depends_on', 'controlled_by'],
    columns: {
      ...DESCRIBED,
      ...OWNED,
      ...PLACED,
      runs_as: references('RUNS_AS', 'Identity', {}),
      depends_on: references('DEPENDS_ON', 'Resource', {}),
      controlled_by: references('CONTROLS', 'Identity', { reverse: true }),
    },
    facts: ownedFacts,
  },
  grants: {
    all: ['identity_id', 'resource_id'],
    any: ['level', 'relationship'],
    columns: {
      ...FROM_TO,
      ...GRANTED,
      level: { ...word(undefined, Object.keys(GRANT_LEVELS), {}, 'access_level', 'permission'), strict: true },
      relationship: { ...word(undefined, Object.keys(GRANT_TARGETS), {}), strict: true },
      actions: list('actions'),
    },
    facts: grantFacts,
  },
  access: {
    all: ['identity_id', 'resource_id'],
    any: ['action', 'outcome', 'count', 'first_seen', 'last_seen'],
    columns: {
      ...FROM_TO,
      credential_id: text(undefined, 'credential'),
      action: list('actions', 'actions'),
      outcome: word(undefined, ['success', 'denied', 'failed'], OUTCOME_SPELLINGS, 'result'),
      count: count(undefined, 'attempts'),
      first_seen: time(undefined, 'first_seen_at'),
      last_seen: time(undefined, 'last_seen_at'),
    },
    facts: accessFacts,
  },
  memberships: {
    all: ['identity_id', 'group_id'],
    any: ['group_id'],
    columns: {
      identity_id: required('member_id', 'identity', 'member'),
      group_id: required('group'),
      group_name: text(),
      provider: text(),
      ...GRANTED,
    },
    facts: membershipFacts,
  },
};

function* identityFacts(row: Row): Generator<Fact> {
  const { kind } = row.values;
  // Without a kind the row only adds to what a provider's export says of this identity.
  if (kind === undefined) yield mentionFact(String(row.values['id']), 'Identity', { isNhi: true });
  else row.properties['isNhi'] = kind !== 'human';
  yield* ownedFacts(row);
}

/** `owner` names an owner by id or e-mail address; a display name gives way to the address beside it. */
function* ownedFacts({ values, at, scope }: Row): Generator<Fact> {
  const { owner, owner_email: email } = values as Texts;
  const byOwner = owner !== undefined && (email === undefined || !owner.includes(' '));
  for (const value of listEntries((byOwner ? owner : email) ?? '')) {
    for (const named of ownersOfTags([{ key: 'owner', value }])) {
      yield mentionFact(named.uid, 'Owner', { name: byOwner ? named.name : (owner ?? named.name), kind: named.kind, email: named.email });
      yield edgeFact('OWNED_BY', String(values['id']), named.uid, {}, at, scope);
    }
  }
}

function ownerRowUid({ values }: CsvTableRow): string | CsvRefusal {
  const key = values['id'] ?? values['email'] ?? values['name'];
  return key === undefined ? { code: 'missing-value', field: 'id', message: 'id, email and name are empty' } : ownerUid(String(key));
}

/** An owner is known by id and by e-mail address, and other exports may name either: both lead to what this row says. */
function* ownerFacts(row: Row): Generator<Fact> {
  const { values, properties, at, scope } = row;
  const uid = String(ownerRowUid(row));
  for (const team of (values['member_of'] as readonly string[] | undefined) ?? []) {
    yield mentionFact(ownerUid(team), 'Owner', { name: team, kind: 'team' });
    yield edgeFact('MEMBER_OF', uid, ownerUid(team), {}, at, scope);
  }
  const { email } = values as Texts;
  if (email === undefined || ownerUid(email) === uid) return;
  yield nodeFact(ownerUid(email), 'Owner', { ...properties }, at, scope);
  // A team that is named by its address has the team's members. Without the column nothing is known of members.
  if (values['kind'] === 'team' && row.columns.includes('member_of')) yield edgeFact('MEMBER_OF', uid, ownerUid(email), {}, at, scope);
}

function grantFacts({ values, properties, at, scope }: Row): Iterable<Fact> | CsvRefusal {
  const { identity_id: from, resource_id: to, relationship, level, resource_kind: targetKind } = values as Texts;
  const accessLevel = ACCESS_LEVELS.find((one) => one === level);
  const onWorkload = isWorkload(targetKind);
  const byLevel = level === undefined ? undefined : onWorkload && (level === 'write' || level === 'admin') ? 'CONTROLS' : GRANT_LEVELS[level];
  const kind = (relationship as GrantKind | undefined) ?? byLevel;
  if (kind === undefined || (kind === 'CAN_ACCESS' && accessLevel === undefined)) {
    const message = `the level of access is missing, expected one of ${ACCESS_LEVELS.join(', ')}`;
    return { code: level === undefined ? 'missing-value' : 'bad-value', field: 'level', message };
  }
  if (kind === 'CAN_ACCESS' || kind === 'CONTROLS') properties['level'] = accessLevel;
  const label = kind === 'CAN_ACCESS' && onWorkload ? 'Workload' : GRANT_TARGETS[kind];
  const target = kind === 'CAN_ESCALATE_TO' ? containerUid(to!, from!.startsWith('arn:aws') ? 'aws' : undefined) : to!;
  return [mentionFact(from!, 'Identity', {}), mentionFact(target, label, { kind: targetKind }), edgeFact(kind, from!, target, properties, at, scope)];
}

/** `count` is of all attempts, refused ones too. */
function accessFacts({ values, properties, at, scope }: Row): Iterable<Fact> {
  const { identity_id: from, resource_id: to, resource_kind: targetKind, credential_id: credential } = values as Texts;
  const attempts = values['count'] ?? 1;
  const observed: LooseProperties = {
    ...properties,
    count: attempts,
    denied: values['outcome'] === 'denied' || values['outcome'] === 'failed' ? attempts : 0,
    firstSeen: values['first_seen'] ?? values['last_seen'],
    lastSeen: values['last_seen'] ?? values['first_seen'],
    credentials: credential === undefined ? undefined : [credential],
  };
  const target = mentionFact(to!, isWorkload(targetKind) ? 'Workload' : 'Resource', { kind: targetKind });
  return [mentionFact(from!, 'Identity', {}), target, edgeFact('ACCESSED', from!, to!, observed, at, scope)];
}

function membershipFacts({ values, properties, at, scope }: Row): Iterable<Fact> {
  const { identity_id: from, group_id: to, group_name: name, provider } = values as Texts;
  const group = nodeFact(to!, 'Group', { name, provider }, at, scope);
  return [group, mentionFact(from!, 'Identity', {}), edgeFact('MEMBER_OF', from!, to!, properties, at, scope)];
}

function isWorkload(kind: string | undefined): boolean {
  return kind !== undefined && WORKLOAD_KINDS.has(kind.toLowerCase());
}

/** An AWS account meets the one that AWS exports describe; other containers go by the id that the table gives. */
function containerUid(id: string, provider: PropertyValue | undefined): string {
  return /^\d{12}$/.test(id) && String(provider).toLowerCase() === 'aws' ? awsAccountUid(id) : id;
}

/**
 * The table that has most of the header's columns; the file's name decides a tie. A header that tells no table apart
 * (`id,name,kind`) is a tie of all that describe things.
 */
function tableOf(titles: readonly string[], fileName: string): string | undefined {
  const file = fileName.split(/[\\/]/).at(-1)!.toLowerCase();
  const scored = Object.entries(TABLES).map(([name, table]) => {
    const known = nameColumns(titles, columnNames(table.columns)).filter((one) => one !== undefined && Object.hasOwn(table.columns, one));
    const has = (one: string): boolean => known.includes(one);
    const named = has('id') || (name === 'owners' && (has('email') || has('name'))) || table.label === undefined;
    const complete = named && table.all.every(has) && table.any.some(has);
    return { name, score: known.length, complete, hinted: file.includes(name), bare: table.label !== undefined && has('id') && has('kind') };
  });
  const complete = scored.filter((one) => one.complete);
  const candidates = complete.length > 0 ? complete : scored.filter((one) => one.bare && one.hinted);
  return candidates.toSorted((a, b) => b.score - a.score || Number(b.hinted) - Number(a.hinted))[0]?.name;
}

/** Turns the rows of one file into facts. */
class TableFacts {
  readonly reader: CsvTableReader;
  readonly #name: string;
  readonly #table: Table;
  readonly #scope: string;
  readonly #references: readonly (readonly [column: string, reference: Reference])[];
  readonly #defaults: readonly (readonly [column: string, property: string, value: PropertyValue])[];
  /** Things mentioned lately: a table of grants names the same ones over and over. Emptied when it has grown large. */
  readonly #mentioned = new Map<string, NodeLabel>();

  constructor(name: string, header: CsvHeaderEntry, scope: string) {
    this.#name = name;
    this.#table = TABLES[name]!;
    this.#scope = scope;
    this.reader = new CsvTableReader(this.#table.columns, header);
    const columns = Object.entries(this.#table.columns);
    this.#references = columns.flatMap(([column, { reference }]) => (reference ? [[column, reference] as const] : []));
    this.#defaults = columns.flatMap(([column, { property, otherwise }]) => (property && otherwise ? [[column, property, otherwise] as const] : []));
  }

  /** What the header alone is reason to say. */
  header(line: number): Problem[] {
    const unread = this.#table.label ? [] : this.reader.extraColumns;
    const unsupported = unread.map((field): Problem => {
      const message = `Column "${field}" is none of the ${this.#name} table, whose rows have no tags; it was not read.`;
      return { fact: 'problem', code: 'unsupported', severity: 'note', message, at: `line ${line}`, field };
    });
    return [...this.reader.secretColumns(), ...unsupported];
  }

  row(csvRow: CsvRow): Fact[] {
    const facts: Fact[] = [];
    const read = this.reader.read(csvRow, facts as Problem[]);
    if (!read) return facts;
    const { at, values, properties, extras } = read;
    const row: Row = { at, values, properties, extras, scope: this.#scope, columns: csvRow.header };
    const { label, uid = (one: CsvTableRow) => String(one.values['id']) } = this.#table;
    const own = label && uid(read);
    if (typeof own === 'object') return [...facts, this.reader.refuse(csvRow, own)];
    const more = this.#table.facts?.(row) ?? [];
    if ('code' in more) return [...facts, this.reader.refuse(csvRow, more)];
    if (label && own !== undefined) this.#describe(own, label, row, facts);
    for (const fact of more) this.#add(fact, own, facts);
    return facts;
  }

  #describe(uid: string, label: NodeLabel, row: Row, facts: Fact[]): void {
    const { values, properties, extras, at, scope } = row;
    const tags = [...((values['tags'] as readonly string[] | undefined) ?? []), ...extras];
    if (tags.length > 0) properties['tags'] = tags;
    facts.push(nodeFact(uid, label, properties, at, scope));
    const missing = this.#defaults.filter(([column]) => values[column] === undefined);
    if (missing.length > 0) facts.push(mentionFact(uid, label, Object.fromEntries(missing.map(([, property, value]) => [property, value]))));
    for (const [column, { kind, label: otherLabel, reverse, at: timeColumn }] of this.#references) {
      for (const id of (values[column] as readonly string[] | undefined) ?? []) {
        const other = otherLabel === 'Container' ? containerUid(id, values['provider']) : id;
        const edge: LooseProperties = timeColumn ? { at: values[timeColumn] } : {};
        // An account is called by the number it was given as, not by the ARN that joins it to AWS exports.
        this.#add(mentionFact(other, otherLabel, other === id ? {} : { name: id, kind: 'account' }), uid, facts);
        facts.push(reverse ? edgeFact(kind, other, uid, edge, at, scope) : edgeFact(kind, uid, other, edge, at, scope));
      }
    }
  }

  #add(fact: Fact, own: string | undefined, facts: Fact[]): void {
    if (fact.fact === 'mention' && fact.uid !== own) {
      if (this.#mentioned.get(fact.uid) === fact.label) return;
      if (this.#mentioned.size >= MENTIONS_KEPT) this.#mentioned.clear();
      this.#mentioned.set(fact.uid, fact.label);
    }
    facts.push(fact);
  }
}

function recognise(head: Head): string | undefined {
  const header = csvHeader(head.text);
  const table = header && header.titles.length > 1 ? tableOf(header.titles, head.name) : undefined;
  return table && `the header has the columns of Tendril's ${table} table`;
}

/** A file covers what its name and its folder's say, packed or not, however far up the import began. A given name, or standard input, says nothing of the table: each has its own. */
function scopeOf(fileName: string, table: string, { scope }: ImporterOptions): string {
  const given = scope ?? (fileName === '-' ? fileName : undefined);
  return `tendril-csv:${given === undefined ? fileName.split('/').slice(-2).join('/').replace(/\.gz$/i, '') : `${given}/${table}`}`;
}

async function* read(source: Source, options: ImporterOptions): AsyncGenerator<Fact> {
  let name: string | undefined;
  let scope = '';
  let table: TableFacts | undefined;
  let cutOff = false;
  const columns = (titles: readonly string[]): CsvColumns => {
    name = tableOf(titles, source.name);
    return name === undefined ? {} : columnNames(TABLES[name]!.columns);
  };
  for await (const entry of readCsv(source, { columns })) {
    if (entry.fact === 'row') {
      if (table) for (const fact of table.row(entry)) yield fact;
    } else if (entry.fact === 'problem') {
      cutOff ||= entry.code === 'truncated';
      yield table ? table.reader.withoutSecrets(entry) : entry;
    } else if (name !== undefined) {
      scope = scopeOf(source.name, name, options);
      table = new TableFacts(name, entry, scope);
      yield* table.header(entry.line);
    } else {
      const message = `The header is that of no table. Tendril reads ${Object.keys(TABLES).join(', ')}; resources/templates has one of each.`;
      yield { fact: 'problem', code: 'unsupported', severity: 'error', message, at: `line ${entry.line}` };
    }
  }
  // A file that is cut off shows less than there is; nothing must be closed for that.
  if (table && !cutOff) yield { fact: 'scope', scope };
}

export default defineImporter({
  id: 'tendril-csv',
  title: 'Tendril CSV tables',
  obtain: `Fill in the templates under resources/templates (${Object.keys(TABLES).join(', ')}), or export tables with such columns; see docs/formats/tendril-csv.md.`,
  description:
    'Identities, credentials, owners, resources, workloads, grants, observed access and group memberships, one CSV file for each table. Columns go by name; unknown ones are kept as tags.',
  extensions: ['csv', 'tsv', 'txt'],
  emits: {
    labels: ['Identity', 'Credential', 'Owner', 'Group', 'PermissionSet', 'Workload', 'Resource', 'Container'],
    edges: [
      'AUTHENTICATES_AS', 'EXPOSES', 'RUNS_AS', 'CAN_ASSUME', 'CAN_ESCALATE_TO', 'MEMBER_OF', 'CONTROLS', 'CAN_ACCESS',
      'ACCESSED', 'DEPENDS_ON', 'OWNED_BY', 'CREATED_BY', 'HAS_PERMISSION', 'CONTAINED_IN',
    ],
  },
  recognise,
  read,
});

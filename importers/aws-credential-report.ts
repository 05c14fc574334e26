/** Reads the IAM credential report: when each user's password, access keys and certificates were made and last used. */
import {
  accountFacts,
  awsAccountUid, credentialSlotUid, csvHeader, columnKey, defineImporter, edgeFact, jsonItems, mentionFact, nodeFact,
  parseArn, parseTime, readCsv,
} from '../src/sdk/index.ts';
import type { Arn, CsvRow, Fact, Head, Problem, Source } from '../src/sdk/index.ts';

const ID = 'aws-credential-report';
const NEEDED = ['user', 'arn', 'password_enabled', 'mfa_active'];
const KEYS = ['1', '2'].map((number) => ({
  slot: `key${number}`,
  title: `access key ${number}`,
  kind: 'access_key',
  prefix: `access_key_${number}`,
}));
const CERTIFICATES = ['1', '2'].map((number) => ({
  slot: `cert${number}`,
  title: `signing certificate ${number}`,
  kind: 'certificate',
  prefix: `cert_${number}`,
}));
const COLUMNS = Object.fromEntries(
  [
    ...NEEDED,
    'user_creation_time',
    'password_last_used',
    'password_last_changed',
    'password_next_rotation',
    ...KEYS.flatMap(({ prefix }) =>
      ['active', 'last_rotated', 'last_used_date', 'last_used_region', 'last_used_service'].map(
        (name) => `${prefix}_${name}`,
      ),
    ),
    ...CERTIFICATES.flatMap(({ prefix }) => [`${prefix}_active`, `${prefix}_last_rotated`]),
  ].map((name) => [name, []]),
);
/** The report's words for "nothing here", whatever the column. */
const NOTHING = new Set(['', 'n/a', 'no_information', 'not_supported']);

export default defineImporter({
  id: ID,
  title: 'AWS IAM credential report',
  obtain:
    'aws iam generate-credential-report; aws iam get-credential-report > report.json  (or the console’s CSV)',
  description:
    'Passwords, access keys and certificates of an account and its users: active or not, rotated, last used, MFA.',
  extensions: ['csv', 'json'],
  emits: {
    labels: ['Identity', 'Credential', 'Container'],
    edges: ['AUTHENTICATES_AS', 'CONTAINED_IN', 'CAN_ESCALATE_TO'],
  },
  recognise,
  read,
});

function recognise(head: Head): string | undefined {
  if (/^\s*\{/.test(head.text)) {
    // The content itself: the report's header as text, or the same in base64.
    const content = /"Content"\s*:\s*"(user,arn,|dXNlcixhcm4s)/.test(head.text);
    return content ? 'has the credential report in Content, as aws iam get-credential-report writes it' : undefined;
  }
  const titles = csvHeader(head.text)?.titles.map(columnKey);
  const complete = titles && NEEDED.every((name) => titles.includes(columnKey(name)));
  return complete ? `has the columns ${NEEDED.join(', ')} of an AWS credential report` : undefined;
}

interface Reading {
  /** The header's own text, for rejected rows. */
  header: string;
  readonly accounts: Set<string>;
  readonly described: Set<string>;
  /** A row could not be read: what is not shown may still be there. */
  incomplete: boolean;
}

async function* read(source: Source): AsyncGenerator<Fact> {
  const reading: Reading = { header: '', accounts: new Set(), described: new Set(), incomplete: false };
  const { first, whole } = await firstByte(source);
  let csv = whole;
  let exportedAt: string | undefined;
  if (first === '{') {
    const report = await unwrap(whole);
    yield* report.problems;
    if (report.problems.some(({ severity }) => severity === 'error')) reading.incomplete = true;
    if (report.content === undefined) return;
    csv = contentSource(report.content, source);
    exportedAt = report.exportedAt;
  }
  for await (const entry of readCsv(csv, { columns: COLUMNS })) {
    if (entry.fact === 'header') {
      reading.header = entry.text;
      continue;
    }
    const facts = entry.fact === 'row' ? readRow(entry, reading) : [entry];
    for (const fact of facts) {
      if (fact.fact === 'problem' && fact.severity === 'error') reading.incomplete = true;
      yield fact;
    }
  }
  if (reading.incomplete) return;
  for (const account of reading.accounts) yield { fact: 'scope', scope: `${ID}:${account}`, exportedAt };
}

type Bytes = Pick<Source, 'bytes' | 'signal'>;

/** The first character that is no white space, and the source as if nothing had been read. */
async function firstByte(source: Source): Promise<{ first: string; whole: Bytes }> {
  const chunks = source.bytes()[Symbol.asyncIterator]();
  const taken: Uint8Array[] = [];
  let first = '';
  while (first === '') {
    const next = await chunks.next();
    if (next.done) break;
    taken.push(next.value);
    first = new TextDecoder().decode(next.value).trim().charAt(0);
  }
  const whole: Bytes = {
    signal: source.signal,
    async *bytes() {
      yield* taken;
      yield* { [Symbol.asyncIterator]: () => chunks };
    },
  };
  return { first, whole };
}

interface Report {
  readonly content: string | undefined;
  readonly exportedAt: string | undefined;
  readonly problems: readonly Problem[];
}

/** What `aws iam get-credential-report` prints: the CSV within JSON, as base64 or, where a tool decoded it, as text. */
async function unwrap(source: Bytes): Promise<Report> {
  const problems: Problem[] = [];
  let content: string | undefined;
  let exportedAt: string | undefined;
  for await (const item of jsonItems(source, { paths: ['Content', 'GeneratedTime'] })) {
    if ('fact' in item) problems.push(item);
    else if (item.pattern === 'Content' && typeof item.value === 'string') content = item.value;
    else if (item.pattern === 'GeneratedTime') {
      exportedAt = typeof item.value === 'string' ? parseTime(item.value) : undefined;
      if (exportedAt === undefined)
        problems.push(
          problem(
            'bad-value',
            'warning',
            item.at,
            'GeneratedTime is no time; the report counts as made when it is imported.',
            'GeneratedTime',
          ),
        );
    }
  }
  if (content === undefined && problems.length === 0) {
    problems.push(
      problem(
        'missing-value',
        'error',
        '/Content',
        'The report has no Content. Run aws iam get-credential-report again.',
        'Content',
      ),
    );
  }
  return { content, exportedAt, problems };
}

function contentSource(content: string, { signal }: Source): Bytes {
  const bytes = content.includes(',') ? Buffer.from(content, 'utf8') : Buffer.from(content, 'base64');
  return {
    signal,
    async *bytes() {
      yield bytes;
    },
  };
}

function* readRow(row: CsvRow, reading: Reading): Generator<Fact> {
  const problems: Problem[] = [];
  const cells = new Cells(row, problems);
  const arn = parseArn(cells.text('arn') ?? '');
  if (!arn || arn.service !== 'iam' || (arn.type !== 'user' && arn.type !== 'root')) {
    const code = cells.text('arn') === undefined ? 'missing-value' : 'bad-value';
    const reject = { header: reading.header, row: row.raw };
    yield {
      ...problem(
        code,
        'error',
        cells.at,
        `Line ${row.line} has no ARN of a user or root in arn; it was left out.`,
        'arn',
      ),
      reject,
    };
    return;
  }
  if (reading.described.has(arn.text)) {
    yield problem(
      'duplicate',
      'warning',
      cells.at,
      `${arn.text} has more than one line; what the later line says was taken.`,
      'arn',
    );
  }
  reading.described.add(arn.text);
  yield* account(arn, cells, reading);
  yield* identity(arn, cells);
  yield* credentials(arn, cells);
  yield* problems;
}

const scopeOf = (arn: Arn): string => `${ID}:${arn.account}`;

function* account(arn: Arn, { at }: Cells, reading: Reading): Generator<Fact> {
  const uid = awsAccountUid(arn.account);
  if (!reading.accounts.has(arn.account)) {
    reading.accounts.add(arn.account);
    yield* accountFacts(arn.account, at, scopeOf(arn));
  }
  yield edgeFact('CONTAINED_IN', arn.text, uid, {}, at, scopeOf(arn));
}

function* identity(arn: Arn, cells: Cells): Generator<Fact> {
  const root = arn.type === 'root';
  const password = cells.flag('password_enabled');
  const used = ['password_last_used', ...KEYS.map(({ prefix }) => `${prefix}_last_used_date`)].map((column) =>
    cells.time(column),
  );
  const properties = {
    kind: root ? 'account_root' : 'iam_user',
    name: root ? `root of ${arn.account}` : arn.name,
    provider: 'aws',
    createdAt: cells.time('user_creation_time'),
    lastUsedAt: used
      .filter((time) => time !== undefined)
      .sort()
      .at(-1),
    mfa: cells.flag('mfa_active'),
    ...(root ? { isNhi: false, tier0: true } : { enabled: true }),
    // Somebody signs in to the console with it.
    ...(password === true && !root ? { isNhi: false } : {}),
  };
  yield nodeFact(arn.text, 'Identity', properties, cells.at, scopeOf(arn));
  if (root) {
    yield edgeFact(
      'CAN_ESCALATE_TO',
      arn.text,
      awsAccountUid(arn.account),
      { path: 'root', certainty: 'proven', source: 'root user' },
      cells.at,
      scopeOf(arn),
    );
  } else if (password === false && [...KEYS, ...CERTIFICATES].some(({ prefix }) => exists(cells, prefix))) {
    // Keys and no password: a machine, unless an export that knows tags and paths says otherwise.
    yield mentionFact(arn.text, 'Identity', { isNhi: true });
  }
}

/** A slot that was never filled is inactive and has no date. */
function exists(cells: Cells, prefix: string): boolean {
  return cells.flag(`${prefix}_active`) === true || cells.text(`${prefix}_last_rotated`) !== undefined;
}

function* credentials(arn: Arn, cells: Cells): Generator<Fact> {
  const owner = arn.type === 'root' ? `root of ${arn.account}` : arn.name;
  if (cells.flag('password_enabled') === true) {
    const next = cells.time('password_next_rotation');
    yield* credential(arn, cells.at, 'password', {
      name: `password of ${owner}`,
      kind: 'password',
      status: 'active',
      lastRotatedAt: cells.time('password_last_changed'),
      lastUsedAt: cells.time('password_last_used'),
      ...(next === undefined ? {} : { tags: [`password_next_rotation=${next}`] }),
    });
  }
  for (const { slot, title, kind, prefix } of [...KEYS, ...CERTIFICATES]) {
    if (!exists(cells, prefix)) continue;
    // AWS gives one date, "created or last changed", and a key cannot be changed: it is both.
    const made = cells.time(`${prefix}_last_rotated`);
    yield* credential(arn, cells.at, slot, {
      name: `${title} of ${owner}`,
      kind,
      status: cells.flag(`${prefix}_active`) === true ? 'active' : 'inactive',
      createdAt: made,
      lastRotatedAt: made,
      lastUsedAt: cells.time(`${prefix}_last_used_date`),
      lastUsedService: cells.text(`${prefix}_last_used_service`),
      lastUsedRegion: cells.text(`${prefix}_last_used_region`),
    });
  }
}

function* credential(arn: Arn, at: string, slot: string, properties: Parameters<typeof nodeFact>[2]): Generator<Fact> {
  const uid = credentialSlotUid(arn.text, slot);
  yield nodeFact(uid, 'Credential', { provider: 'aws', ...properties }, at, scopeOf(arn));
  yield edgeFact('AUTHENTICATES_AS', uid, arn.text, {}, at, scopeOf(arn));
}

/** One row's cells; a cell of the wrong type is a problem, once, and counts as nothing. */
class Cells {
  readonly at: string;
  readonly #row: CsvRow;
  readonly #problems: Problem[];

  constructor(row: CsvRow, problems: Problem[]) {
    this.at = `line ${row.line}`;
    this.#row = row;
    this.#problems = problems;
  }

  text(column: string): string | undefined {
    const text = this.#row.cells[column]?.trim() ?? '';
    return NOTHING.has(text.toLowerCase()) ? undefined : text;
  }

  flag(column: string): boolean | undefined {
    const text = this.text(column)?.toLowerCase();
    if (text === undefined || text === 'true' || text === 'false')
      return text === undefined ? undefined : text === 'true';
    return this.#wrong(column, 'true or false');
  }

  time(column: string): string | undefined {
    const text = this.text(column);
    return text === undefined
      ? undefined
      : (parseTime(text) ?? this.#wrong(column, 'a time such as 2026-01-31T12:00:00Z'));
  }

  #wrong(column: string, expected: string): undefined {
    if (this.#problems.some(({ field }) => field === column)) return;
    this.#problems.push(
      problem(
        'bad-value',
        'warning',
        this.at,
        `${column} should be ${expected}, N/A or no_information; it was left out.`,
        column,
      ),
    );
  }
}

function problem(
  code: Problem['code'],
  severity: Problem['severity'],
  at: string,
  message: string,
  field: string,
): Problem {
  return { fact: 'problem', code, severity, message, at, field };
}

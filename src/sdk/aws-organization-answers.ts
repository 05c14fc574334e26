/**
 * What answers of `aws organizations …` say, collected over a file: parts of organizations, who is in what, what is attached
 * to what, and which lists were given whole. By id: only at the end is it known which organization an id is of.
 */
import { parseTime, timeText } from '../base/time.ts';
import { readAwsTags, readDocumentField } from './aws-fields.ts';
import { organizationPartOfId, organizationPath, parseOrganizationArn } from './aws-organization-ids.ts';
import type { AwsOrganization, OrganizationArn, OrganizationPart } from './aws-organization-ids.ts';
import type { LooseProperties, Problem } from './importer.ts';
import { JsonFields, isJsonObject } from './json-fields.ts';
import { placeWithin, type JsonPlace } from './json-place.ts';
import { holdsSecret } from './secrets.ts';
import type { Tag } from './tags.ts';

/** One description of a part; another of the same part may say more. */
export interface PartSighting {
  readonly part: OrganizationPart;
  readonly id: string;
  /** `service_control_policy`; policies only. */
  readonly policyType: string | undefined;
  /** Owned by AWS; policies only. */
  readonly awsManaged: boolean;
  readonly properties: LooseProperties;
  readonly tags: readonly Tag[];
  readonly at: string;
}

/**
 * accounts     of the organization (subject empty) or in a parent
 * units        OUs in a parent
 * policies     of a type
 * policiesOf   attached to a target
 * targets      of a policy
 */
export type ListKind = 'accounts' | 'units' | 'policies' | 'policiesOf' | 'targets';

export class OrganizationAnswers {
  readonly parts: PartSighting[] = [];
  readonly links: { readonly child: string; readonly parent: string; readonly at: string }[] = [];
  readonly attachments: { readonly policy: string; readonly target: string; readonly at: string }[] = [];
  readonly organizations = new Map<string, AwsOrganization>();
  /** By id: whatever an ARN was given for. */
  readonly arns = new Map<string, OrganizationArn>();
  /** By id: names of targets, which may be described nowhere. */
  readonly names = new Map<string, string>();
  /** By kind and subject: where the last page stands, and whether it says that there are more. */
  readonly #lists = new Map<string, { readonly open: boolean; readonly at: string }>();
  readonly #problems: Problem[];

  /** `problems` is where problems are put. */
  constructor(problems: Problem[]) {
    this.#problems = problems;
  }

  /** Takes in one document. */
  add(document: unknown, at: string): void {
    this.#visit(document, '', {}, { at, within: '' });
  }

  /** True when the list was given to its end. */
  isListed(kind: ListKind, subject = ''): boolean {
    return this.#lists.get(`${kind} ${subject}`)?.open === false;
  }

  /** Where lists stand that go on in a page that the file does not have. */
  openLists(): string[] {
    return [...this.#lists.values()].filter(({ open }) => open).map(({ at }) => at);
  }

  #visit(value: unknown, key: string, around: Around, place: JsonPlace): void {
    if (isJsonObject(value)) this.#object(value, key, around, place);
    else if (Array.isArray(value)) {
      for (const [index, entry] of (value as unknown[]).entries()) {
        const { at, within } = placeWithin(place, index);
        if (LISTS.has(key) && !isJsonObject(entry)) {
          new JsonFields({}, at, this.#problems, within).report('malformed', 'error', `An entry of ${key} is no object; it was left out.`, '');
        } else this.#visit(entry, key, around, { at, within });
      }
    }
  }

  #object(object: Readonly<Record<string, unknown>>, key: string, around: Around, place: JsonPlace): void {
    const entry = new JsonFields(object, place.at, this.#problems, place.within);
    if (this.#reference(entry, key, around)) return;
    const part = this.#part(object, entry, key, around);
    const inner = part ? aroundPart(part) : aroundBeside(object, around);
    const nested = Object.entries(object).filter(([name, value]) => typeof value === 'object' && value !== null && !TAKEN.has(name));
    if (!part && LISTS.has(key) && nested.length === 0) {
      const code = entry.value('Arn') === undefined ? 'missing-value' : 'bad-value';
      entry.report(code, 'error', `An entry of ${key} has no ARN of AWS Organizations in Arn; it was left out.`, 'Arn');
    }
    this.#noteLists(object, part !== undefined, inner, place);
    for (const [name, value] of nested) this.#visit(value, name, aroundKey(name, inner), placeWithin(place, name));
  }

  /** Entries that name a thing by id: a target, a parent, a child. True when there is nothing more to it. */
  #reference(entry: JsonFields, key: string, around: Around): boolean {
    const named = entry.value('Arn') !== undefined && entry.value('Name') !== undefined;
    if (key === 'Targets') {
      const target = entry.text('TargetId');
      const policy = entry.text('PolicyId') ?? around.policy;
      this.#note(entry.text('Arn'), entry.text('Name'));
      if (target === undefined) entry.report('missing-value', 'error', 'A target has no TargetId; it was left out.', 'TargetId');
      else if (policy === undefined) missing(entry, 'PolicyId', 'Targets do not say of which policy');
      else this.attachments.push({ policy, target, at: entry.at });
      return true;
    }
    const id = entry.text('Id') ?? '';
    if (key === 'Parents' || key === 'Parent') {
      const child = entry.text('ChildId') ?? around.child;
      if (child === undefined) missing(entry, 'ChildId', 'Parents do not say of whom');
      else this.#link(child, id, entry);
      return !named;
    }
    if (key !== 'Children' || named || entry.value('Type') === undefined) return false;
    const parent = entry.text('ParentId') ?? around.parent;
    if (parent === undefined) missing(entry, 'ParentId', 'Children do not say of whom');
    else this.#link(id, parent, entry);
    return true;
  }

  #part(object: Readonly<Record<string, unknown>>, entry: JsonFields, key: string, around: Around): PartSighting | undefined {
    const fields = entry.object('PolicySummary') ?? entry;
    const arn = this.#note(textOf(fields, 'Arn'), undefined);
    const id = arn?.id ?? (LISTS.has(key) || fields.value('Name') !== undefined ? textOf(fields, 'Id') : undefined);
    const part = id === undefined ? undefined : organizationPartOfId(id);
    if (id === undefined || part === undefined || (fields.value('Arn') !== undefined && !arn)) return undefined;
    const policyType = part === 'policy' ? (fields.text('Type')?.toLowerCase() ?? arn?.policyType) : undefined;
    const awsManaged = part === 'policy' && (fields.flag('AwsManaged') ?? (arn !== undefined && !arn.organization));
    const { properties, tags } = describe(part, id, fields, arn);
    const document = part === 'policy' ? readContent(entry, policyType) : undefined;
    const sighting = { part, id, policyType, awsManaged, properties: { ...properties, document }, tags, at: entry.at };
    this.parts.push(sighting);
    this.#note(textOf(fields, 'MasterAccountArn'), undefined);
    this.#belongs(sighting, entry, arn, around, object);
    return sighting;
  }

  #belongs({ part, id }: PartSighting, entry: JsonFields, arn: OrganizationArn | undefined, around: Around, object: Readonly<Record<string, unknown>>): void {
    if (part === 'policy') {
      if (around.target !== undefined) this.attachments.push({ policy: id, target: around.target, at: entry.at });
    } else if (part === 'root') {
      if (arn?.organization) this.#link(id, arn.organization.id, entry);
    } else if (part !== 'organization') {
      const parent = textOf(entry, 'ParentId') ?? around.parent;
      if (parent !== undefined && parent !== id) this.#link(id, parent, entry);
      const paths = Array.isArray(object['Paths']) ? (object['Paths'] as unknown[]) : [object['Path']];
      for (const path of paths) if (typeof path === 'string') this.#along(organizationPath(path), entry);
    }
  }

  #along(path: readonly string[], entry: JsonFields): void {
    for (const [index, id] of path.entries()) if (index > 0) this.#link(id, path[index - 1]!, entry);
  }

  #link(child: string, parent: string, entry: JsonFields): void {
    const [of, within] = [organizationPartOfId(child), organizationPartOfId(parent)];
    if ((of === 'root' && within === 'organization') || ((of === 'ou' || of === 'account') && (within === 'root' || within === 'ou'))) {
      this.links.push({ child, parent, at: entry.at });
    } else entry.report('bad-value', 'error', `${child || 'A thing without an id'} in ${parent || 'one without an id'} is nothing that an organization has; it was left out.`, 'Id');
  }

  /** Keeps what an ARN says, whatever it stands for. */
  #note(text: string | undefined, name: string | undefined): OrganizationArn | undefined {
    const arn = text === undefined ? undefined : parseOrganizationArn(text);
    if (!arn) return undefined;
    this.arns.set(arn.id, arn);
    if (name !== undefined) this.names.set(arn.id, name);
    if (arn.organization && !this.organizations.has(arn.organization.id)) this.organizations.set(arn.organization.id, arn.organization);
    return arn;
  }

  #noteLists(object: Readonly<Record<string, unknown>>, nested: boolean, around: Around, place: JsonPlace): void {
    for (const name of LISTS) {
      const list = object[name];
      const [kind, subject] = Array.isArray(list) ? (listKind(name, list as unknown[], nested, around) ?? []) : [];
      if (kind === undefined) continue;
      const token = object['NextToken'] ?? object['nextToken'];
      const open = token !== undefined && token !== null && token !== '';
      this.#lists.set(`${kind} ${subject}`, { open, at: placeWithin(place, 'NextToken').at });
    }
  }
}

/** What has been said so far of the thing that an answer is about: an id each. */
interface Around {
  readonly parent?: string;
  readonly child?: string;
  readonly target?: string;
  readonly policy?: string;
}

/** Lists whose entries are parts, or name them. */
const LISTS = new Set(['Roots', 'Accounts', 'OrganizationalUnits', 'Children', 'Policies', 'Targets', 'Parents', 'DelegatedAdministrators']);
/** Fields of a part that are read with it. */
const TAKEN = new Set(['PolicySummary', 'PolicyTypes', 'AvailablePolicyTypes', 'Tags', 'Paths', 'Content']);

function aroundPart({ part, id }: Pick<PartSighting, 'part' | 'id'>): Around {
  if (part === 'organization') return {};
  if (part === 'policy') return { policy: id };
  return part === 'account' ? { child: id, target: id } : { parent: id, child: id, target: id };
}

/** Of an object that is no part itself: ids that a script, or the CLI's `--query`, put beside the answer. */
function aroundBeside(object: Readonly<Record<string, unknown>>, around: Around): Around {
  const policy = isJsonObject(object['Policy']) ? object['Policy']['PolicySummary'] : undefined;
  const found = {
    parent: object['ParentId'],
    child: object['ChildId'],
    target: object['TargetId'],
    policy: object['PolicyId'] ?? (isJsonObject(policy) ? policy['Id'] : undefined),
  };
  return { ...around, ...Object.fromEntries(Object.entries(found).filter(([, id]) => typeof id === 'string')) };
}

/** A map's key may be the id that was asked for. */
function aroundKey(key: string, around: Around): Around {
  const part = organizationPartOfId(key);
  return part === undefined || part === 'organization' ? around : aroundPart({ part, id: key });
}

function listKind(name: string, list: readonly unknown[], nested: boolean, { parent = '', target, policy }: Around): [ListKind, string] | undefined {
  const first = list.find(isJsonObject);
  switch (name) {
    case 'Accounts':
      return ['accounts', parent];
    case 'OrganizationalUnits':
      return ['units', parent];
    case 'Children':
      // list-children lists either; an empty answer does not say which. Within an OU they are its OUs.
      if (!nested && !first) return undefined;
      return [first?.['Type'] === 'ACCOUNT' ? 'accounts' : 'units', parent];
    case 'Targets':
      return ['targets', policy ?? ''];
    case 'Policies':
      return target === undefined ? ['policies', String(first?.['Type'] ?? '').toLowerCase()] : ['policiesOf', target];
    default:
      return undefined;
  }
}

type Described = Pick<PartSighting, 'properties' | 'tags'>;

function describe(part: OrganizationPart, id: string, fields: JsonFields, arn: OrganizationArn | undefined): Described {
  const name = textOf(fields, 'Name');
  const tags = readAwsTags(fields);
  switch (part) {
    case 'organization':
      return { properties: { name: name ?? id }, tags: [...tags, ...tagged('featureSet', fields.text('FeatureSet')), ...tagged('managementAccount', fields.text('MasterAccountId'))] };
    case 'root': {
      const enabled = fields.objects('PolicyTypes').filter((type) => type.text('Status') === 'ENABLED').map((type) => type.text('Type') ?? '');
      return { properties: { name }, tags: [...tags, ...tagged('policyTypes', enabled.sort().join(','))] };
    }
    case 'account':
      return describeAccount(id, fields, arn, tags);
    default:
      return { properties: { name, description: textOf(fields, 'Description') }, tags };
  }
}

function describeAccount(id: string, fields: JsonFields, arn: OrganizationArn | undefined, tags: readonly Tag[]): Described {
  const joined = timeOf(fields, 'JoinedTimestamp');
  const created = fields.text('JoinedMethod') === 'CREATED';
  // `Status` was replaced by `State`, which tells more apart.
  const state = (fields.text('State') ?? fields.text('Status') ?? 'ACTIVE').toLowerCase();
  const own = [
    ...tagged('email', fields.text('Email')),
    ...tagged('joined', created ? undefined : joined),
    ...tagged('status', state === 'active' ? undefined : state),
    ...tagged('organization', arn?.organization?.id),
    ...tagged('managementAccount', arn?.organization?.managementAccount === id ? 'true' : undefined),
  ];
  return { properties: { name: textOf(fields, 'Name'), createdAt: created ? joined : undefined }, tags: [...tags, ...own] };
}

const tagged = (key: string, value: string | undefined): Tag[] => (value === undefined || value === '' ? [] : [{ key, value }]);

/** Text fields of an entry that may turn out to be something else: of another type, they are not there. */
function textOf(fields: JsonFields, name: string): string | undefined {
  const value = fields.value(name);
  return typeof value === 'string' ? value : undefined;
}

/** The CLI's second version writes ISO 8601, its first seconds since 1970. */
function timeOf(fields: JsonFields, name: string): string | undefined {
  const value = fields.value(name);
  const seconds = typeof value === 'number' && Math.abs(value) < 1e11 ? parseTime(timeText(value * 1000)) : undefined;
  return seconds ?? fields.time(name);
}

/** Control policies are policy documents; those of other types (tags, backups) have a syntax of their own. */
function readContent(entry: JsonFields, type: string | undefined): string | undefined {
  if (type === undefined || /^(service|resource)_control_policy$/.test(type)) return readDocumentField(entry, 'Content')?.text;
  const text = entry.text('Content');
  if (text === undefined) return undefined;
  if (holdsSecret(text)) {
    entry.report('secret-dropped', 'warning', 'Content holds what looks like a secret; it was dropped. Take it out of the policy, and rotate it.', 'Content');
    return undefined;
  }
  try {
    return JSON.stringify(JSON.parse(text) as unknown);
  } catch {
    entry.report('bad-value', 'warning', 'Content is no JSON; it was left out.', 'Content');
    return undefined;
  }
}

function missing(entry: JsonFields, field: string, found: string): void {
  entry.report('missing-value', 'error', `${found}; left out. Put ${field} beside the list: {"${field}": "…", …}.`, field);
}

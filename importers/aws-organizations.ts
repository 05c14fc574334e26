/**
 * Reads AWS Organizations as the CLI answers it: the organization, its root, organizational units and accounts, who is in
 * which, and its policies (service and resource control policies and others) with what they are attached to.
 *
 * Answers are read alone, one after another, in lists, in maps keyed by id, and nested (an OU with its `Accounts`,
 * `OrganizationalUnits` or `Children` in it). Those that do not repeat what was asked need it beside them: `ParentId` for
 * list-organizational-units-for-parent and list-accounts-for-parent, `ChildId` for list-parents, `PolicyId` for
 * list-targets-for-policy, `TargetId` for list-policies-for-target. The command in `obtain` writes the whole so: documents
 * one after another, `{"ParentId": "r-…", "Accounts": […]}`, `{"PolicyId": "p-…", "Targets": […]}`, and so on.
 *
 * What counts as gone, for a file about one organization, without errors, whose lists end without a NextToken:
 * - `aws-organizations:<id>` (organization and accounts): with describe-organization, and list-accounts or the accounts of
 *   each parent of a whole tree;
 * - `aws-organizations:<id>:tree` (root, OUs, and who is in which): when accounts are as above, each of them is in
 *   something, and for the root and every OU the OUs in it are listed, be it as an empty list;
 * - `aws-organizations:<id>:<policy type>` (policies and attachments): with list-policies of the type, and the targets of
 *   each of these policies or, in a whole tree, policies of that type for the root, every OU and every account.
 */
import {
  OrganizationAnswers, defineImporter, edgeFact, jsonItems, mentionFact, nodeFact, organizationPartOfId, organizationPolicyArn,
  organizationUid, rootKey, tagTexts,
} from '../src/sdk/index.ts';
import type { AwsOrganization, Fact, Head, LooseProperties, OrganizationPart, Problem, Source, Tag } from '../src/sdk/index.ts';

const ID = 'aws-organizations';
/** Scope of the policies that AWS owns: they are no organization's, so nothing ever closes them. */
const AWS_MANAGED = `${ID}:aws-managed`;
const AWS_POLICIES: Readonly<Record<string, string>> = {
  'p-FullAWSAccess': 'service_control_policy',
  'p-RCPFullAWSAccess': 'resource_control_policy',
};
const KINDS = { organization: 'organization', root: 'organization_root', ou: 'organizational_unit', account: 'account' } as const;
const SOURCES: Readonly<Record<string, string>> = { service_control_policy: 'scp', resource_control_policy: 'rcp' };

export default defineImporter({
  id: ID,
  title: 'AWS Organizations',
  obtain:
    'o() { aws organizations "$@"; }; ' +
    'walk() { o list-accounts-for-parent --parent-id $1 --query "{ParentId:\'$1\',Accounts:Accounts}" --output json; ' +
    'o list-organizational-units-for-parent --parent-id $1 --query "{ParentId:\'$1\',OrganizationalUnits:OrganizationalUnits}" --output json; ' +
    'for u in $(o list-organizational-units-for-parent --parent-id $1 --query "OrganizationalUnits[].[Id]" --output text); do walk $u; done; }; ' +
    '{ o describe-organization --output json; o list-roots --output json; o list-accounts --output json; ' +
    'walk $(o list-roots --query "Roots[].[Id]" --output text); ' +
    'for t in SERVICE_CONTROL_POLICY RESOURCE_CONTROL_POLICY; do o list-policies --filter $t --output json; ' +
    'for p in $(o list-policies --filter $t --query "Policies[].[Id]" --output text); do o describe-policy --policy-id $p --output json; ' +
    'o list-targets-for-policy --policy-id $p --query "{PolicyId:\'$p\',Targets:Targets}" --output json; done; done; } > organization.json' +
    '   (in the management account or a delegated administrator’s)',
  description: 'Accounts with their names, organizational units and who is in which, service and resource control policies.',
  extensions: ['json'],
  emits: { labels: ['Container', 'PermissionSet'], edges: ['CONTAINED_IN', 'HAS_PERMISSION'] },
  recognise,
  read,
});

const PART = /"Arn"\s*:\s*"arn:[a-z0-9-]+:organizations::(?:\d{12}|aws):(organization|root|ou|account|policy)\//;
const PARENTS = /"Parents"\s*:\s*\[\s*\{\s*"(?:Id"\s*:\s*"(?:r|ou)-|Type"\s*:\s*"(?:ROOT|ORGANIZATIONAL_UNIT)")/;
const WORDS: Readonly<Record<string, string>> = { organization: 'an organization', root: 'a root', ou: 'an organizational unit', account: 'an account', policy: 'a policy' };

function recognise(head: Head): string | undefined {
  if (!/^\s*[[{]/.test(head.text)) return undefined;
  const part = PART.exec(head.text)?.[1];
  if (part !== undefined) return `has ${WORDS[part]} with an ARN of AWS Organizations, as aws organizations writes it`;
  return PARENTS.test(head.text) ? 'has Parents in AWS Organizations, as aws organizations list-parents writes them' : undefined;
}

async function* read(source: Source): AsyncGenerator<Fact> {
  const problems: Problem[] = [];
  const answers = new OrganizationAnswers(problems);
  let incomplete = false;
  for await (const item of jsonItems(source, { paths: [''] })) {
    if ('fact' in item) problems.push(item);
    else answers.add(item.value, item.at);
    incomplete ||= problems.some(({ severity }) => severity === 'error');
    yield* problems.splice(0);
  }
  const reading = new Reading(answers, problems);
  yield* reading.facts();
  incomplete ||= problems.some(({ severity }) => severity === 'error');
  yield* problems;
  if (!incomplete) yield* completeness(reading);
}

/** A part as all its descriptions together have it. */
interface Part {
  readonly uid: string;
  readonly id: string;
  readonly part: OrganizationPart;
  readonly scope: string;
  readonly policyType: string | undefined;
  properties: LooseProperties;
  readonly tags: Map<string, Tag>;
  at: string;
}

/** Answers with every id resolved to the thing it names. */
class Reading {
  readonly answers: OrganizationAnswers;
  /** By uid. */
  readonly parts = new Map<string, Part>();
  /** uid of the parent, by uid of the child. */
  readonly parents = new Map<string, { readonly parent: string; readonly at: string; readonly scope: string }>();
  readonly attachments = new Map<string, { readonly target: string; readonly policy: string; readonly type: string; readonly at: string; readonly scope: string }>();
  readonly #problems: Problem[];
  readonly #roots = new Map<string, AwsOrganization>();
  readonly #policies = new Map<string, { readonly arn: string; readonly type: string }>();
  /** Mentioned parts by uid: ids that are named and described nowhere. */
  readonly #mentions = new Map<string, Fact>();

  constructor(answers: OrganizationAnswers, problems: Problem[]) {
    this.answers = answers;
    this.#problems = problems;
    for (const { id, organization } of answers.arns.values()) {
      const key = rootKey(id);
      if (key !== undefined && organization) this.#roots.set(key, organization);
    }
    this.#gather();
  }

  *facts(): Generator<Fact> {
    for (const { uid, id, part, policyType, properties, tags, scope, at } of this.parts.values()) {
      const common = { provider: 'aws', nativeId: id };
      const known = tagTexts([...tags.values()]);
      if (part !== 'policy') yield nodeFact(uid, 'Container', { ...common, kind: KINDS[part], ...properties, tags: known }, at, scope);
      else yield nodeFact(uid, 'PermissionSet', { ...common, kind: policyType, privileged: false, ...properties, tags: known.length > 0 ? known : undefined }, at, scope);
    }
    yield* this.#mentions.values();
    for (const [child, { parent, at, scope }] of this.parents) yield edgeFact('CONTAINED_IN', child, parent, {}, at, scope);
    for (const { target, policy, type, at, scope } of this.attachments.values()) {
      yield edgeFact('HAS_PERMISSION', target, policy, { source: SOURCES[type] ?? type }, at, scope);
    }
  }

  #gather(): void {
    const { answers } = this;
    for (const sighting of answers.parts) {
      const { id, part, policyType, awsManaged, properties, tags, at } = sighting;
      const organization = awsManaged ? undefined : this.#organizationOf(id);
      if (!organization && !awsManaged) {
        this.#unknown(id, at, 'no ARN says of which organization; put describe-organization’s answer into the file');
        continue;
      }
      const uid = part === 'policy' ? this.#policyUid(id, policyType, organization) : organizationUid(id, organization!);
      const scope = part === 'policy' ? policyScope(organization, policyType) : partScope(part, organization!);
      const known = this.parts.get(uid) ?? { uid, id, part, scope, policyType, properties: {}, tags: new Map<string, Tag>(), at };
      if (properties['document'] !== undefined && known.properties['document'] === undefined) known.at = at;
      known.properties = { ...known.properties, ...Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== undefined)) };
      for (const tag of tags) known.tags.set(tag.key, tag);
      this.parts.set(uid, known);
    }
    for (const link of answers.links) this.#contain(link);
    for (const attachment of answers.attachments) this.#attach(attachment);
  }

  #policyUid(id: string, type: string | undefined, organization: AwsOrganization | undefined): string {
    const known = type ?? 'policy';
    const arn = this.answers.arns.get(id)?.text ?? organizationPolicyArn(id, known, organization, this.#only()?.partition);
    this.#policies.set(id, { arn, type: known });
    return arn;
  }

  #contain({ child, parent, at }: OrganizationAnswers['links'][number]): void {
    const organization = this.#organizationOf(child) ?? this.#organizationOf(parent);
    if (!organization) {
      this.#unknown(child, at, 'no ARN says of which organization; put describe-organization’s answer into the file');
      return;
    }
    const [from, to] = [this.#named(child, organization), this.#named(parent, organization)];
    const before = this.parents.get(from);
    if (before && before.parent !== to) {
      this.#report('duplicate', 'warning', at, `${child} stands in two places, as if it was moved while the export ran; the later was taken.`);
    }
    if (before?.parent !== to) this.parents.set(from, { parent: to, at, scope: `${ID}:${organization.id}:tree` });
  }

  #attach({ policy: id, target, at }: OrganizationAnswers['attachments'][number]): void {
    const organization = this.#organizationOf(target);
    const policy = this.#policies.get(id) ?? this.#mentionedPolicy(id);
    if (!organization || !policy) {
      this.#unknown(policy ? target : id, at, 'nothing in the file says which it is; put the answers that list it into the same file');
      return;
    }
    const { arn, type } = policy;
    const from = this.#named(target, organization);
    const key = `${from} ${arn}`;
    if (!this.attachments.has(key)) this.attachments.set(key, { target: from, policy: arn, type, at, scope: policyScope(organization, type) });
  }

  /** Every organization has the policies that AWS owns; any other is known by an ARN alone. */
  #mentionedPolicy(id: string): { readonly arn: string; readonly type: string } | undefined {
    const arn = this.answers.arns.get(id);
    const type = AWS_POLICIES[id] ?? arn?.policyType;
    if (type === undefined) return undefined;
    const uid = arn?.text ?? organizationPolicyArn(id, type, undefined, this.#only()?.partition);
    this.#mentions.set(uid, mentionFact(uid, 'PermissionSet', { name: id.replace(/^p-/, ''), kind: type, provider: 'aws', nativeId: id }));
    this.#policies.set(id, { arn: uid, type });
    return { arn: uid, type };
  }

  /** The uid of a part, which is mentioned if nothing describes it. */
  #named(id: string, organization: AwsOrganization): string {
    const uid = organizationUid(id, organization);
    const part = organizationPartOfId(id);
    if (part !== undefined && part !== 'policy' && !this.parts.has(uid) && !this.#mentions.has(uid)) {
      const properties = { name: this.answers.names.get(id) ?? id, kind: KINDS[part], provider: 'aws', nativeId: id };
      this.#mentions.set(uid, mentionFact(uid, 'Container', properties));
    }
    return uid;
  }

  #organizationOf(id: string): AwsOrganization | undefined {
    const { arns, organizations } = this.answers;
    return arns.get(id)?.organization ?? organizations.get(id) ?? this.#roots.get(rootKey(id) ?? '') ?? this.#only();
  }

  #only(): AwsOrganization | undefined {
    const [only] = this.answers.organizations.values();
    return this.answers.organizations.size === 1 ? only : undefined;
  }

  #unknown(id: string, at: string, why: string): void {
    this.#report('unknown-reference', 'error', at, `${id} was left out: ${why}.`);
  }

  #report(code: Problem['code'], severity: Problem['severity'], at: string, message: string): void {
    this.#problems.push({ fact: 'problem', code, severity, message, at });
  }
}

const partScope = (part: OrganizationPart, { id }: AwsOrganization): string =>
  part === 'root' || part === 'ou' ? `${ID}:${id}:tree` : `${ID}:${id}`;

const policyScope = (organization: AwsOrganization | undefined, type = 'policy'): string =>
  organization ? `${ID}:${organization.id}:${type}` : AWS_MANAGED;

/** Says of what the file is the whole truth, and warns where it is a page. See the head of this file. */
function* completeness({ answers, parts, parents, attachments }: Reading): Generator<Fact> {
  const [open] = answers.openLists();
  if (open !== undefined) {
    const message = 'A list goes on in a page that is not in the file: what it does not show is left as it was. Export without --max-items.';
    yield { fact: 'problem', code: 'truncated', severity: 'warning', message, at: open, field: 'NextToken' };
  }
  const [organization, ...others] = answers.organizations.values();
  if (!organization) return;
  if (others.length > 0) {
    const message = `The file shows ${others.length + 1} organizations: nothing of them counts as gone. Import a file for each.`;
    yield { fact: 'problem', code: 'skipped', severity: 'note', message, at: '/' };
    return;
  }
  const of = (...wanted: OrganizationPart[]): Part[] => [...parts.values()].filter(({ part }) => wanted.includes(part));
  const places = of('root', 'ou');
  const accounts = of('account');
  const unitsListed = of('root').length > 0 && places.every(({ id }) => answers.isListed('units', id));
  const accountsListed = answers.isListed('accounts') || (unitsListed && places.every(({ id }) => answers.isListed('accounts', id)));
  const tree = unitsListed && accountsListed && accounts.every(({ uid }) => parents.has(uid));
  if (accountsListed && of('organization').length > 0) yield { fact: 'scope', scope: `${ID}:${organization.id}` };
  if (tree) yield { fact: 'scope', scope: `${ID}:${organization.id}:tree` };
  const targets = tree ? [...places, ...accounts] : [];
  for (const type of new Set(of('policy').map(({ policyType = '' }) => policyType))) {
    const byPolicy = of('policy').every(({ id, policyType }) => policyType !== type || answers.isListed('targets', id));
    const attached = new Set([...attachments.values()].filter((one) => one.type === type).map(({ target }) => target));
    // A target without one was not asked: each has at least one, FullAWSAccess if no other.
    const byTarget = tree && targets.every(({ uid, id }) => attached.has(uid) && answers.isListed('policiesOf', id));
    if (answers.isListed('policies', type) && (byPolicy || byTarget)) yield { fact: 'scope', scope: `${ID}:${organization.id}:${type}` };
  }
}

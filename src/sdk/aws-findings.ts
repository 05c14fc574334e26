/** A finding of IAM Access Analyzer, read from any of its shapes: list-findings, list-findings-v2, get-finding, get-finding-v2. */
import { actionLevel } from '../iam/index.ts';
import { ACCESS_LEVELS, type AccessLevel } from '../model/labels.ts';
import { principalIdentity, type NamedIdentity, type PrincipalType } from './aws.ts';
import { isJsonObject, type JsonFields } from './json-fields.ts';

/** Access that an analyzer proved from outside, or from within the organization. */
export interface AnalyzedAccess {
  readonly principals: readonly NamedIdentity[];
  readonly isPublic: boolean;
  /** As the finding has them. */
  readonly actions: readonly string[];
  /** The highest that an action gives; undefined when none is known. */
  readonly level: AccessLevel | undefined;
  /** Sorted; empty: under no condition. */
  readonly conditionKeys: readonly string[];
  /** A control policy may stand against it, which the analyzer did not look into. */
  readonly conditionalDeny: boolean;
  /** `policy`, `bucket_acl`, `s3_access_point`; empty where the finding does not say. */
  readonly sources: readonly string[];
}

/** What was granted or made, and not used. */
export interface AnalyzedDisuse {
  /** Of a key. */
  readonly accessKeyId: string | undefined;
  /** Of a permission: the service. */
  readonly service: string | undefined;
  /** Of a permission: unused actions; empty: the whole service. */
  readonly actions: readonly string[];
  readonly lastUsedAt: string | undefined;
}

export interface FindingDetails {
  readonly access: readonly AnalyzedAccess[];
  readonly disuse: readonly AnalyzedDisuse[];
}

const ACCESS_DETAILS = ['externalAccessDetails', 'internalAccessDetails'];
const DISUSE_DETAILS = ['unusedPermissionDetails', 'unusedIamUserAccessKeyDetails', 'unusedIamRoleDetails', 'unusedIamUserPasswordDetails'];
/** Present in the shapes that have a finding's access beside its other fields. */
const INLINE = ['principal', 'action', 'isPublic', 'condition'];
const PRINCIPAL_TYPES: readonly string[] = ['AWS', 'Service', 'Federated', 'CanonicalUser'] satisfies PrincipalType[];
/** There is one, and what it denies was not looked into. */
const UNDECIDED = /^(?:APPLICABLE|FAILED_TO_EVALUATE_)/;

/** The details of a finding; undefined when it has none, as in list-findings-v2. */
export function readFindingDetails(finding: JsonFields, partition: string): FindingDetails | undefined {
  if (finding.value('findingDetails') !== undefined) {
    const details = finding.objects('findingDetails');
    const under = (names: readonly string[]): JsonFields[] => details.flatMap((detail) => names.flatMap((name) => detail.object(name) ?? []));
    return { access: under(ACCESS_DETAILS).flatMap((detail) => readAccess(detail, partition)), disuse: under(DISUSE_DETAILS).map(readDisuse) };
  }
  if (!INLINE.some((name) => finding.value(name) !== undefined)) return undefined;
  return { access: readAccess(finding, partition), disuse: [] };
}

/** None when nobody is named: the resource could not be analyzed. */
function readAccess(fields: JsonFields, partition: string): AnalyzedAccess[] {
  const isPublic = fields.flag('isPublic') ?? false;
  const principals = readPrincipals(fields, partition);
  if (principals.length === 0 && isPublic) principals.push(principalIdentity('AWS', '*', partition)!);
  if (principals.length === 0) return [];
  const actions = fields.texts('action');
  return [
    {
      principals,
      isPublic,
      actions,
      level: highestLevel(actions),
      conditionKeys: conditionKeys(fields),
      conditionalDeny: ['resourceControlPolicyRestriction', 'serviceControlPolicyRestriction'].some((name) => UNDECIDED.test(fields.text(name) ?? '')),
      sources: fields.objects('sources').flatMap((source) => source.text('type')?.toLowerCase() ?? []),
    },
  ];
}

/** Also of conditions on an empty text. */
function conditionKeys(fields: JsonFields): string[] {
  const condition = fields.value('condition');
  return isJsonObject(condition) ? Object.keys(condition).sort() : [];
}

function readPrincipals(fields: JsonFields, partition: string): NamedIdentity[] {
  const named = fields.object('principal');
  return (named?.names() ?? []).flatMap((type) => {
    const value = named!.text(type);
    const identity = value === undefined || !PRINCIPAL_TYPES.includes(type) ? undefined : principalIdentity(type as PrincipalType, value, partition);
    if (identity) return [identity];
    named!.report('bad-value', 'warning', 'The finding names a principal that AWS does not know; it was left out.', type);
    return [];
  });
}

function highestLevel(actions: readonly string[]): AccessLevel | undefined {
  const levels = actions.map((action) => ACCESS_LEVELS.indexOf(actionLevel(action) as AccessLevel));
  return ACCESS_LEVELS[Math.max(-1, ...levels)];
}

function readDisuse(fields: JsonFields): AnalyzedDisuse {
  return {
    accessKeyId: fields.text('accessKeyId'),
    service: fields.text('serviceNamespace'),
    actions: fields.objects('actions').flatMap((entry) => entry.text('action') ?? []),
    lastUsedAt: fields.time('lastAccessed'),
  };
}

/** The graph's vocabulary: what a node may be, what an edge may be, and the closed word lists of their properties. */

export const NODE_LABELS = [
  'Identity',
  'Credential',
  'Owner',
  'Group',
  'PermissionSet',
  'Workload',
  'Resource',
  'Container',
  'Event',
  'Finding',
  'Import',
] as const;
export type NodeLabel = (typeof NODE_LABELS)[number];

export const EDGE_KINDS = [
  'AUTHENTICATES_AS',
  'EXPOSES',
  'RUNS_AS',
  'CAN_ASSUME',
  'CAN_ESCALATE_TO',
  'MEMBER_OF',
  'CONTROLS',
  'CAN_ACCESS',
  'ACCESSED',
  'DEPENDS_ON',
  'OWNED_BY',
  'CREATED_BY',
  'HAS_PERMISSION',
  'CONTAINED_IN',
  'PERFORMED',
  'USED',
  'TARGETED',
  'FLAGS',
  'SAME_AS',
] as const;
export type EdgeKind = (typeof EDGE_KINDS)[number];

/** Ordered: a later level includes the earlier ones. */
export const ACCESS_LEVELS = ['list', 'read', 'write', 'admin'] as const;
export type AccessLevel = (typeof ACCESS_LEVELS)[number];

export const ENVIRONMENTS = ['production', 'staging', 'test', 'development', 'unknown'] as const;
export type Environment = (typeof ENVIRONMENTS)[number];

export const IDENTITY_KINDS = [
  'iam_user',
  'iam_role',
  'account_root',
  'aws_service',
  'service_account',
  'service_principal',
  'managed_identity',
  'oauth_app',
  'github_app',
  'k8s_service_account',
  'machine_user',
  'bot',
  'human',
  'federated',
  'external',
  'unknown',
] as const;
export type IdentityKind = (typeof IDENTITY_KINDS)[number];

export const CREDENTIAL_KINDS = [
  'access_key',
  'password',
  'client_secret',
  'certificate',
  'sa_key',
  'pat',
  'oauth_token',
  'api_token',
  'deploy_key',
  'ssh_key',
  'k8s_token',
  'session',
  'unknown',
] as const;
export type CredentialKind = (typeof CREDENTIAL_KINDS)[number];

export const CREDENTIAL_STATUSES = ['active', 'inactive', 'expired', 'revoked', 'unknown'] as const;
export type CredentialStatus = (typeof CREDENTIAL_STATUSES)[number];
/** With any other, or none, a credential may still be used. */
export const UNUSABLE_STATUSES: readonly string[] = ['inactive', 'expired', 'revoked'] satisfies CredentialStatus[];

/** Of findings, mildest first, so that a later one is at least as severe. */
export const SEVERITIES = ['low', 'medium', 'high', 'critical'] as const;
export type Severity = (typeof SEVERITIES)[number];

export const OWNER_KINDS = ['person', 'team', 'vendor', 'service', 'unknown'] as const;
export type OwnerKind = (typeof OWNER_KINDS)[number];

/** Resource sensitivity: 0 public, 1 internal, 2 confidential, 3 crown jewel. */
export const CROWN_JEWEL = 3;

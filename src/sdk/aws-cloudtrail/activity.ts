/** What kind of thing an event does, and whether it is worth a node of its own. */
import { permissionOf } from './permissions.ts';
import { isSensitiveEvent } from './sensitive-events.ts';

export type Activity = 'create' | 'read' | 'update' | 'delete' | 'grant' | 'revoke' | 'login';

export interface Action {
  /** Event source without `.amazonaws.com`. */
  readonly service: string;
  /** Event name without API version. */
  readonly name: string;
  /** As the log calls it: `s3:ListObjectsV2`. */
  readonly text: string;
  /** The IAM action that permits it: `s3:ListBucket`. */
  readonly permission: string;
  readonly activity: Activity;
  /** Changes identities, keys or who may get at something, or is a sensitive operation, whatever came of it. */
  readonly notable: boolean;
}

/** Lambda and CloudFront append the version of their API: `AddPermission20150331v2`, `CreateDistribution2020_05_31`. */
const API_VERSION = /20\d\d_?\d\d_?\d\d(?:v\d+)?$/;
/** Services that hold identities: whatever changes there is kept. */
const IDENTITY_SERVICES = new Set(['iam', 'organizations', 'sso', 'sso-directory', 'identitystore', 'sso-oauth', 'identitystore-scim', 'cognito-idp', 'signin', 'rolesanywhere', 'account']);
const SESSION = /^(?:AssumeRo|GetFederationToken|GetSessionToken|GetRoleCredentials)/;
const LOGIN = /^(?:ConsoleLogin|GetSigninToken|SwitchRole|ExitRole|Authenticate|CheckMfa|Federate|UserAuthentication|CredentialChallenge|CredentialVerification|ExternalIdPDirectoryLogin|CreateToken|CreateTokenWithIAM)$/;
const READ = /^(?:Get|List|Describe|Head|Lookup|Search|Query|Scan|Select|View|Download|Decrypt|Test|Check|Simulate|BatchGet|BatchDescribe|BatchCheck|Generate(?:Credential|Service|Organizations)|Verify|Preview|Estimate|Filter|Retrieve)/;
const RESOURCE_POLICY = /(?:ResourcePolicy|BucketPolicy|KeyPolicy|RepositoryPolicy|RegistryPolicy|VaultAccessPolicy|BackupVaultAccessPolicy|FileSystemPolicy|TopicPolicy|QueuePolicy|LayerVersionPermission|BucketAcl|ObjectAcl|PublicAccessBlock|SnapshotAttribute|ImageAttribute|DocumentPermission)$|^(?:Add|Remove)Permission$|^(?:Create|Revoke|Retire)Grant$/;
const GRANT = /^(?:Attach(?:User|Role|Group)?Policy|Put(?:User|Role|Group)Policy|AddUserToGroup|AddRoleTo|AddMemberToGroup|CreateGrant|AddPermission|AddLayerVersionPermission|UpdateAssumeRolePolicy|SetDefaultPolicyVersion|CreatePolicyVersion|Authorize|CreateAccountAssignment|AttachManagedPolicyToPermissionSet|PutInlinePolicyToPermissionSet|CreateGroupMembership|ModifyDocumentPermission|Modify\w*SnapshotAttribute|ModifyImageAttribute|AssociateAccessPolicy|Put\w*(?:Resource|Bucket|Key|Repository|Registry)Policy|PutResourcePolicy|SetRepositoryPolicy)/;
const REVOKE = /^(?:Detach\w*Policy|Remove(?:User|Role|Member|Permission)|RevokeGrant|RetireGrant|Revoke|Delete\w*Policy$|Delete\w*PermissionsBoundary|DeleteAccountAssignment|DetachManagedPolicyFromPermissionSet|DeleteGroupMembership|DisassociateAccessPolicy)/;
const CREATE = /^(?:Create|Run|Register|Import|Upload|Issue|Allocate|Copy|Restore|Generate|Request|Launch)/;
const DELETE = /^(?:Delete|Terminate|Deregister|Remove|Purge|Release|ScheduleKeyDeletion|BatchDelete|LeaveOrganization|CloseAccount)/;

/** Actions by event source and name, each looked at once. */
export class Actions {
  readonly #known = new Map<string, Map<string, Action>>();
  #count = 0;

  of(source: string, event: string): Action {
    const ofSource = this.#known.get(source);
    const known = ofSource?.get(event);
    if (known) return known;
    const action = actionOf(source, event);
    // Sources and names are AWS's own and few; text made up without end is not kept.
    if (this.#count++ > 20_000) return action;
    if (ofSource) ofSource.set(event, action);
    else this.#known.set(source, new Map([[event, action]]));
    return action;
  }
}

function actionOf(source: string, event: string): Action {
  const service = source.replace(/\.amazonaws\.com(?:\.cn)?$/, '');
  const name = event.replace(API_VERSION, '');
  const activity = activityOf(service, name);
  const changesIdentity = IDENTITY_SERVICES.has(service) && activity !== 'read';
  const changesAccess = activity !== 'read' && RESOURCE_POLICY.test(name);
  const notable = changesIdentity || changesAccess || activity === 'login' || isSensitiveEvent(service, name);
  return { service, name, text: `${service}:${name}`, permission: permissionOf(service, name), activity, notable };
}

function activityOf(service: string, name: string): Activity {
  if (LOGIN.test(name) || (service === 'sts' && SESSION.test(name))) return 'login';
  if (READ.test(name)) return 'read';
  if (REVOKE.test(name)) return 'revoke';
  if (GRANT.test(name)) return 'grant';
  if (DELETE.test(name)) return 'delete';
  return CREATE.test(name) ? 'create' : 'update';
}

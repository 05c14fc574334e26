/**
 * Operations that a responder wants to see one by one, by event source: those that attacks are known to use to get at
 * credentials, raise rights, stay, hide, carry off or destroy (names after the public list traildiscover.cloud and AWS's
 * own reference). Left out are calls that any program makes all day - looking around, reading and writing objects,
 * encrypting, invoking, publishing -: the counts on the edges tell of these. All changes to identities, keys and
 * resource policies are kept anyway (activity.ts).
 */

const EVENTS: Readonly<Record<string, string>> = {
  'acm-pca': 'GetCertificate IssueCertificate',
  'agreement-marketplace': 'AcceptAgreementRequest',
  apigateway: 'CreateApi CreateIntegration CreateRoute CreateStage',
  appsync: 'CreateApiKey UpdateGraphqlApi UpdateResolver',
  autoscaling: 'CreateAutoScalingGroup CreateLaunchConfiguration',
  backup: 'DeleteBackupVault DeleteRecoveryPoint',
  bedrock:
    'CreateFoundationModelAgreement DeleteGuardrail DeleteModelInvocationLoggingConfiguration InvokeModel InvokeModelWithResponseStream PutFoundationModelEntitlement PutUseCaseForModelAccess',
  cloudformation: 'CreateChangeSet CreateStack CreateStackSet ExecuteChangeSet UpdateStack',
  cloudfront: 'CreateFunction PublishFunction UpdateDistribution',
  cloudshell: 'CreateEnvironment CreateSession',
  cloudtrail:
    'CreateTrail DeleteEventDataStore DeleteTrail LookupEvents PutEventSelectors PutInsightSelectors StartLogging StopEventDataStoreIngestion StopLogging UpdateTrail',
  codebuild: 'CreateProject ImportSourceCredentials StartBuild UpdateProject UpdateProjectVisibility',
  'cognito-identity': 'GetCredentialsForIdentity GetId SetIdentityPoolRoles',
  config: 'DeleteConfigRule DeleteConfigurationRecorder DeleteDeliveryChannel PutDeliveryChannel StopConfigurationRecorder',
  datapipeline: 'CreatePipeline PutPipelineDefinition',
  dynamodb: 'DeleteBackup DeleteTable ExportTableToPointInTime',
  ec2: 'AssociateIamInstanceProfile AttachVolume AuthorizeSecurityGroupEgress AuthorizeSecurityGroupIngress CreateDefaultVpc CreateImage CreateInstanceExportTask CreateKeyPair CreateLaunchTemplate CreateLaunchTemplateVersion CreateNetworkAclEntry CreateRoute CreateSecurityGroup CreateSnapshot CreateTrafficMirrorFilter CreateTrafficMirrorFilterRule CreateTrafficMirrorSession CreateTrafficMirrorTarget CreateVolume DeleteFlowLogs DeleteNetworkAcl DeleteNetworkAclEntry DeleteSnapshot DeleteVolume DisableEbsEncryptionByDefault DisassociateIamInstanceProfile EnableSerialConsoleAccess GetConsoleScreenshot GetPasswordData ImportKeyPair ModifyImageAttribute ModifyInstanceAttribute ModifySnapshotAttribute ReplaceIamInstanceProfileAssociation RequestSpotInstances RunInstances SharedSnapshotCopyInitiated SharedSnapshotVolumeCreated StartInstances StopInstances TerminateInstances',
  'ec2-instance-connect': 'OpenTunnel SendSSHPublicKey SendSerialConsoleSSHPublicKey',
  ecr: 'PutImage PutRegistryPolicy',
  ecs: 'CreateCluster CreateService ExecuteCommand RegisterTaskDefinition RunTask StartTask UpdateService',
  eks: 'AssociateAccessPolicy CreateAccessEntry UpdateClusterConfig',
  elasticfilesystem: 'DeleteFileSystem DeleteMountTarget',
  elasticloadbalancing: 'CreateRule ModifyRule',
  elasticmapreduce: 'AddJobFlowSteps RunJobFlow',
  events: 'DeleteRule DisableRule PutRule PutTargets RemoveTargets',
  glue: 'CreateDevEndpoint CreateJob StartJobRun UpdateDevEndpoint UpdateJob',
  guardduty:
    'CreateFilter CreateIPSet DeleteDetector DeleteInvitations DeleteMembers DeletePublishingDestination DisassociateFromAdministratorAccount DisassociateFromMasterAccount DisassociateMembers StopMonitoringMembers UpdateDetector UpdateIPSet',
  iam: 'GenerateCredentialReport GetAccountAuthorizationDetails GetCredentialReport',
  kms: 'CancelKeyDeletion CreateGrant CreateKey DeleteImportedKeyMaterial DisableKey DisableKeyRotation ImportKeyMaterial PutKeyPolicy ReplicateKey RetireGrant RevokeGrant ScheduleKeyDeletion UpdateAlias',
  lambda:
    'AddLayerVersionPermission AddPermission CreateEventSourceMapping CreateFunction CreateFunctionUrlConfig PublishLayerVersion RemovePermission UpdateEventSourceMapping UpdateFunctionCode UpdateFunctionConfiguration UpdateFunctionUrlConfig',
  lightsail: 'CreateInstances DownloadDefaultKeyPair GetInstanceAccessDetails',
  logs: 'DeleteLogGroup DeleteLogStream DeleteResourcePolicy PutSubscriptionFilter',
  macie2: 'DisableMacie UpdateMacieSession',
  monitoring: 'DeleteAlarms DisableAlarmActions',
  rds: 'AddRoleToDBCluster AddRoleToDBInstance AuthorizeDBSecurityGroupIngress CopyDBClusterSnapshot CopyDBSnapshot CreateDBSecurityGroup CreateDBSnapshot DeleteDBCluster DeleteDBClusterSnapshot DeleteDBInstance DeleteDBInstanceAutomatedBackup DeleteDBSnapshot DeleteGlobalCluster ModifyActivityStream ModifyDBCluster ModifyDBClusterSnapshotAttribute ModifyDBInstance ModifyDBSnapshotAttribute RestoreDBInstanceFromDBSnapshot StartExportTask StopActivityStream',
  redshift: 'AuthorizeSnapshotAccess GetClusterCredentials GetClusterCredentialsWithIAM',
  rolesanywhere: 'CreateProfile CreateTrustAnchor ImportCrl UpdateProfile UpdateTrustAnchor',
  route53: 'ChangeResourceRecordSets CreateHostedZone',
  route53domains: 'RegisterDomain TransferDomain',
  route53resolver: 'DeleteResolverQueryLogConfig DisassociateResolverQueryLogConfig',
  s3: 'DeleteBucket DeleteBucketEncryption DeleteBucketPolicy DeleteBucketPublicAccessBlock DeleteBucketReplication DeleteObject DeleteObjects JobCreated PutBucketAcl PutBucketEncryption PutBucketLifecycle PutBucketLogging PutBucketPolicy PutBucketPublicAccessBlock PutBucketReplication PutBucketVersioning PutObjectAcl',
  sagemaker: 'CreateNotebookInstance CreatePresignedNotebookInstanceUrl CreateProcessingJob CreateTrainingJob',
  secretsmanager: 'BatchGetSecretValue DeleteSecret GetSecretValue ListSecrets PutResourcePolicy PutSecretValue ReplicateSecretToRegions UpdateSecret',
  securityhub: 'DeleteInsight DeleteMembers DisableSecurityHub',
  servicequotas: 'RequestServiceQuotaIncrease',
  ses: 'CreateEmailIdentity DeleteIdentity PutAccountDetails UpdateAccountSendingEnabled VerifyEmailIdentity',
  signin: 'ConsoleLogin GetSigninToken PasswordRecoveryRequested SwitchRole',
  sqs: 'PurgeQueue',
  ssm: 'CreateActivation CreateAssociation GetParameter GetParameters GetParametersByPath ModifyDocumentPermission PutParameter ResumeSession SendCommand StartAutomationExecution StartSession',
  sts: 'AssumeRole AssumeRoleWithSAML AssumeRoleWithWebIdentity AssumeRoot GetFederationToken GetSessionToken',
  support: 'CreateCase',
  transfer: 'CreateServer CreateUser ImportSshPublicKey',
  wafv2: 'DeleteRuleGroup DeleteWebACL DisassociateWebACL UpdateIPSet',
};

const byService = new Map(Object.entries(EVENTS).map(([service, names]) => [service, new Set(names.split(' '))]));

/** @param name without the API version that some services append */
export function isSensitiveEvent(service: string, name: string): boolean {
  return byService.get(service)?.has(name) ?? false;
}

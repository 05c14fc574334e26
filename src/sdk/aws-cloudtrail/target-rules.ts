/**
 * Where a request says what it is about, by service: a field of `requestParameters` (dotted, `*` for each of a list) and
 * how its value becomes an ARN. A value that is an ARN already stands for itself. All fields that are there count.
 */

/** What a name has to be completed with. */
export interface Surroundings {
  readonly partition: string;
  /** Empty when the record has none. */
  readonly region: string;
  /** Empty when nothing tells. */
  readonly account: string;
}

export interface TargetRule {
  readonly path: readonly string[];
  /** Only for events of such names. */
  readonly when: RegExp | undefined;
  readonly arn: (value: string, around: Surroundings) => string;
}

type ArnMaker = TargetRule['arn'];

const inRegion = (service: string, prefix: string): ArnMaker => (value, { partition, region, account }) =>
  `arn:${partition}:${service}:${region}:${account}:${prefix}${value}`;
/** Owned by no account: images, snapshots, models. */
const ofRegion = (service: string, prefix: string): ArnMaker => (value, { partition, region }) => `arn:${partition}:${service}:${region}::${prefix}${value}`;
const global = (service: string, prefix: string): ArnMaker => (value, { partition }) => `arn:${partition}:${service}:::${prefix}${value}`;

/** `name`, `name:alias`, `account:function:name`. */
const lambdaFunction: ArnMaker = (value, around) => {
  const [, account = around.account, name = value] = /^(?:(\d{12}):)?(?:function:)?([A-Za-z0-9_-]+)/.exec(value) ?? [];
  return inRegion('lambda', 'function:')(name, { ...around, account });
};
const kmsKey: ArnMaker = (value, around) => inRegion('kms', value.startsWith('alias/') ? '' : 'key/')(value, around);
/** `https://sqs.<region>.amazonaws.com/<account>/<name>`. */
const queueOfUrl: ArnMaker = (value, around) => {
  const [, account = around.account, name = value] = /\/(\d{12})\/([^/]+)\/?$/.exec(value) ?? [];
  return inRegion('sqs', '')(name, { ...around, account });
};
const parameter: ArnMaker = (value, around) => inRegion('ssm', 'parameter/')(value.replace(/^\//, ''), around);
const instance = inRegion('ec2', 'instance/');
const hostedZone: ArnMaker = (value, around) => global('route53', 'hostedzone/')(value.replace(/^\/?hostedzone\//, ''), around);
/** Systems Manager calls its own machines `mi-…`. */
const managed: ArnMaker = (value, around) => (value.startsWith('mi-') ? inRegion('ssm', 'managed-instance/') : instance)(value, around);

const RULES: Readonly<Record<string, readonly (readonly [path: string, arn: ArnMaker, when?: RegExp])[]>> = {
  s3: [['bucketName', global('s3', '')]],
  secretsmanager: [
    ['secretId', inRegion('secretsmanager', 'secret:')],
    ['secretIdList.*', inRegion('secretsmanager', 'secret:')],
    ['name', inRegion('secretsmanager', 'secret:'), /^CreateSecret$/],
  ],
  lambda: [
    ['functionName', lambdaFunction],
    ['layerName', inRegion('lambda', 'layer:')],
  ],
  kms: [
    ['keyId', kmsKey],
    ['targetKeyId', kmsKey],
  ],
  dynamodb: [
    ['tableName', inRegion('dynamodb', 'table/')],
    ['globalTableName', inRegion('dynamodb', 'table/')],
  ],
  sqs: [
    ['queueUrl', queueOfUrl],
    ['queueName', inRegion('sqs', '')],
  ],
  sns: [
    ['topicArn', inRegion('sns', '')],
    ['name', inRegion('sns', ''), /^CreateTopic$/],
  ],
  ec2: [
    ['instanceId', instance],
    ['instancesSet.items.*.instanceId', instance],
    ['instancesSet.items.*.imageId', ofRegion('ec2', 'image/')],
    ['imageId', ofRegion('ec2', 'image/')],
    ['snapshotId', ofRegion('ec2', 'snapshot/')],
    ['volumeId', inRegion('ec2', 'volume/')],
    ['groupId', inRegion('ec2', 'security-group/')],
    ['keyName', inRegion('ec2', 'key-pair/')],
    ['networkAclId', inRegion('ec2', 'network-acl/')],
    ['networkInterfaceId', inRegion('ec2', 'network-interface/')],
    ['routeTableId', inRegion('ec2', 'route-table/')],
    ['internetGatewayId', inRegion('ec2', 'internet-gateway/')],
    ['subnetId', inRegion('ec2', 'subnet/')],
    ['vpcId', inRegion('ec2', 'vpc/')],
    ['launchTemplateId', inRegion('ec2', 'launch-template/')],
    ['DeleteFlowLogsRequest.FlowLogId.content', inRegion('ec2', 'vpc-flow-log/')],
    ['DeleteFlowLogsRequest.FlowLogId.*.content', inRegion('ec2', 'vpc-flow-log/')],
  ],
  'ec2-instance-connect': [['instanceId', instance]],
  ssm: [
    ['instanceId', managed],
    ['instanceIds.*', managed],
    ['target', managed, /^StartSession$/],
    ['name', parameter, /Parameter/],
    ['names.*', parameter, /Parameter/],
    ['path', parameter, /Parameter/],
    ['name', inRegion('ssm', 'document/'), /Document/],
  ],
  rds: [
    ['dBInstanceIdentifier', inRegion('rds', 'db:')],
    ['dBClusterIdentifier', inRegion('rds', 'cluster:')],
    ['dBSnapshotIdentifier', inRegion('rds', 'snapshot:')],
    ['dBClusterSnapshotIdentifier', inRegion('rds', 'cluster-snapshot:')],
    ['sourceDBSnapshotIdentifier', inRegion('rds', 'snapshot:')],
    ['sourceDBClusterSnapshotIdentifier', inRegion('rds', 'cluster-snapshot:')],
    ['targetDBSnapshotIdentifier', inRegion('rds', 'snapshot:')],
    ['targetDBClusterSnapshotIdentifier', inRegion('rds', 'cluster-snapshot:')],
    ['dBSecurityGroupName', inRegion('rds', 'secgrp:')],
    ['dbiResourceId', inRegion('rds', 'auto-backup:')],
  ],
  redshift: [['clusterIdentifier', inRegion('redshift', 'cluster:')]],
  logs: [['logGroupName', inRegion('logs', 'log-group:')]],
  cloudformation: [['stackName', inRegion('cloudformation', 'stack/')]],
  cloudtrail: [
    ['name', inRegion('cloudtrail', 'trail/')],
    ['trailName', inRegion('cloudtrail', 'trail/')],
    ['trailNameList.*', inRegion('cloudtrail', 'trail/')],
  ],
  ecr: [['repositoryName', inRegion('ecr', 'repository/')]],
  codecommit: [['repositoryName', inRegion('codecommit', '')]],
  codebuild: [['projectName', inRegion('codebuild', 'project/')]],
  ecs: [['cluster', inRegion('ecs', 'cluster/')]],
  eks: [
    ['clusterName', inRegion('eks', 'cluster/')],
    ['name', inRegion('eks', 'cluster/'), /Cluster/],
  ],
  kinesis: [['streamName', inRegion('kinesis', 'stream/')]],
  firehose: [['deliveryStreamName', inRegion('firehose', 'deliverystream/')]],
  events: [
    ['rule', inRegion('events', 'rule/')],
    ['name', inRegion('events', 'rule/'), /Rule$/],
  ],
  es: [['domainName', inRegion('es', 'domain/')]],
  athena: [['workGroup', inRegion('athena', 'workgroup/')]],
  glue: [['databaseName', inRegion('glue', 'database/')]],
  elasticfilesystem: [['fileSystemId', inRegion('elasticfilesystem', 'file-system/')]],
  backup: [['backupVaultName', inRegion('backup', 'backup-vault:')]],
  guardduty: [['detectorId', inRegion('guardduty', 'detector/')]],
  config: [['configurationRecorderName', inRegion('config', 'configuration-recorder/')]],
  bedrock: [
    ['modelId', ofRegion('bedrock', 'foundation-model/')],
    ['guardrailIdentifier', inRegion('bedrock', 'guardrail/')],
  ],
  sagemaker: [['notebookInstanceName', inRegion('sagemaker', 'notebook-instance/')]],
  route53: [['hostedZoneId', hostedZone]],
  route53resolver: [['resolverQueryLogConfigId', inRegion('route53resolver', 'resolver-query-log-config/')]],
  'cognito-idp': [['userPoolId', inRegion('cognito-idp', 'userpool/')]],
  'cognito-identity': [['identityPoolId', inRegion('cognito-identity', 'identitypool/')]],
  apigateway: [['restApiId', (value, { partition, region }) => `arn:${partition}:apigateway:${region}::/restapis/${value}`]],
  transfer: [['serverId', inRegion('transfer', 'server/')]],
};

const compiled = new Map(
  Object.entries(RULES).map(([service, rules]) => [service, rules.map(([path, arn, when]): TargetRule => ({ path: path.split('.'), arn, when }))]),
);
const NONE: readonly TargetRule[] = [];

export function rulesOf(service: string): readonly TargetRule[] {
  return compiled.get(service) ?? NONE;
}

/** The values at a path, in order. */
export function valuesAt(value: unknown, path: readonly string[], from = 0): unknown[] {
  if (from === path.length) return value === undefined || value === null ? [] : [value];
  if (typeof value !== 'object' || value === null) return [];
  const key = path[from]!;
  if (key !== '*') return Object.hasOwn(value, key) ? valuesAt((value as Record<string, unknown>)[key], path, from + 1) : [];
  return Array.isArray(value) ? value.flatMap((entry) => valuesAt(entry, path, from + 1)) : [];
}

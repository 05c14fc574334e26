/** Paths that hand a role to something new: whoever makes it, runs code as the role. */
import { allOn, passRole, type EscalationPath, type EscalationRequirement } from './path.ts';

const APP_RUNNER = 'tasks.apprunner.amazonaws.com';
const CLOUDFORMATION = 'cloudformation.amazonaws.com';
const CODE_INTERPRETER = ['code-interpreter-custom'];

type Extra = Omit<EscalationPath, 'id' | 'title' | 'category' | 'target' | 'requires' | 'services'>;

/** A path that passes a role to one of these services and needs these other actions on whatever it makes. */
function passing(
  id: string,
  title: string,
  services: string | readonly string[],
  actions: readonly (string | EscalationRequirement)[],
  extra: Extra = {},
): EscalationPath {
  const others = actions.map(
    (action): EscalationRequirement => (typeof action === 'string' ? { action, on: 'any' } : action),
  );
  return {
    id,
    title,
    category: 'new-passrole',
    target: 'passed-role',
    services: typeof services === 'string' ? [services] : services,
    requires: [passRole, ...others],
    ...extra,
  };
}

const codeInterpreter = (action: string): EscalationRequirement => ({ action, on: 'any', types: CODE_INTERPRETER });

export const NEW_PASSROLE: readonly EscalationPath[] = [
  passing('apprunner-001', 'New App Runner service', APP_RUNNER, ['apprunner:CreateService'], {
    passedTo: ['apprunner.amazonaws.com'],
  }),
  passing('bedrock-001', 'New Bedrock AgentCore code interpreter', 'bedrock-agentcore.amazonaws.com', [
    'bedrock-agentcore:CreateCodeInterpreter',
    codeInterpreter('bedrock-agentcore:StartCodeInterpreterSession'),
    codeInterpreter('bedrock-agentcore:InvokeCodeInterpreter'),
  ]),
  passing('cloudformation-001', 'New stack', CLOUDFORMATION, ['cloudformation:CreateStack']),
  passing('cloudformation-003', 'New stack set with instances', CLOUDFORMATION, [
    'cloudformation:CreateStackSet',
    'cloudformation:CreateStackInstances',
  ]),
  passing('cloudformation-004', 'Changed stack set', CLOUDFORMATION, ['cloudformation:UpdateStackSet']),
  {
    // Passes nothing: the stack has its role already. Listed with these by the catalogue.
    id: 'cloudformation-005',
    title: 'Change set of a stack',
    category: 'new-passrole',
    target: 'workload-role',
    services: [CLOUDFORMATION],
    workload: { service: 'cloudformation', type: 'stack', kinds: ['cloudformation_stack'] },
    requires: allOn('workload', 'cloudformation:CreateChangeSet', 'cloudformation:ExecuteChangeSet'),
  },
  passing('codebuild-001', 'New CodeBuild project, built', 'codebuild.amazonaws.com', [
    'codebuild:CreateProject',
    'codebuild:StartBuild',
  ]),
  passing('codebuild-004', 'New CodeBuild project, built in a batch', 'codebuild.amazonaws.com', [
    'codebuild:CreateProject',
    'codebuild:StartBuildBatch',
  ]),
  passing(
    'datapipeline-001',
    'New data pipeline',
    ['datapipeline.amazonaws.com', 'elasticmapreduce.amazonaws.com'],
    ['datapipeline:CreatePipeline', 'datapipeline:PutPipelineDefinition', 'datapipeline:ActivatePipeline'],
  ),
  passing('ec2-001', 'New EC2 instance', 'ec2.amazonaws.com', ['ec2:RunInstances'], { byInstanceProfile: true }),
  passing('ec2-003', 'New EC2 spot instance', 'ec2.amazonaws.com', ['ec2:RequestSpotInstances'], {
    byInstanceProfile: true,
  }),
  passing('ecs-001', 'New ECS cluster and service', 'ecs-tasks.amazonaws.com', [
    'ecs:CreateCluster',
    'ecs:RegisterTaskDefinition',
    'ecs:CreateService',
  ]),
  passing('ecs-002', 'New ECS cluster and task', 'ecs-tasks.amazonaws.com', [
    'ecs:CreateCluster',
    'ecs:RegisterTaskDefinition',
    'ecs:RunTask',
  ]),
  passing('ecs-003', 'New ECS service', 'ecs-tasks.amazonaws.com', ['ecs:RegisterTaskDefinition', 'ecs:CreateService']),
  passing('ecs-004', 'New ECS task', 'ecs-tasks.amazonaws.com', ['ecs:RegisterTaskDefinition', 'ecs:RunTask']),
  passing('ecs-005', 'New ECS task on an instance', 'ecs-tasks.amazonaws.com', [
    'ecs:RegisterTaskDefinition',
    'ecs:StartTask',
  ]),
  passing('glue-001', 'New Glue development endpoint', 'glue.amazonaws.com', ['glue:CreateDevEndpoint']),
  passing('glue-003', 'New Glue job, started', 'glue.amazonaws.com', ['glue:CreateJob', 'glue:StartJobRun']),
  passing('glue-004', 'New Glue job with a trigger', 'glue.amazonaws.com', ['glue:CreateJob', 'glue:CreateTrigger']),
  passing('glue-005', 'Changed Glue job, started', 'glue.amazonaws.com', ['glue:UpdateJob', 'glue:StartJobRun']),
  passing('glue-006', 'Changed Glue job with a trigger', 'glue.amazonaws.com', [
    'glue:UpdateJob',
    'glue:CreateTrigger',
  ]),
  passing('lambda-001', 'New Lambda function, invoked', 'lambda.amazonaws.com', [
    'lambda:CreateFunction',
    'lambda:InvokeFunction',
  ]),
  passing('lambda-002', 'New Lambda function on an event source', 'lambda.amazonaws.com', [
    'lambda:CreateFunction',
    'lambda:CreateEventSourceMapping',
  ]),
  passing('lambda-006', 'New Lambda function that lets itself be invoked', 'lambda.amazonaws.com', [
    'lambda:CreateFunction',
    'lambda:AddPermission',
  ]),
  passing('sagemaker-001', 'New SageMaker notebook', 'sagemaker.amazonaws.com', ['sagemaker:CreateNotebookInstance']),
  passing('sagemaker-002', 'New SageMaker training job', 'sagemaker.amazonaws.com', ['sagemaker:CreateTrainingJob']),
  passing('sagemaker-003', 'New SageMaker processing job', 'sagemaker.amazonaws.com', [
    'sagemaker:CreateProcessingJob',
  ]),
];

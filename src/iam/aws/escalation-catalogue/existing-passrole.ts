/** Paths into compute that has its role already: whoever changes what it runs, runs code as the role. */
import { allOn, type EscalationPath, type EscalationRequirement } from './path.ts';

type Compute = Required<Pick<EscalationPath, 'services' | 'workload'>> & Pick<EscalationPath, 'byInstanceProfile'>;

const compute = (trusted: string, service: string, type: string, ...kinds: readonly string[]): Compute => ({
  services: [trusted],
  workload: { service, type, kinds },
});

const APP_RUNNER = compute('tasks.apprunner.amazonaws.com', 'apprunner', 'service', 'apprunner_service');
const CODE_INTERPRETER = compute(
  'bedrock-agentcore.amazonaws.com',
  'bedrock-agentcore',
  'code-interpreter-custom',
  'bedrock_agentcore_code_interpreter_custom',
);
const STACK = compute('cloudformation.amazonaws.com', 'cloudformation', 'stack', 'cloudformation_stack');
const PROJECT = compute('codebuild.amazonaws.com', 'codebuild', 'project', 'codebuild_project');
const INSTANCE: Compute = {
  ...compute('ec2.amazonaws.com', 'ec2', 'instance', 'ec2_instance'),
  byInstanceProfile: true,
};
const LAUNCH_TEMPLATE: Compute = {
  ...compute('ec2.amazonaws.com', 'ec2', 'launch-template', 'ec2_launch_template'),
  byInstanceProfile: true,
};
const DEV_ENDPOINT = compute('glue.amazonaws.com', 'glue', 'devendpoint', 'glue_devEndpoint');
const FUNCTION = compute('lambda.amazonaws.com', 'lambda', 'function', 'lambda_function');
const NOTEBOOK = compute('sagemaker.amazonaws.com', 'sagemaker', 'notebook-instance', 'sagemaker_notebook_instance');

/** A path into this compute that needs these actions on it. */
function into(
  id: string,
  title: string,
  compute: Compute,
  actions: readonly (string | EscalationRequirement)[],
): EscalationPath {
  const requires = actions.map(
    (action): EscalationRequirement => (typeof action === 'string' ? { action, on: 'workload' } : action),
  );
  return { id, title, category: 'existing-passrole', target: 'workload-role', ...compute, requires };
}

const codeInterpreter = (action: string): EscalationRequirement => ({
  action,
  on: 'workload',
  types: ['code-interpreter-custom'],
});

export const EXISTING_PASSROLE: readonly EscalationPath[] = [
  into('apprunner-002', 'Changed App Runner service', APP_RUNNER, ['apprunner:UpdateService']),
  into('bedrock-002', 'Session in a Bedrock AgentCore code interpreter', CODE_INTERPRETER, [
    codeInterpreter('bedrock-agentcore:StartCodeInterpreterSession'),
    codeInterpreter('bedrock-agentcore:InvokeCodeInterpreter'),
  ]),
  into('cloudformation-002', 'Changed stack', STACK, ['cloudformation:UpdateStack']),
  into('codebuild-002', 'Build of a CodeBuild project', PROJECT, ['codebuild:StartBuild']),
  into('codebuild-003', 'Batch build of a CodeBuild project', PROJECT, ['codebuild:StartBuildBatch']),
  into('ec2-002', 'Changed user data of an EC2 instance', INSTANCE, [
    'ec2:ModifyInstanceAttribute',
    'ec2:StopInstances',
    'ec2:StartInstances',
  ]),
  into('ec2-004', 'Changed launch template', LAUNCH_TEMPLATE, [
    'ec2:CreateLaunchTemplateVersion',
    'ec2:ModifyLaunchTemplate',
  ]),
  into('ec2instanceconnect-003', 'SSH key pushed to an EC2 instance', INSTANCE, [
    'ec2-instance-connect:SendSSHPublicKey',
    ...allOn('any', 'ec2:DescribeInstances'),
  ]),
  into('glue-002', 'SSH key of a Glue development endpoint', DEV_ENDPOINT, ['glue:UpdateDevEndpoint']),
  into('lambda-003', 'Changed code of a Lambda function', FUNCTION, ['lambda:UpdateFunctionCode']),
  into('lambda-004', 'Changed code of a Lambda function, invoked', FUNCTION, [
    'lambda:UpdateFunctionCode',
    'lambda:InvokeFunction',
  ]),
  into('lambda-005', 'Changed code of a Lambda function that lets itself be invoked', FUNCTION, [
    'lambda:UpdateFunctionCode',
    'lambda:AddPermission',
  ]),
  into('sagemaker-004', 'Link into a SageMaker notebook', NOTEBOOK, ['sagemaker:CreatePresignedNotebookInstanceUrl']),
  into('sagemaker-005', 'Start script of a SageMaker notebook', NOTEBOOK, [
    ...allOn('any', 'sagemaker:CreateNotebookInstanceLifecycleConfig'),
    'sagemaker:StopNotebookInstance',
    'sagemaker:UpdateNotebookInstance',
    'sagemaker:StartNotebookInstance',
  ]),
  into('ssm-001', 'Shell on an EC2 instance', INSTANCE, ['ssm:StartSession']),
  into('ssm-002', 'Command on an EC2 instance', INSTANCE, ['ssm:SendCommand']),
];

/**
 * Shifts traffic to a new version of a function step by step, and back when one of its alarms fires: CodeDeploy
 * shifts an alias per HTTP function.
 * https://docs.aws.amazon.com/codedeploy/latest/userguide/deployment-configurations.html
 */
const APPLICATION = 'HttpDeployments';
const ROLE = 'HttpDeploymentsRole';
const ALIAS = 'live';

const getAtt = (id, attribute) => ({ 'Fn::GetAtt': [id, attribute] });

/** True if callers reach functions through an alias; the framework must then publish versions. */
const usesAlias = ({ deployment, provisionedConcurrency }) =>
  deployment !== 'AllAtOnce' || provisionedConcurrency > 0;

/**
 * @param template the compiled template; it must have a version of every HTTP function
 * @param settings `deployment`: AllAtOnce or the name of a CodeDeploy configuration of the platform Lambda, without
 *   the prefix `CodeDeployDefault.Lambda`; `provisionedConcurrency`: environments kept warm per function;
 *   `alarmTopic`
 */
function deployGradually({ Resources }, stage, settings) {
  if (!usesAlias(settings)) return;
  const shifts = settings.deployment !== 'AllAtOnce';
  if (shifts) Object.assign(Resources, application());
  for (const [integrationId, integration] of Object.entries(Resources)) {
    if (integration.Type !== 'AWS::ApiGatewayV2::Integration') continue;
    const functionId = integration.Properties.IntegrationUri['Fn::GetAtt'][0];
    const name = functionId.replace(/LambdaFunction$/, '');
    const aliasId = `${name}Alias`;
    const versionId = versionOf(Resources, functionId);
    Resources[aliasId] = alias(functionId, versionId, settings.provisionedConcurrency);
    if (shifts) {
      const alarms = {
        [`${name}ErrorsAlarm`]: errorsAlarm(functionId, settings.alarmTopic),
        [`${name}FailuresAlarm`]: failuresAlarm(functionId, versionId, stage, settings.alarmTopic),
      };
      Object.assign(Resources, alarms);
      Resources[`${name}Deployments`] = deploymentGroup(Object.keys(alarms), settings.deployment);
      // Create the alarms on the new version before the first caller gets it.
      Resources[aliasId].DependsOn = Object.keys(alarms);
      Resources[aliasId].UpdatePolicy = {
        CodeDeployLambdaAliasUpdate: {
          ApplicationName: { Ref: APPLICATION },
          DeploymentGroupName: { Ref: `${name}Deployments` },
        },
      };
    }
    Resources[integrationId].Properties.IntegrationUri = { Ref: aliasId };
    for (const { Type, Properties } of Object.values(Resources)) {
      const permits =
        Type === 'AWS::Lambda::Permission' && isReferenceTo(Properties.FunctionName, functionId);
      if (permits) Properties.FunctionName = { Ref: aliasId };
    }
  }
}

const isReferenceTo = (value, id) => value?.Ref === id || value?.['Fn::GetAtt']?.[0] === id;

function versionOf(Resources, functionId) {
  const [id] =
    Object.entries(Resources).find(
      ([, { Type, Properties }]) =>
        Type === 'AWS::Lambda::Version' && Properties.FunctionName?.Ref === functionId,
    ) ?? [];
  if (!id) throw new Error(`${functionId} has no version to deploy gradually: versionFunctions is off`);
  return id;
}

const alias = (functionId, versionId, provisioned) => ({
  Type: 'AWS::Lambda::Alias',
  Properties: {
    Name: ALIAS,
    FunctionName: { Ref: functionId },
    FunctionVersion: getAtt(versionId, 'Version'),
    ...(provisioned > 0
      ? { ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: provisioned } }
      : {}),
  },
});

const alarm = (AlarmName, AlarmDescription, alarmTopic, metric) => ({
  Type: 'AWS::CloudWatch::Alarm',
  Properties: {
    AlarmName,
    AlarmDescription: `${AlarmDescription} During a gradual deployment this takes callers back to the version before; look at its log. Runbook: docs/runbook.md#function-errors`,
    ...metric,
    Statistic: 'Sum',
    Period: 60,
    EvaluationPeriods: 1,
    ComparisonOperator: 'GreaterThanThreshold',
    Threshold: 0,
    TreatMissingData: 'notBreaching',
    AlarmActions: [alarmTopic],
  },
});

/** For failures without an answer from our code: a crash, a timeout, too little memory. */
const errorsAlarm = (functionId, alarmTopic) =>
  alarm(
    { 'Fn::Sub': `\${${functionId}}-${ALIAS}-errors` },
    'A function that callers wait for has crashed or run out of time.',
    alarmTopic,
    {
      Namespace: 'AWS/Lambda',
      MetricName: 'Errors',
      Dimensions: [
        { Name: 'FunctionName', Value: { Ref: functionId } },
        { Name: 'Resource', Value: { 'Fn::Sub': `\${${functionId}}:${ALIAS}` } },
      ],
    },
  );

/** For errors that the new version answers with 500: packages/lambda/src/http.ts counts them by version. */
const failuresAlarm = (functionId, versionId, stage, alarmTopic) =>
  alarm(
    { 'Fn::Sub': `\${${functionId}}-${ALIAS}-failures` },
    'The newest version of a function has answered callers with 500.',
    alarmTopic,
    {
      Namespace: 'Orderflow',
      MetricName: 'FailedRequests',
      Dimensions: [
        { Name: 'FunctionName', Value: { Ref: functionId } },
        { Name: 'Version', Value: getAtt(versionId, 'Version') },
        { Name: 'Stage', Value: stage },
      ],
    },
  );

const deploymentGroup = (alarmIds, deployment) => ({
  Type: 'AWS::CodeDeploy::DeploymentGroup',
  Properties: {
    ApplicationName: { Ref: APPLICATION },
    ServiceRoleArn: getAtt(ROLE, 'Arn'),
    DeploymentConfigName: `CodeDeployDefault.Lambda${deployment}`,
    DeploymentStyle: { DeploymentType: 'BLUE_GREEN', DeploymentOption: 'WITH_TRAFFIC_CONTROL' },
    AlarmConfiguration: { Enabled: true, Alarms: alarmIds.map((id) => ({ Name: { Ref: id } })) },
    AutoRollbackConfiguration: {
      Enabled: true,
      Events: ['DEPLOYMENT_FAILURE', 'DEPLOYMENT_STOP_ON_ALARM', 'DEPLOYMENT_STOP_ON_REQUEST'],
    },
  },
});

const application = () => ({
  [APPLICATION]: { Type: 'AWS::CodeDeploy::Application', Properties: { ComputePlatform: 'Lambda' } },
  [ROLE]: {
    Type: 'AWS::IAM::Role',
    Properties: {
      AssumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          { Effect: 'Allow', Principal: { Service: 'codedeploy.amazonaws.com' }, Action: 'sts:AssumeRole' },
        ],
      },
      ManagedPolicyArns: [
        {
          // biome-ignore lint/suspicious/noTemplateCurlyInString: CloudFormation's own placeholder.
          'Fn::Sub': 'arn:${AWS::Partition}:iam::aws:policy/service-role/AWSCodeDeployRoleForLambdaLimited',
        },
      ],
    },
  },
});

module.exports = { deployGradually, usesAlias };

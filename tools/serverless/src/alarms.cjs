const { chosen } = require('./alarmChoice.cjs');

const HTTP_TIMEOUT_MS = 30_000;
const NEAR = 0.8;

const dimension = (Name, Value) => [{ Name, Value }];
const sum = { Statistic: 'Sum', Period: 60, ComparisonOperator: 'GreaterThanThreshold', Threshold: 0 };

/** Alarms on a function without a waiting caller: nobody else sees its failures. */
const functionAlarms = (name, timeoutSeconds) => ({
  Errors: {
    ...sum,
    MetricName: 'Errors',
    EvaluationPeriods: 3,
    AlarmDescription: `${name} failed as a whole in 3 minutes of 3: it crashed, or ran out of time or memory. Read its log, fix the cause; its messages wait or are in their DLQ. Runbook: docs/runbook.md#function-errors`,
  },
  Throttles: {
    ...sum,
    MetricName: 'Throttles',
    EvaluationPeriods: 5,
    AlarmDescription: `${name} was throttled for 5 minutes: the account's concurrency is used up. Look at which function takes it; lower its maximum concurrency or raise the quota. Runbook: docs/runbook.md#function-throttles`,
  },
  Duration: {
    ...sum,
    MetricName: 'Duration',
    Statistic: 'Maximum',
    EvaluationPeriods: 3,
    Threshold: timeoutSeconds * 1000 * NEAR,
    AlarmDescription: `${name} takes over 80 % of its timeout: soon its batches fail and repeat. Look for throttled tables and big batches; make the batch smaller or the timeout longer. Runbook: docs/runbook.md#duration-near-the-timeout`,
  },
});

const apiAlarms = (service) => ({
  ServerErrors: {
    ...sum,
    MetricName: '5xx',
    EvaluationPeriods: 3,
    DatapointsToAlarm: 2,
    AlarmDescription: `The API of ${service} answers 5xx. Trace a correlation id of a failed request to its error. Runbook: docs/runbook.md#api-server-errors`,
  },
  Latency: {
    MetricName: 'Latency',
    ExtendedStatistic: 'p99',
    Period: 60,
    EvaluationPeriods: 5,
    ComparisonOperator: 'GreaterThanThreshold',
    Threshold: HTTP_TIMEOUT_MS / 10,
    AlarmDescription: `One request in a hundred to ${service} takes over 3 s. Look at the functions' duration and at throttled tables. Runbook: docs/runbook.md#api-latency`,
  },
});

const streamAlarms = (name) => ({
  IteratorAge: {
    ...sum,
    MetricName: 'IteratorAge',
    Statistic: 'Maximum',
    EvaluationPeriods: 5,
    Threshold: 600_000,
    AlarmDescription: `${name} is over 10 minutes behind its stream, which forgets after 24 hours. Look at its errors: one record that fails holds up its shard. Runbook: docs/runbook.md#stream-iterator-age`,
  },
});

/** An error in the function itself ends in the queue for failed schedules, which has an alarm. */
const scheduleAlarms = (name) => ({
  FailedInvocations: {
    ...sum,
    MetricName: 'FailedInvocations',
    EvaluationPeriods: 1,
    AlarmDescription: `The schedule of ${name} could not invoke it. Look at the rule's target and at the function's permission for events.amazonaws.com. Runbook: docs/runbook.md#schedules`,
  },
});

/** A failed execution has its alarm where the workflow is defined: its meaning depends on the workflow. */
const workflowAlarms = {
  TimedOut: {
    ...sum,
    MetricName: 'ExecutionsTimedOut',
    EvaluationPeriods: 1,
    AlarmDescription:
      'An execution ran out of time as a whole. Look at its steps, fix the cause, redrive it. Runbook: docs/runbook.md#failed-executions',
  },
};

/**
 * Adds the alarms to a service's template: on functions that events and schedules invoke, on its API and on its state
 * machines, so that new ones are watched automatically. Adds one composite alarm over all of them.
 *
 * @param settings `alarmTopic`: their receiver; `alarms`: the stage's choice; `compositeAlarms`: false if the engine
 *   has none
 */
function alarm(template, service, stage, { alarmTopic, alarms: choice, compositeAlarms }) {
  const { Resources } = template;
  const isChosen = chosen(choice);
  const prefix = `${service}-${stage}`;
  for (const [id, { Type }] of Object.entries(Resources)) {
    if (Type === 'AWS::CloudWatch::Alarm' && !isChosen(id)) delete Resources[id];
  }
  const names = Object.values(Resources).flatMap(({ Type, Properties }) =>
    Type === 'AWS::CloudWatch::Alarm' ? [Properties.AlarmName] : [],
  );
  const add = (id, Namespace, Dimensions, alarms) => {
    for (const [kind, properties] of Object.entries(alarms)) {
      if (!isChosen(`${id}${kind}Alarm`)) continue;
      const AlarmName = `${prefix}-${id}-${kind}`;
      names.push(AlarmName);
      Resources[`${id}${kind}Alarm`] = {
        Type: 'AWS::CloudWatch::Alarm',
        Properties: {
          AlarmName,
          Namespace,
          Dimensions,
          TreatMissingData: 'notBreaching',
          AlarmActions: [alarmTopic],
          ...properties,
        },
      };
    }
  };
  for (const [id, { Type, Properties }] of Object.entries(Resources)) {
    if (Type === 'AWS::ApiGatewayV2::Api') {
      add(id, 'AWS/ApiGateway', dimension('ApiId', { Ref: id }), apiAlarms(service));
    } else if (Type === 'AWS::StepFunctions::StateMachine') {
      add(id, 'AWS/States', dimension('StateMachineArn', { Ref: id }), workflowAlarms);
    } else if (Type === 'AWS::Events::Rule') {
      const fn = Properties.Targets[0].Arn['Fn::GetAtt'][0];
      const { FunctionName, Timeout } = Resources[fn].Properties;
      const { Throttles, Duration } = functionAlarms(FunctionName, Timeout);
      add(fn, 'AWS/Lambda', dimension('FunctionName', FunctionName), { Throttles, Duration });
      add(id, 'AWS/Events', dimension('RuleName', { Ref: id }), scheduleAlarms(FunctionName));
    } else if (Type === 'AWS::Lambda::EventSourceMapping') {
      const fn = Properties.FunctionName['Fn::GetAtt'][0];
      const { FunctionName, Timeout } = Resources[fn].Properties;
      const ofStream = Properties.StartingPosition === undefined ? {} : streamAlarms(FunctionName);
      add(fn, 'AWS/Lambda', dimension('FunctionName', FunctionName), {
        ...functionAlarms(FunctionName, Timeout),
        ...ofStream,
      });
    }
  }
  if (names.length === 0 || !compositeAlarms) return;
  Resources.ServiceAlarm = {
    Type: 'AWS::CloudWatch::CompositeAlarm',
    DependsOn: Object.keys(Resources).filter((id) => Resources[id].Type === 'AWS::CloudWatch::Alarm'),
    Properties: {
      AlarmName: prefix,
      AlarmDescription: `Something in ${service} needs a look: the alarms it is made of say what. Runbook: docs/runbook.md#first-look`,
      AlarmRule: names.map((name) => `ALARM("${name}")`).join(' OR '),
      AlarmActions: [alarmTopic],
    },
  };
}

module.exports = { alarm };

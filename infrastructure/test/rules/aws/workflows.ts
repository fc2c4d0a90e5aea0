import { type AwsRule, failing, jsonBytes, some } from './rule.ts';

const QUOTAS = 'https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html';
const MACHINE = 'AWS::StepFunctions::StateMachine';
const RULE = 'AWS::Events::Rule';
const SCHEDULE = 'AWS::Scheduler::Schedule';

const machinesFit: AwsRule = {
  name: 'a definition has 1 MB, names of states 80 characters, and waits end within a year',
  source: QUOTAS,
  notProven:
    'an execution has 25,000 events of history, a state 256 KiB of input: a person has some 60 events, and what flows is two ids. SendTaskSuccess is limited to some 500 a second',
  check: (stage) =>
    failing(stage, MACHINE, ({ Properties: { Definition } }) => {
      const states = Object.entries<Record<string, number>>(Definition.States);
      const year = 31_536_000;
      const waits = (one: Record<string, number>) =>
        ['TimeoutSeconds', 'HeartbeatSeconds', 'Seconds'].every(
          (key) => (one[key] ?? 1) > 0 && (one[key] ?? 1) <= year,
        );
      return (
        jsonBytes(Definition) <= 1_048_576 &&
        (Definition.TimeoutSeconds ?? 1) <= year &&
        states.every(([name, one]) => [...name].length <= 80 && waits(one))
      );
    }),
  counterexamples: {
    'a long name': (stage) => {
      const { Definition } = some(stage, MACHINE).Properties;
      Definition.States['x'.repeat(81)] = { Type: 'Succeed' };
    },
    'a wait of two years': (stage) => {
      const { Definition } = some(stage, MACHINE).Properties;
      Definition.States.Long = { Type: 'Wait', Seconds: 63_072_000, End: true };
    },
    'a large definition': (stage) => {
      some(stage, MACHINE).Properties.Definition.Comment = 'x'.repeat(1_048_576);
    },
  },
};

const logsHaveTheirForm: AwsRule = {
  name: 'the log group of a state machine is named by an ARN that ends in `:*`',
  source: 'https://docs.aws.amazon.com/step-functions/latest/apireference/API_CloudWatchLogsLogGroup.html',
  check: (stage) =>
    failing(
      stage,
      MACHINE,
      ({ Properties: { LoggingConfiguration: { Destinations = [], Level = 'OFF' } = {} } }) => {
        const arns = Destinations.map(
          (one: Record<string, { LogGroupArn: string }>) => one['CloudWatchLogsLogGroup']?.LogGroupArn,
        );
        return (
          arns.length <= 1 &&
          (Level === 'OFF' || arns.length === 1) &&
          arns.every((arn: string) => arn.endsWith(':*'))
        );
      },
    ),
  counterexamples: {
    'an ARN without it': (stage) => {
      some(stage, MACHINE).Properties.LoggingConfiguration.Destinations = [
        { CloudWatchLogsLogGroup: { LogGroupArn: 'arn:aws:logs:us-east-1:123456789012:log-group:x' } },
      ];
    },
    'no group': (stage) => {
      some(stage, MACHINE).Properties.LoggingConfiguration.Destinations = [];
    },
  },
};

const FIELD = '[\\w*/,\\-?#]+';
/** `rate(1 hour)`, `rate(5 minutes)`, `cron(0 4 * * ? *)`: exactly one of the two day fields is `?`. */
function isSchedule(expression: string): boolean {
  const [, count, unit] = /^rate\(([1-9]\d*) (minute|hour|day)s?\)$/.exec(expression) ?? [];
  if (unit) return (count === '1') === !expression.endsWith('s)');
  if (!new RegExp(`^cron\\(${FIELD}( ${FIELD}){5}\\)$`).test(expression))
    return /^at\(\d{4}-\d\d-\d\dT[\d:]{8}\)$/.test(expression);
  const [, , dayOfMonth, , dayOfWeek] = expression.slice(5, -1).split(' ');
  return (dayOfMonth === '?') !== (dayOfWeek === '?');
}

const schedulesAreTaken: AwsRule = {
  name: 'a schedule is a rate of at least a minute, in the singular for one, or six fields with one day left open; it has at most 5 targets',
  source: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html',
  notProven: 'that it fires when it should: at times EventBridge fires twice, or a minute late',
  check: (stage) => [
    ...failing(stage, RULE, ({ Properties: { ScheduleExpression, Targets = [] } }) => {
      const ids = Targets.map(({ Id }: { Id: string }) => Id);
      return (
        (ScheduleExpression === undefined ||
          (isSchedule(ScheduleExpression) && !ScheduleExpression.startsWith('at('))) &&
        ids.length <= 5 &&
        new Set(ids).size === ids.length &&
        ids.every((id: string) => /^[.\-_A-Za-z0-9]{1,64}$/.test(id))
      );
    }),
    ...failing(
      stage,
      SCHEDULE,
      ({ Properties: { ScheduleExpression, FlexibleTimeWindow } }) =>
        isSchedule(ScheduleExpression) && /^(OFF|FLEXIBLE)$/.test(FlexibleTimeWindow?.Mode),
    ),
  ],
  counterexamples: {
    'one hours': (stage) => {
      some(stage, RULE).Properties.ScheduleExpression = 'rate(1 hours)';
    },
    'five fields, as in crontab': (stage) => {
      some(stage, RULE).Properties.ScheduleExpression = 'cron(0 4 * * ?)';
    },
    'two days': (stage) => {
      some(stage, RULE).Properties.ScheduleExpression = 'cron(0 4 * * * *)';
    },
    'every few seconds': (stage) => {
      some(stage, RULE).Properties.ScheduleExpression = 'rate(30 seconds)';
    },
    'six targets': (stage) => {
      const { Properties } = some(stage, RULE);
      Properties.Targets = Array.from({ length: 6 }, (_, index) => ({
        ...Properties.Targets[0],
        Id: `t${index}`,
      }));
    },
  },
};

export const WORKFLOWS = [machinesFit, logsHaveTheirForm, schedulesAreTaken];

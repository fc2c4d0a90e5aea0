import type { Deployment } from '@orderflow/stacks/deployment';
import { type AwsRule, every, type Found, failing, some } from './rule.ts';

const PUT_ALARM = 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html';
const ALARM = 'AWS::CloudWatch::Alarm';
const COMPOSITE = 'AWS::CloudWatch::CompositeAlarm';
const HOUR = 3_600;
const DAY = 86_400;

interface Query {
  Id: string;
  Expression?: string;
  ReturnData?: boolean;
  MetricStat?: { Period: number; Metric: { Namespace: string } };
}
const queries = ({ Properties }: Found): Query[] => Properties.Metrics ?? [];
const periods = (found: Found): number[] => [
  ...(found.Properties.Period === undefined ? [] : [Number(found.Properties.Period)]),
  ...queries(found).flatMap(({ MetricStat }) => MetricStat?.Period ?? []),
];
/** Metrics of AWS's own services arrive once a minute, so a shorter period has no data. */
const isOurs = ({ Properties }: Found) => !String(Properties.Namespace ?? 'AWS/').startsWith('AWS/');

const windowsAreTaken: AwsRule = {
  name: 'an alarm looks at whole minutes, at a day together, or a week where its period is an hour at least',
  source: PUT_ALARM,
  check: (stage) =>
    failing(stage, ALARM, (found) => {
      const { EvaluationPeriods, DatapointsToAlarm = EvaluationPeriods } = found.Properties;
      return periods(found).every((period) => {
        const length = period % 60 === 0 || (isOurs(found) && [10, 20, 30].includes(period));
        const most = period < HOUR ? DAY : 7 * DAY;
        return (
          length && period > 0 && period * EvaluationPeriods <= most && DatapointsToAlarm <= EvaluationPeriods
        );
      });
    }),
  counterexamples: {
    'a period of 90 seconds': (stage) => {
      some(stage, ALARM).Properties.Period = 90;
    },
    'ten seconds of what comes once a minute': (stage) => {
      some(stage, ALARM, ({ Properties }) => Properties.Namespace === 'AWS/SQS').Properties.Period = 10;
    },
    'more than a day': (stage) => {
      Object.assign(some(stage, ALARM).Properties, { Period: 300, EvaluationPeriods: 289 });
    },
    'more points than periods': (stage) => {
      Object.assign(some(stage, ALARM).Properties, { EvaluationPeriods: 2, DatapointsToAlarm: 3 });
    },
  },
};

const STATISTICS = /^(SampleCount|Average|Sum|Minimum|Maximum)$/;
const EXTENDED = /^(p(\d{1,2}(\.\d+)?|100)|(tm|wm|tc|ts|TM|WM|PR|TC|TS).*|IQM)$/;

const alarmsAreWhole: AwsRule = {
  name: 'an alarm has a description of 1,024 characters, 5 actions and 30 dimensions at most, and one statistic that there is',
  source: PUT_ALARM,
  check: (stage) =>
    failing(stage, ALARM, (found) => {
      const {
        AlarmDescription = '',
        AlarmActions = [],
        Dimensions = [],
        Statistic,
        ExtendedStatistic,
      } = found.Properties;
      const one =
        queries(found).length > 0
          ? Statistic === undefined && ExtendedStatistic === undefined
          : ExtendedStatistic === undefined
            ? STATISTICS.test(Statistic)
            : EXTENDED.test(ExtendedStatistic) && Statistic === undefined;
      return AlarmDescription.length <= 1_024 && AlarmActions.length <= 5 && Dimensions.length <= 30 && one;
    }),
  counterexamples: {
    'a long description': (stage) => {
      some(stage, ALARM).Properties.AlarmDescription = 'x'.repeat(1_025);
    },
    'six actions': (stage) => {
      const { Properties } = some(stage, ALARM);
      Properties.AlarmActions = Array(6).fill(Properties.AlarmActions[0]);
    },
    'a percentile as a statistic': (stage) => {
      some(stage, ALARM, ({ Properties }) => Properties.Statistic).Properties.Statistic = 'p99';
    },
    'two statistics': (stage) => {
      some(stage, ALARM, ({ Properties }) => Properties.Statistic).Properties.ExtendedStatistic = 'p99';
    },
  },
};

const mathIsTaken: AwsRule = {
  name: 'an alarm computes with at most 10 metrics, gives back one, and searches for none',
  source:
    'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Create-alarm-on-metric-math-expression.html',
  notProven:
    'that an expression means what it should: its alarm is evaluated by the local gateway, not by CloudWatch',
  check: (stage) =>
    failing(stage, ALARM, (found) => {
      const all = queries(found);
      if (all.length === 0) return true;
      const ids = all.map(({ Id }) => Id);
      const named = (text: string) => [...text.matchAll(/\b[a-z]\w*\b/g)].map(([id]) => id);
      return (
        all.length <= 10 &&
        new Set(ids).size === ids.length &&
        ids.every((id) => /^[a-z]\w{0,254}$/.test(id)) &&
        all.filter(({ ReturnData = true }) => ReturnData).length === 1 &&
        all.every(
          ({ Expression = '' }) =>
            Expression.length <= 2_048 &&
            !Expression.includes('SEARCH(') &&
            named(Expression).every((id) => ids.includes(id)),
        )
      );
    }),
  counterexamples: {
    'a search': (stage) => {
      const [first] = queries(some(stage, ALARM, (found) => queries(found).length > 0));
      if (first) first.Expression = "SUM(SEARCH('{AWS/SQS,QueueName}', 'Sum', 60))";
    },
    'two that are given back': (stage) => {
      for (const one of queries(some(stage, ALARM, (found) => queries(found).length > 0)))
        one.ReturnData = true;
    },
    'a metric that is not there': (stage) => {
      const [first] = queries(some(stage, ALARM, (found) => queries(found).length > 0));
      if (first) first.Expression = 'waiting + gone';
    },
  },
};

const compositesAreTaken: AwsRule = {
  name: 'a composite alarm is made of at most 100 alarms that are there before it, in 10,240 characters',
  source: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html',
  check: (stage) =>
    failing(stage, COMPOSITE, ({ stack, one, Properties: { AlarmRule } }) => {
      const children = [...String(AlarmRule).matchAll(/(?:ALARM|OK|INSUFFICIENT_DATA)\("([^"]+)"\)/g)].map(
        ([, name = '']) => name,
      );
      const resources = stage.stacks[stack]?.Resources ?? {};
      const before = [one.DependsOn ?? []].flat().map((id) => resources[id]?.Properties.AlarmName);
      const own = Object.values(resources).map(({ Properties }) => Properties?.AlarmName);
      return (
        AlarmRule.length <= 10_240 &&
        children.length > 0 &&
        new Set(children).size <= 100 &&
        children.every((name) => before.includes(name) || !own.includes(name)) &&
        children.every((name) => every(stage, ALARM).some(({ Properties }) => Properties.AlarmName === name))
      );
    }),
  counterexamples: {
    'an alarm that is not there': (stage) => {
      some(stage, COMPOSITE).Properties.AlarmRule += ' OR ALARM("gone")';
    },
    'an alarm that may come later': (stage) => {
      delete some(stage, COMPOSITE).one.DependsOn;
    },
    'too long a rule': (stage) => {
      const { Properties } = some(stage, COMPOSITE);
      Properties.AlarmRule = Array(200).fill(Properties.AlarmRule).join(' OR ');
    },
  },
};

interface Widget {
  type: string;
  properties: { metrics?: ({ expression?: string } | string)[][] };
}
const widgets = ({ Properties }: Found): Widget[] => JSON.parse(Properties.DashboardBody).widgets;

const dashboardsAreTaken: AwsRule = {
  name: 'a dashboard has at most 500 widgets, of 500 metrics each, and searches in 1,024 characters',
  source: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_limits.html',
  notProven:
    'that a search finds something: it shows at most 500 series, and those of the last two weeks; nobody but a person sees an empty graph',
  check: (stage) =>
    failing(stage, 'AWS::CloudWatch::Dashboard', (found) => {
      const all = widgets(found);
      const expressions = all.flatMap(({ properties }) =>
        (properties.metrics ?? [])
          .flat()
          .flatMap((one) => (typeof one === 'object' ? (one.expression ?? []) : [])),
      );
      const total = all.reduce((sum, { properties }) => sum + (properties.metrics ?? []).length, 0);
      return (
        all.length <= 500 &&
        total <= 2_500 &&
        all.every(({ properties }) => (properties.metrics ?? []).length <= 500) &&
        expressions.every((text) => text.length <= 1_024)
      );
    }),
  counterexamples: {
    'a long search': (stage) => {
      const { Properties } = some(stage, 'AWS::CloudWatch::Dashboard');
      const metrics = [[{ expression: `SEARCH('${'x'.repeat(1_024)}', 'Sum', 60)` }]];
      Properties.DashboardBody = JSON.stringify({ widgets: [{ type: 'metric', properties: { metrics } }] });
    },
    'too many widgets': (stage) => {
      const { Properties } = some(stage, 'AWS::CloudWatch::Dashboard');
      Properties.DashboardBody = JSON.stringify({
        widgets: Array(501).fill({ type: 'metric', properties: {} }),
      });
    },
  },
};

/** The values that PutRetentionPolicy accepts. */
const RETENTION = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];
const GROUP = 'AWS::Logs::LogGroup';

const logsAreKeptForADocumentedTime: AwsRule = {
  name: 'a log group keeps its events for one of the numbers of days that CloudWatch Logs knows',
  source: 'https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html',
  check: (stage) =>
    failing(stage, GROUP, ({ Properties }) => RETENTION.includes(Number(Properties.RetentionInDays))),
  counterexamples: {
    'ten days': (stage) => {
      some(stage, GROUP).Properties.RetentionInDays = 10;
    },
  },
};

const logGroupsAreOwn: AwsRule = {
  name: 'no two log groups have one name',
  source: 'https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html',
  check: (stage) => {
    const names = every(stage, GROUP).map(({ Properties }) => Properties.LogGroupName);
    return names.filter((name, index) => names.indexOf(name) !== index);
  },
  counterexamples: {
    'one name twice': (stage) => {
      const { stack, one } = some(stage, GROUP);
      const resources = stage.stacks[stack]?.Resources ?? {};
      resources['SameLogs'] = structuredClone(one);
    },
  },
};

/** The log groups to which AWS services deliver logs. */
const delivered = (stage: Deployment): string[] => [
  ...every(stage, 'AWS::ApiGatewayV2::Stage').flatMap(
    ({ Properties }) => Properties.AccessLogSettings?.DestinationArn ?? [],
  ),
  ...every(stage, 'AWS::StepFunctions::StateMachine').flatMap(({ Properties }) =>
    (Properties.LoggingConfiguration?.Destinations ?? []).map(
      (one: { CloudWatchLogsLogGroup: { LogGroupArn: string } }) => one.CloudWatchLogsLogGroup.LogGroupArn,
    ),
  ),
];

/**
 * For a group with any other name, the service adds a statement to a resource policy of the account. That policy has
 * 5,120 characters, and the statements are never removed.
 */
const deliveredLogsLeaveThePolicyAlone: AwsRule = {
  name: 'a log group that API Gateway or Step Functions writes to is named /aws/vendedlogs/…',
  source: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-and-resource-policy.html',
  check: (stage) => delivered(stage).filter((arn) => !String(arn).includes(':log-group:/aws/vendedlogs/')),
  counterexamples: {
    'a group of another name': (stage) => {
      for (const { Properties } of every(stage, GROUP)) {
        if (!String(Properties.LogGroupName).startsWith('/aws/lambda/'))
          Properties.LogGroupName = '/aws/http-api/x';
      }
    },
  },
};

export const CLOUDWATCH = [
  windowsAreTaken,
  alarmsAreWhole,
  mathIsTaken,
  compositesAreTaken,
  dashboardsAreTaken,
  logsAreKeptForADocumentedTime,
  logGroupsAreOwn,
  deliveredLogsLeaveThePolicyAlone,
];

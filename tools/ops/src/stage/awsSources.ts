import {
  CloudWatchClient,
  GetMetricDataCommand,
  GetMetricStatisticsCommand,
  paginateDescribeAlarms,
} from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogsClient, paginateFilterLogEvents } from '@aws-sdk/client-cloudwatch-logs';
import { awsNotices } from '../notices/awsNotices.ts';
import { readLine } from '../readers/logLine.ts';
import { awsBusiness } from './awsBusiness.ts';
import type { Alarm, AlarmState, LogLine, Sources, Stack } from './types.ts';

/** CloudWatch reports a queue's age once a minute, a minute or two late. */
const AGE_WINDOW_MS = 5 * 60_000;

export function awsSources(stage: string, stacks: readonly Stack[]): Sources {
  const client = new CloudWatchClient({});
  const logs = new CloudWatchLogsClient({});
  const resources = stacks.flatMap((stack) => stack.resources);
  const named = (type: string, property: string) =>
    resources.filter((one) => one.type === type).map(({ properties }) => String(properties[property] ?? ''));
  return {
    alarms: async () => {
      const names = new Set([
        ...named('AWS::CloudWatch::Alarm', 'AlarmName'),
        ...named('AWS::CloudWatch::CompositeAlarm', 'AlarmName'),
      ]);
      const found: Alarm[] = [];
      const types = { AlarmTypes: ['MetricAlarm', 'CompositeAlarm'] as const };
      for await (const page of paginateDescribeAlarms({ client }, { AlarmTypes: [...types.AlarmTypes] })) {
        for (const one of [...(page.MetricAlarms ?? []), ...(page.CompositeAlarms ?? [])]) {
          if (!names.has(one.AlarmName ?? '')) continue;
          found.push({
            name: one.AlarmName ?? '',
            state: (one.StateValue ?? 'INSUFFICIENT_DATA') as AlarmState,
            reason: one.StateReason ?? '',
            description: one.AlarmDescription ?? '',
            since: (one.StateUpdatedTimestamp ?? new Date(0)).toISOString(),
          });
        }
      }
      return found;
    },
    findLines: async (text, since) => {
      const groups = named('AWS::Logs::LogGroup', 'LogGroupName').filter((name) =>
        name.startsWith('/aws/lambda/'),
      );
      const found = await Promise.all(groups.map((group) => filter(logs, group, text, since)));
      return found.flat().sort((a, b) => a.time.localeCompare(b.time));
    },
    oldestMessage: async (queueName) => {
      const now = Date.now();
      const { Datapoints = [] } = await client.send(
        new GetMetricStatisticsCommand({
          Namespace: 'AWS/SQS',
          MetricName: 'ApproximateAgeOfOldestMessage',
          Dimensions: [{ Name: 'QueueName', Value: queueName }],
          StartTime: new Date(now - AGE_WINDOW_MS),
          EndTime: new Date(now),
          Period: 60,
          Statistics: ['Maximum'],
        }),
      );
      const last = Datapoints.sort((a, b) => Number(a.Timestamp) - Number(b.Timestamp)).at(-1);
      return last?.Maximum;
    },
    invocations: () => invocationsOf(client, named('AWS::Lambda::Function', 'FunctionName')),
    business: () => awsBusiness(client, stage),
    notices: () => awsNotices(stacks),
  };
}

async function filter(
  client: CloudWatchLogsClient,
  logGroupName: string,
  text: string,
  since: Date,
): Promise<LogLine[]> {
  const lines: LogLine[] = [];
  const input = { logGroupName, filterPattern: JSON.stringify(text), startTime: since.getTime() };
  for await (const { events = [] } of paginateFilterLogEvents({ client }, input)) {
    for (const { message = '', timestamp = 0 } of events) {
      const line = readLine(message, logGroupName.replace('/aws/lambda/', ''));
      lines.push(line ?? plain(message, logGroupName, timestamp));
    }
  }
  return lines;
}

const plain = (message: string, source: string, timestamp: number): LogLine => ({
  time: new Date(timestamp).toISOString(),
  source,
  level: 'INFO',
  message: message.trim(),
  fields: {},
});

const WINDOW_MINUTES = 5;

async function invocationsOf(client: CloudWatchClient, functions: string[]): Promise<Record<string, number>> {
  const now = Date.now();
  const { MetricDataResults = [] } = await client.send(
    new GetMetricDataCommand({
      StartTime: new Date(now - WINDOW_MINUTES * 60_000),
      EndTime: new Date(now),
      MetricDataQueries: functions.map((Value, index) => ({
        Id: `m${index}`,
        MetricStat: {
          Metric: {
            Namespace: 'AWS/Lambda',
            MetricName: 'Invocations',
            Dimensions: [{ Name: 'FunctionName', Value }],
          },
          Period: WINDOW_MINUTES * 60,
          Stat: 'Sum',
        },
      })),
    }),
  );
  return Object.fromEntries(
    MetricDataResults.map(({ Id = '', Values = [] }) => [
      functions[Number(Id.slice(1))] ?? '',
      Math.round((Values[0] ?? 0) / WINDOW_MINUTES),
    ]),
  );
}

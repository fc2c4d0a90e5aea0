import {
  CloudWatchClient,
  GetMetricStatisticsCommand,
  paginateDescribeAlarms,
} from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogsClient, paginateFilterLogEvents } from '@aws-sdk/client-cloudwatch-logs';
import { awsNotices } from '../notices/awsNotices.ts';
import { readLine } from '../readers/logLine.ts';
import { awsActivity } from './awsActivity.ts';
import { awsBusiness } from './awsBusiness.ts';
import type { Alarm, AlarmState, LogLine, Sources, Stack } from './types.ts';

/** CloudWatch reports a queue's age once a minute, a minute or two late. */
const AGE_WINDOW_MS = 5 * 60_000;

/** CloudWatch's figures change once a minute, and each request costs money: polling more often is useless. */
const FRESH_MS = 30_000;

/** Caches the answer per argument, and reads it again when it is no longer fresh. */
function remembered<T, A extends string[]>(read: (...args: A) => Promise<T>): (...args: A) => Promise<T> {
  const known = new Map<string, { at: number; answer: Promise<T> }>();
  return (...args) => {
    const key = args.join();
    const before = known.get(key);
    if (before && Date.now() - before.at < FRESH_MS) return before.answer;
    const answer = read(...args);
    known.set(key, { at: Date.now(), answer });
    answer.catch(() => known.delete(key));
    return answer;
  };
}

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
    findLines: async (text, since, functionName) => {
      const groups = named('AWS::Logs::LogGroup', 'LogGroupName').filter((name) =>
        functionName ? name === `/aws/lambda/${functionName}` : name.startsWith('/aws/lambda/'),
      );
      const found = await Promise.all(groups.map((group) => filter(logs, group, text, since)));
      return found.flat().sort((a, b) => a.time.localeCompare(b.time));
    },
    oldestMessage: remembered(async (queueName) => {
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
    }),
    activity: remembered(() => awsActivity(client, resources)),
    business: remembered(() => awsBusiness(client, stage)),
    notices: remembered(() => awsNotices(stacks)),
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

import { type CloudWatchClient, GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import type { Activity, Resource } from './types.ts';

const MINUTE_MS = 60_000;
const WINDOW_MINUTES = 5;
/** Maximum per GetMetricData: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html */
const MOST_METRICS = 500;

interface Watched {
  name: string;
  namespace: string;
  dimension: { Name: string; Value: string };
  runs: string;
  errors: string;
}

/** The CloudWatch metrics of a function or an API; none for another resource. */
function toWatched({ type, properties, physicalId = '' }: Resource): Watched[] {
  if (type === 'AWS::Lambda::Function') {
    const name = String(properties['FunctionName']);
    const dimension = { Name: 'FunctionName', Value: name };
    return [{ name, namespace: 'AWS/Lambda', dimension, runs: 'Invocations', errors: 'Errors' }];
  }
  if (type !== 'AWS::ApiGatewayV2::Api') return [];
  const dimension = { Name: 'ApiId', Value: physicalId };
  const name = String(properties['Name']);
  return [{ name, namespace: 'AWS/ApiGateway', dimension, runs: 'Count', errors: '5xx' }];
}

/** Invocations and errors of every function and API, over the last five minutes. */
export async function awsActivity(
  client: CloudWatchClient,
  resources: readonly Resource[],
): Promise<Record<string, Activity>> {
  const now = Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS;
  const found: Record<string, Activity> = {};
  const metrics = resources.flatMap(toWatched).flatMap((one) => [
    { ...one, metric: one.runs },
    { ...one, metric: one.errors, isErrors: true },
  ]);
  for (let at = 0; at < metrics.length; at += MOST_METRICS) {
    const asked = metrics.slice(at, at + MOST_METRICS);
    const { MetricDataResults = [] } = await client.send(
      new GetMetricDataCommand({
        StartTime: new Date(now - WINDOW_MINUTES * MINUTE_MS),
        EndTime: new Date(now),
        MetricDataQueries: asked.map(({ namespace, metric, dimension }, index) => ({
          Id: `m${index}`,
          MetricStat: {
            Metric: { Namespace: namespace, MetricName: metric, Dimensions: [dimension] },
            Period: 60,
            Stat: 'Sum',
          },
        })),
      }),
    );
    for (const { Id = '', Values = [] } of MetricDataResults) {
      const one = asked[Number(Id.slice(1))];
      if (!one) continue;
      const activity = found[one.name] ?? { perMinute: 0, errors: 0 };
      found[one.name] = activity;
      const sum = Values.reduce((total, value) => total + value, 0);
      if ('isErrors' in one) activity.errors = sum;
      else activity.perMinute = Math.round(sum / WINDOW_MINUTES);
    }
  }
  return found;
}

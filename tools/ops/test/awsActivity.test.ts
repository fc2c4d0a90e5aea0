import type { CloudWatchClient, GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { expect, test } from '@jest/globals';
import { awsActivity } from '../src/stage/awsActivity.ts';
import type { Resource } from '../src/stage/types.ts';

const resources: Resource[] = [
  { logicalId: 'Fn', type: 'AWS::Lambda::Function', properties: { FunctionName: 'placeOrder' } },
  { logicalId: 'Api', type: 'AWS::ApiGatewayV2::Api', physicalId: 'a1b2', properties: { Name: 'orders' } },
];
const values: Record<string, number[]> = {
  'placeOrder Invocations': [10, 20, 0, 5, 15],
  'placeOrder Errors': [0, 2, 1],
  'a1b2 Count': [100],
  'a1b2 5xx': [],
};

test('a stage tells runs a minute and errors of five minutes, of functions and APIs', async () => {
  const client = {
    send: async ({ input: { MetricDataQueries = [], StartTime, EndTime } }: GetMetricDataCommand) => {
      expect(Number(EndTime) - Number(StartTime)).toBe(5 * 60_000);
      expect(Number(EndTime) % 60_000).toBe(0);
      const MetricDataResults = MetricDataQueries.map(({ Id, MetricStat }) => ({
        Id,
        Values: values[`${MetricStat?.Metric?.Dimensions?.[0]?.Value} ${MetricStat?.Metric?.MetricName}`],
      }));
      return { MetricDataResults };
    },
  };
  expect(await awsActivity(client as unknown as CloudWatchClient, resources)).toEqual({
    placeOrder: { perMinute: 10, errors: 3 },
    orders: { perMinute: 20, errors: 0 },
  });
});

import { type CloudWatchClient, GetMetricDataCommand, paginateListMetrics } from '@aws-sdk/client-cloudwatch';
import { statisticFor } from './statistic.ts';
import type { BusinessFigure } from './types.ts';

const HOUR_SECONDS = 3600;

/** The business metrics of a deployed stage over the last hour. */
export async function awsBusiness(client: CloudWatchClient, stage: string): Promise<BusinessFigure[]> {
  const filter = { Namespace: 'Orderflow', Dimensions: [{ Name: 'Stage', Value: stage }] };
  const metrics = [];
  for await (const { Metrics = [] } of paginateListMetrics({ client }, filter)) metrics.push(...Metrics);
  const figures = metrics.map((Metric) => {
    const { MetricName: name = '', Dimensions = [] } = Metric;
    const others = Dimensions.filter(({ Name }) => Name !== 'Stage');
    // CloudWatch does not list a metric's unit.
    const unit = /Lag$/.test(name) ? 'Milliseconds' : name === 'Revenue' ? 'None' : 'Count';
    const by = others.map(({ Value }) => Value).join(' ');
    return { Metric, figure: { name, by, unit, statistic: statisticFor(unit), value: 0 } };
  });
  if (figures.length === 0) return [];
  const now = Date.now();
  const { MetricDataResults = [] } = await client.send(
    new GetMetricDataCommand({
      StartTime: new Date(now - HOUR_SECONDS * 1000),
      EndTime: new Date(now),
      MetricDataQueries: figures.map(({ Metric, figure }, index) => ({
        Id: `m${index}`,
        MetricStat: { Metric, Period: HOUR_SECONDS, Stat: figure.statistic },
      })),
    }),
  );
  const values = new Map(MetricDataResults.map(({ Id, Values = [] }) => [Id, Values[0] ?? 0]));
  return figures.map(({ figure }, index) => ({ ...figure, value: values.get(`m${index}`) ?? 0 }));
}

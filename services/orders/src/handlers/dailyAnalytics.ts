import { http } from '@orderflow/lambda';
import { dailyAnalytics, dateRange } from '../models/dailyAnalytics.ts';

export const handler = http(async ({ query, context }) => {
  const range = dateRange(query['from'], query['to'], context.now);
  return { status: 200, body: { days: await dailyAnalytics(range) } };
});

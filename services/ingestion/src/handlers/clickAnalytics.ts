import { http } from '@orderflow/lambda';
import { clickAnalytics } from '../models/clickAnalytics.ts';
import { hourRange } from '../models/hourRange.ts';

export const handler = http(async ({ query, context }) => {
  const range = hourRange(query['from'], query['to'], context.now);
  return { status: 200, body: { hours: await clickAnalytics(range, query['path']) } };
});

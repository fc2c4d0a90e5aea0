import { kinesis } from '@orderflow/lambda';
import { isClick, parse } from '@orderflow/validation';
import { aggregateClicks } from '../models/aggregateClicks.ts';

/** Counts a batch. A record that is not a click is set aside, and nothing waits for it. */
export const handler = kinesis({
  read: (text) => parse(isClick, JSON.parse(text)),
  trace: ({ traceparent }) => ({ traceparent }),
  handle: (shard, records) => aggregateClicks(shard, records),
});

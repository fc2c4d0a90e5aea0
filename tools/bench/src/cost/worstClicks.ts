import { compile } from '@orderflow/stacks/compile';
import { serviceNamed } from '@orderflow/stacks/find';
import type { Usage } from './prices.ts';
import { sum } from './usage.ts';

/** The parameters that limit POST /clicks (infrastructure/params.yml). */
export interface ClickLimits {
  clicksRateLimit: number;
  clicksMaxAgeSeconds: number;
  clicksMaxAheadSeconds: number;
  clicksCountersPerHour: number;
}

const DAY = 86_400;
const MAX_EVENTS = 100;
/** Records a second of a shard, and records of a batch of aggregateClicks. */
const RECORDS = 1_000;
/** Items of a transaction besides the checkpoint, and the write units of each item of up to a kilobyte. */
const ADDITIONS = 99;
const TRANSACTED = 2;
/** Bytes of a counter's digest in the checkpoint, and of the rest of the checkpoint. */
const DIGEST = 6;
const CHECKPOINT = 250;
/** Seconds at 0.5 GB: of a call that puts 100 clicks on the stream, and of a batch that is counted. */
const CALL_SECONDS = 0.015;
const BATCH_SECONDS = 0.2;
/** Log of a call: its own line, and the access log's. */
const CALL_LOG_GB = 500e-9;
/**
 * Dollars. https://aws.amazon.com/kinesis/data-streams/pricing/, us-east-1: GB in and out, on demand; a million puts
 * to a shard.
 */
const ON_DEMAND_GB = 0.08 + 0.04;
const MILLION_PUTS = 0.014;

/** The maximum cost of a day within {@link ClickLimits}, whatever the calls. */
export interface WorstDay {
  usage: Usage;
  /** Dollars for the data through the stream. */
  stream: number;
}

/** @param shards of a provisioned stream; undefined for an on-demand stream, which scales with its load */
export function worstDay(limits: ClickLimits, shards?: number): WorstDay {
  const calls = limits.clicksRateLimit * DAY;
  const offered = limits.clicksRateLimit * MAX_EVENTS;
  const taken = shards === undefined ? offered : Math.min(offered, shards * RECORDS);
  const hours = Math.ceil((limits.clicksMaxAgeSeconds + limits.clicksMaxAheadSeconds) / 3600) + 1;
  const days = Math.ceil(hours / 24) + 1;
  // Each batch writes to every counter that the shard may write to: its own, those for the rest, and the
  // experiment's.
  const counters = Math.min(RECORDS, limits.clicksCountersPerHour + hours) + days;
  const checkpoint = Math.ceil((CHECKPOINT + DIGEST * limits.clicksCountersPerHour) / 1024) * TRANSACTED;
  const perBatch = counters * TRANSACTED + Math.ceil(counters / ADDITIONS) * checkpoint;
  const batches = (taken / RECORDS) * DAY;
  return {
    usage: sum([
      { 'HTTP API requests': calls, 'Lambda requests': calls, 'log GB': calls * CALL_LOG_GB },
      { 'Lambda GB-seconds': (calls * CALL_SECONDS + batches * BATCH_SECONDS) / 2 },
      { 'Lambda requests': batches, 'DynamoDB write units': batches * perBatch },
    ]),
    // A record is charged as at least one kilobyte, and no click is larger.
    stream: taken * DAY * (shards === undefined ? ON_DEMAND_GB / 1e6 : MILLION_PUTS / 1e6),
  };
}

/** The limits of a stage without its own. */
export async function defaultLimits(): Promise<ClickLimits> {
  const ingestion = serviceNamed('ingestion');
  const { params } = await compile(ingestion, 'ci');
  return params['default'] as unknown as ClickLimits;
}

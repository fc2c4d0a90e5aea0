/**
 * AWS's published limits for an account without raised quotas; the pages were read on 2026-11-30. Where AWS publishes
 * nothing, the figure is marked "assumed", and docs/scale.md explains what depends on it.
 */
import { LATENCIES } from '../standIn/latencies.ts';

/**
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html: requests per second of all APIs in a
 * region.
 */
export const API_RATE = 10_000;

/**
 * https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html: concurrent executions in a region, and
 * requests per second that an environment takes, however short they are.
 */
export const CONCURRENCY = 1_000;
export const PER_ENVIRONMENT = 10;

/**
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html: concurrent batches of a queue at the start,
 * their increase per second, and their maximum. `maximumConcurrency` caps all of it.
 */
export const EXECUTORS = { first: 5, perSecond: 300 / 60, most: 1_250 };

/** https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html: polls per second of an idle shard. */
export const STREAM_LOOKS = 4;
/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_GetRecords.html: records per read. */
export const STREAM_READ = 1_000;

/**
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/on-demand-capacity-mode.html: write units per
 * second of a new table or index, the multiple of its peak that it takes at once, and the seconds after which a peak
 * counts. DynamoDB is often quicker: this is what it guarantees.
 */
export const ON_DEMAND = { first: 4_000, growth: 2, settles: 1_800 };
/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Limits.html: write units per second of a table. */
export const TABLE_UNITS = 40_000;
/**
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/burst-adaptive-capacity.html: write units per
 * second of a partition, and so of any item in it, even after a split for heat. An open shard of the stream is a
 * partition.
 */
export const PARTITION_UNITS = 1_000;
/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html: units of a write in a transaction. */
export const TRANSACTED = 2;

/** https://docs.aws.amazon.com/general/latest/gr/sns.html: messages per second of the standard topics in a region. */
export const TOPIC_RATES = {
  'us-east-1': 30_000,
  'eu-west-1': 9_000,
  'eu-central-1': 1_500,
  'most other regions': 300,
};

/**
 * https://docs.aws.amazon.com/ses/latest/dg/quotas.html: mails per second of an account that has just left the
 * sandbox.
 */
export const MAILS = 14;
/** https://docs.stripe.com/rate-limits: calls per second of a live account, and to one of its endpoints. */
export const PROVIDER_CALLS = { all: 100, endpoint: 25 };

const ms = (name: string) => (LATENCIES[name] ?? Number.NaN) / 1e3;

/** Median seconds until a call is answered; DynamoDB's are those of the stand-in. */
export const ANSWERS = {
  get: ms('GetItem'),
  batchGet: ms('BatchGetItem'),
  put: ms('PutItem'),
  insertBatch: ms('BatchExecuteStatement'),
  transaction: ms('TransactWriteItems'),
  /** Assumed: AWS publishes no figure for SNS, nor for the transit of a message into a queue and out of it. */
  publish: 0.02,
  delivery: 0.03,
};

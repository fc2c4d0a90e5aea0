/**
 * What AWS publishes of its limits, for an account that asked for nothing; the pages were read on 2026-11-30. Where AWS says
 * nothing, the figure says "assumed" and docs/scale.md says what hangs on it.
 */
import { LATENCIES } from '../standIn/latencies.ts';

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html: requests a second of all APIs of a region. */
export const API_RATE = 10_000;

/**
 * https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html: executions at once in a region, and requests a
 * second that an environment takes, however short they are.
 */
export const CONCURRENCY = 1_000;
export const PER_ENVIRONMENT = 10;

/**
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html: batches of a queue at once to begin with, more of
 * them a second, and at most. `maximumConcurrency` caps all of it.
 */
export const EXECUTORS = { first: 5, perSecond: 300 / 60, most: 1_250 };

/** https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html: looks a second at a shard where nothing was. */
export const STREAM_LOOKS = 4;
/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_GetRecords.html: records of one read. */
export const STREAM_READ = 1_000;

/**
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/on-demand-capacity-mode.html: write units a second of a new
 * table or index, how many times its peak it takes at once, and seconds after which a peak counts. DynamoDB is often quicker:
 * this is what it promises.
 */
export const ON_DEMAND = { first: 4_000, growth: 2, settles: 1_800 };
/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Limits.html: write units a second of a table. */
export const TABLE_UNITS = 40_000;
/**
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/burst-adaptive-capacity.html: write units a second of a
 * partition, and so of any item in it, also after it was split for heat. An open shard of the stream is a partition.
 */
export const PARTITION_UNITS = 1_000;
/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html: units of a write in a transaction. */
export const TRANSACTED = 2;

/** https://docs.aws.amazon.com/general/latest/gr/sns.html: messages a second that the standard topics of a region take. */
export const TOPIC_RATES = {
  'us-east-1': 30_000,
  'eu-west-1': 9_000,
  'eu-central-1': 1_500,
  'most other regions': 300,
};

/** https://docs.aws.amazon.com/ses/latest/dg/quotas.html: mails a second of an account that has just left the sandbox. */
export const MAILS = 14;
/** https://docs.stripe.com/rate-limits: calls a second of a live account, and of one of its endpoints. */
export const PROVIDER_CALLS = { all: 100, endpoint: 25 };

const ms = (name: string) => (LATENCIES[name] ?? Number.NaN) / 1e3;

/** Seconds until a call is answered, at the median; of DynamoDB those of the stand-in. */
export const ANSWERS = {
  get: ms('GetItem'),
  batchGet: ms('BatchGetItem'),
  put: ms('PutItem'),
  insertBatch: ms('BatchExecuteStatement'),
  transaction: ms('TransactWriteItems'),
  /** Assumed: AWS publishes no figure for SNS; nor for how long a message is on its way into a queue and out of it. */
  publish: 0.02,
  delivery: 0.03,
};

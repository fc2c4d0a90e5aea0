import { KinesisClient, type KinesisServiceException, PutRecordsCommand } from '@aws-sdk/client-kinesis';
import { type Backoff, fullJitter } from '@orderflow/idempotency';
import { env, errorFields, logger, OnceHandler, provesUnsent } from '@orderflow/lambda';
import { traced } from '@orderflow/tracing';
import type { Click } from '@orderflow/validation';

/** With their pauses and calls, they end within the time that a caller waits. */
const MAX_ATTEMPTS = 4;

const client = traced(
  new KinesisClient({
    // Retries are made here: the SDK would repeat the whole call, and put accepted records twice.
    maxAttempts: 1,
    // The SDK defaults to HTTP/2, which gains nothing for one request at a time, and which not every engine speaks.
    requestHandler: new OnceHandler({
      connectionTimeout: 2_000,
      requestTimeout: 6_000,
      throwOnRequestTimeout: true,
    }),
  }),
);

/**
 * Puts clicks on the stream, those of a session in one shard. PutRecords may fail in part under HTTP 200: only what
 * failed is sent again. A call that was sent but got no answer is not repeated: its records may be on the stream, and
 * the caller decides whether to lose them or to count them twice.
 *
 * @returns the indexes of clicks that could not be put; empty when all were
 */
export async function putClicks(
  clicks: Click[],
  kinesis: Pick<KinesisClient, 'send'> = client,
  pause: Backoff = fullJitter(100, 800),
): Promise<number[]> {
  let rest = clicks.map((_, index) => index);
  for (let attempt = 1; rest.length > 0 && attempt <= MAX_ATTEMPTS; attempt++) {
    if (attempt > 1) await pause(attempt - 1);
    const outcome = await put(
      rest.map((index) => clicks[index] as Click),
      kinesis,
    );
    if (outcome === 'no answer') break;
    rest = rest.filter((_, position) => outcome(position));
  }
  return rest;
}

/** Tells for each position whether it failed. */
async function put(
  clicks: Click[],
  kinesis: Pick<KinesisClient, 'send'>,
): Promise<((position: number) => boolean) | 'no answer'> {
  const command = new PutRecordsCommand({
    StreamName: env('CLICKS_STREAM'),
    Records: clicks.map((click) => ({
      PartitionKey: click.sessionId,
      Data: Buffer.from(JSON.stringify(click)),
    })),
  });
  try {
    const { Records = [] } = await kinesis.send(command);
    return (position) => Records[position]?.SequenceNumber === undefined;
  } catch (error) {
    logger({}).warn('clicks were not put', { clicks: clicks.length, ...errorFields(error) });
    // If there was an answer, the SDK's error has its status.
    const answered = (error as Partial<KinesisServiceException>).$metadata?.httpStatusCode !== undefined;
    return answered || provesUnsent(error) ? () => true : 'no answer';
  }
}

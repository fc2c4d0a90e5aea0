import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { LaterError } from '@orderflow/domain';
import { type Backoff, fullJitter } from '@orderflow/idempotency';
import { env, sqsClient, tracedMessage } from '@orderflow/lambda';
import type { Attributes, TraceContext } from '@orderflow/tracing';
import type { ImportChunk } from '@orderflow/validation';

/** The limit of SendMessageBatch. */
const MAX_ENTRIES = 10;
const MAX_ATTEMPTS = 8;

const client = sqsClient();

/** A chunk, and the trace of its import. */
export type TracedChunk = ImportChunk & TraceContext;

/** The attributes of a chunk's span. */
export const chunkAttributes = ({ importId, index }: ImportChunk): Attributes => ({
  'orderflow.import.id': importId,
  'orderflow.import.chunk': index,
});

/** Sends messages to a queue of chunks. */
export type SendChunks = (chunks: TracedChunk[]) => Promise<void>;

/**
 * Sends every message at least once. Of a batch that fails in part, only the failed messages are sent again.
 *
 * @throws Error when SQS refuses a message; LaterError when it keeps failing: some messages may have been sent.
 */
export async function sendChunks(
  chunks: TracedChunk[],
  sqs: Pick<SQSClient, 'send'> = client,
  pause: Backoff = fullJitter(100, 5_000),
  queueUrl = env('IMPORT_CHUNKS_QUEUE_URL'),
): Promise<void> {
  for (let start = 0; start < chunks.length; start += MAX_ENTRIES) {
    let rest = chunks.slice(start, start + MAX_ENTRIES);
    for (let attempt = 1; rest.length > 0; attempt++) {
      if (attempt > 1) await pause(attempt - 1);
      rest = await unsent(sqs, rest, queueUrl);
      if (rest.length > 0 && attempt === MAX_ATTEMPTS)
        throw new LaterError('SQS keeps failing to take messages');
    }
  }
}

async function unsent(
  sqs: Pick<SQSClient, 'send'>,
  chunks: TracedChunk[],
  QueueUrl: string,
): Promise<TracedChunk[]> {
  const { Failed = [] } = await sqs.send(
    new SendMessageBatchCommand({
      QueueUrl,
      Entries: chunks.map((chunk, index) => ({ Id: String(index), ...tracedMessage(chunk) })),
    }),
  );
  const refused = Failed.find(({ SenderFault }) => SenderFault);
  if (refused) throw new Error(`SQS refuses a chunk message: ${refused.Code} ${refused.Message ?? ''}`);
  const failed = new Set(Failed.map(({ Id }) => Id));
  return chunks.filter((_, index) => failed.has(String(index)));
}

/** The same for the queue of an undo. */
export const sendUndo: SendChunks = (chunks) =>
  sendChunks(chunks, undefined, undefined, env('UNDO_CHUNKS_QUEUE_URL'));

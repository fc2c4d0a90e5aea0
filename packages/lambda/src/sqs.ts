import {
  type ActiveSpan,
  type Attributes,
  recorder as ownRecorder,
  type TraceContext,
  traceFields,
} from '@orderflow/tracing';
import type { Context as LambdaContext, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { batchSpans } from './batchSpans.ts';
import { correlationIdFrom } from './correlation.ts';
import { errorFields, type Logger, logger } from './log.ts';
import { measure } from './metrics.ts';
import { isOutage } from './passing.ts';
import { type Failed, giveBack } from './retry.ts';
import { sideBySide } from './sideBySide.ts';
import { CORRELATION_ID, processingAttributes } from './spanAttributes.ts';

export interface Message<T> {
  value: T;
  correlationId: string;
  /** The message's own span, in the message's trace. */
  span: ActiveSpan;
  log: Logger;
}

export interface Failure<T> {
  message: Message<T>;
  error: unknown;
}

export interface SqsOptions<T> {
  /** Reads one body. If it throws, only that record fails. */
  read(body: string): T;
  correlationId(value: T): string | undefined;
  /** The trace context in the body. Default: the one in the message's attributes. */
  trace?(value: T): TraceContext;
  /** Attributes of the message's span. */
  attributes?(value: T): Attributes;
  /** Handles the readable messages as one batch. Returns those that failed; if it throws, all of them fail. */
  handle(messages: Message<T>[]): Promise<Failure<T>[]>;
  /** The metric of how long messages have been failing because of an outage, in seconds. */
  patience?: string;
}

/**
 * Adapts a batch function to an SQS event source with partial batch responses: only the records that cannot be read or
 * handled are reported as failures. These are given back to the queue with a delay that depends on the cause, instead
 * of waiting for their visibility timeout.
 */
export function sqs<T>(options: SqsOptions<T>, retryLater = giveBack, recorder = ownRecorder) {
  return async (
    { Records }: SQSEvent,
    lambda?: Pick<LambdaContext, 'awsRequestId'>,
  ): Promise<SQSBatchResponse> => {
    const all = Records.map((record) => readRecord(record, options));
    const queue = queueOf(Records[0]);
    const attributes = processingAttributes('aws_sqs', queue, lambda);
    const batch = { name: `process ${queue}`, attributes, count: all.length, parts: all };
    return batchSpans(recorder, batch, async (spans) => {
      const failed = await handleRecords(all, spans, options.handle);
      if (failed.length > 0) await retryLater(failed);
      measurePatience(options.patience, failed);
      return { batchItemFailures: failed.map(({ record }) => ({ itemIdentifier: record.messageId })) };
    });
  };
}

/** A record with its value, or with the error that made it unreadable. */
type Read<T> = { record: SQSRecord; trace: TraceContext; attributes: Attributes } & (
  | { value: T; correlationId: string }
  | { error: unknown; correlationId?: string | undefined }
);

function readRecord<T>(
  record: SQSRecord,
  { read, correlationId, trace, attributes }: SqsOptions<T>,
): Read<T> {
  const { messageId, attributes: ofQueue } = record as Partial<SQSRecord>;
  const about = {
    'messaging.message.id': messageId,
    'messaging.message.receive_count': ofQueue && Number(ofQueue.ApproximateReceiveCount),
  };
  try {
    const value = read(record.body);
    const id = correlationIdFrom(correlationId(value));
    return {
      record,
      trace: trace ? trace(value) : attributesOf(record),
      attributes: { ...about, [CORRELATION_ID]: id, ...attributes?.(value) },
      value,
      correlationId: id,
    };
  } catch (error) {
    const loose = looseContext(record);
    return { record, ...loose, attributes: { ...about, [CORRELATION_ID]: loose.correlationId }, error };
  }
}

/** @returns the failed records: first the unreadable ones, then those of the batch function in its order. */
async function handleRecords<T>(
  all: Read<T>[],
  spans: ActiveSpan[],
  handle: SqsOptions<T>['handle'],
): Promise<Failed[]> {
  const messages = new Map<Message<T>, SQSRecord>();
  const failed: Failed[] = [];
  for (const [index, one] of all.entries()) {
    const { record, correlationId } = one;
    const span = spans[index] as ActiveSpan;
    const log = logger({ correlationId, ...traceFields(span.trace) });
    if ('value' in one) {
      messages.set({ value: one.value, correlationId: one.correlationId, span, log }, record);
    } else {
      log.error('message cannot be read', { ...receipt(record), ...errorFields(one.error) });
      span.fail(nameOf(one.error));
      failed.push({ record, error: one.error });
    }
  }
  for (const { message, error } of await handleAll(handle, [...messages.keys()])) {
    const record = messages.get(message);
    if (!record) throw new Error('a batch function reported a message that it was not given');
    message.log.error('message failed', { ...receipt(record), ...errorFields(error) });
    message.span.fail(nameOf(error));
    failed.push({ record, error });
  }
  return failed;
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'Error');

async function handleAll<T>(handle: SqsOptions<T>['handle'], messages: Message<T>[]): Promise<Failure<T>[]> {
  if (messages.length === 0) return [];
  try {
    return await handle(messages);
  } catch (error) {
    return messages.map((message) => ({ message, error }));
  }
}

/** Makes a batch function of a function for one message: `limit` run at a time, and each fails alone. */
export const each =
  <T>(handle: (message: Message<T>) => Promise<void>, limit = 10): SqsOptions<T>['handle'] =>
  async (messages) => {
    const failures: Failure<T>[] = [];
    await sideBySide(messages, limit, (message) =>
      message.span
        .within(() => handle(message))
        .catch((error: unknown) => void failures.push({ message, error })),
    );
    return failures;
  };

/** SQS's own metric, the age of the oldest message, leaves out messages that were received three times or more. */
function measurePatience(metric = 'RetrySeconds', failed: Failed[]): void {
  const now = Date.now();
  const seconds = failed
    .filter(({ error }) => isOutage(error))
    .map(({ record }) =>
      Math.round((now - Number(record.attributes.ApproximateFirstReceiveTimestamp)) / 1000),
    );
  if (seconds.length > 0) measure('Seconds', { [metric]: seconds });
}

/** An invocation by hand may lack the ARN. */
const queueOf = ({ eventSourceARN }: Partial<SQSRecord> = {}): string =>
  eventSourceARN?.split(':').at(-1) ?? 'queue';

const receipt = ({ messageId, eventSourceARN, attributes }: SQSRecord) => ({
  messageId,
  queue: queueOf({ eventSourceARN }),
  receiveCount: Number(attributes.ApproximateReceiveCount),
});

/** An invocation by hand may lack the attributes. */
const attributesOf = ({ messageAttributes = {} }: Partial<SQSRecord>): TraceContext => ({
  traceparent: messageAttributes['traceparent']?.stringValue,
  tracestate: messageAttributes['tracestate']?.stringValue,
});

/** Correlation id and trace of a message that breaks its schema, as far as it has them, to make it findable. */
function looseContext(record: SQSRecord): { correlationId?: string | undefined; trace: TraceContext } {
  const attributes = attributesOf(record);
  try {
    const { correlationid, correlationId, traceparent } = JSON.parse(record.body);
    const id = correlationid ?? correlationId;
    return {
      correlationId: typeof id === 'string' ? correlationIdFrom(id) : undefined,
      trace: { traceparent: traceparent ?? attributes.traceparent },
    };
  } catch {
    return { trace: attributes };
  }
}

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
  /** Of its own, in the trace that the message is of. */
  span: ActiveSpan;
  log: Logger;
}

export interface Failure<T> {
  message: Message<T>;
  error: unknown;
}

export interface SqsOptions<T> {
  /** Reads one body; what it throws fails that record alone. */
  read(body: string): T;
  correlationId(value: T): string | undefined;
  /** What the body says of its trace. By default it says nothing, and the message's attributes do. */
  trace?(value: T): TraceContext;
  /** What the message's span says of it. */
  attributes?(value: T): Attributes;
  /** Handles what could be read, as one batch. Returns what failed; throwing fails all of it. */
  handle(messages: Message<T>[]): Promise<Failure<T>[]>;
  /** The metric of how long messages have been failing for no reason of their own, in seconds. */
  patience?: string;
}

/**
 * Adapts a batch function to an SQS event source with partial batch responses: a record that cannot be read or handled
 * is reported alone, and its neighbours are done. Failed records are given back for a time that depends on whose fault
 * it is, instead of waiting for their visibility timeout.
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

/** A record as it could be read, or why it could not. */
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

/** @returns what failed, in the order of the batch function; what could not be read first. */
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

/** A batch function from one for a single message: `limit` at a time, each failing alone. */
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

/** SQS's own age of the oldest message leaves out what was received three times or more. */
function measurePatience(metric = 'RetrySeconds', failed: Failed[]): void {
  const now = Date.now();
  const seconds = failed
    .filter(({ error }) => isOutage(error))
    .map(({ record }) =>
      Math.round((now - Number(record.attributes.ApproximateFirstReceiveTimestamp)) / 1000),
    );
  if (seconds.length > 0) measure('Seconds', { [metric]: seconds });
}

/** Whoever invokes the function by hand may have left it out. */
const queueOf = ({ eventSourceARN }: Partial<SQSRecord> = {}): string =>
  eventSourceARN?.split(':').at(-1) ?? 'queue';

const receipt = ({ messageId, eventSourceARN, attributes }: SQSRecord) => ({
  messageId,
  queue: queueOf({ eventSourceARN }),
  receiveCount: Number(attributes.ApproximateReceiveCount),
});

/** Whoever invokes the function by hand may have left the attributes out. */
const attributesOf = ({ messageAttributes = {} }: Partial<SQSRecord>): TraceContext => ({
  traceparent: messageAttributes['traceparent']?.stringValue,
  tracestate: messageAttributes['tracestate']?.stringValue,
});

/** Correlation id and trace of a message that breaks its schema, if they can be found at all: poison should be findable. */
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

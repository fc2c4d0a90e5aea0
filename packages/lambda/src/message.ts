import type { TraceContext } from '@orderflow/tracing';

/**
 * Characters that JSON leaves as they are and SQS may not take: U+FFFE and U+FFFF are none in XML 1.0 (section 2.2), and
 * not every implementation takes those beyond U+FFFF, which are surrogates here.
 */
const REFUSED = /[\ud800-\udfff\ufffe\uffff]/g;

/**
 * A value as the body of a message. JSON may escape any character, so nobody who names himself with one that SQS
 * refuses can make a message that is never taken.
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html
 */
export const toMessage = (value: unknown): string =>
  JSON.stringify(value).replace(REFUSED, (character) => `\\u${character.charCodeAt(0).toString(16)}`);

/**
 * What a queue takes of a message. Its trace context goes into attributes, as OpenTelemetry has it, so that a body is what
 * its schema says, whichever version reads it.
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html
 */
export function tracedMessage<T extends object>({ traceparent, tracestate, ...body }: T & TraceContext) {
  const attributes = Object.entries({ traceparent, tracestate }).flatMap(([name, StringValue]) =>
    StringValue ? [[name, { DataType: 'String', StringValue }] as const] : [],
  );
  return {
    MessageBody: toMessage(body),
    ...(attributes.length > 0 && { MessageAttributes: Object.fromEntries(attributes) }),
  };
}

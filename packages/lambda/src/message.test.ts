import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { toMessage, tracedMessage } from './message.ts';

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html */
const ALLOWED = /^[\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}]*$/u;

test('a message has only characters that SQS takes, and says the same', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('🧨', '\ufffe', '\uffff', '\\\uffff', '\ud800', '\0'),
  );
  fc.assert(
    fc.property(fc.dictionary(text, text), (value) => {
      const message = toMessage(value);
      expect(message).toMatch(ALLOWED);
      expect(JSON.parse(message)).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

test('the trace context of a message is in its attributes, and not in its body', () => {
  const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
  const body = { orderId: '1', told: { intent: 'pi' } };
  expect(tracedMessage({ ...body, traceparent, tracestate: 'a=1' })).toEqual({
    MessageBody: JSON.stringify(body),
    MessageAttributes: {
      traceparent: { DataType: 'String', StringValue: traceparent },
      tracestate: { DataType: 'String', StringValue: 'a=1' },
    },
  });
  expect(tracedMessage(body)).toEqual({ MessageBody: JSON.stringify(body) });
});

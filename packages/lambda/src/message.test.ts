import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { toMessage } from './message.ts';

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

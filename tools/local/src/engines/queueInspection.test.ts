import { expect, test } from '@jest/globals';
import { inspection } from './queueInspection.ts';

const sent = (secondsAgo: number) => ({ sentTimestamp: Date.now() - secondsAgo * 1000 });

test.each([
  ['ready', { ready: [sent(3), sent(8)], delayed: [], inflight: [] }],
  ['delayed', { ready: [sent(3)], delayed: [sent(8)], inflight: [] }],
  ['inflight', { ready: [sent(3)], delayed: [], inflight: [{ message: sent(8), receiptHandle: 'r' }] }],
])('the age is that of the oldest message, also if it is %s', (_, messages) => {
  expect(inspection({ name: 'orders', messages })).toEqual({
    name: 'orders',
    messages,
    approximateAgeOfOldestMessage: 8,
  });
});

test('an empty queue has age 0', () => {
  const messages = { ready: [], delayed: [], inflight: [] };
  expect(inspection({ messages })).toEqual({ messages, approximateAgeOfOldestMessage: 0 });
});

test('of a long queue only the first messages are shown, and the age is still that of the oldest', () => {
  const ready = [...Array.from({ length: 200_000 }, () => sent(1)), sent(60)];
  const shown = inspection({ messages: { ready, delayed: [], inflight: [] } });
  expect(shown.messages.ready).toEqual(ready.slice(0, 100));
  expect(shown.approximateAgeOfOldestMessage).toBe(60);
});

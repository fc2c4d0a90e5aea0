import { expect, test } from '@jest/globals';
import { appIdOf, nicenessIn, nicenessOf } from './priority.ts';

test('a function that answers over HTTP keeps its priority, others yield to it, and imports to all', () => {
  const tags = { lane: 'imports' };
  expect(nicenessOf({ events: [{ httpApi: {} }], tags })).toBe(0);
  expect(nicenessOf({ events: [{ sqs: {} }] })).toBe(10);
  expect(nicenessOf({})).toBe(10);
  expect(nicenessOf({ events: [{ sqs: {} }], tags })).toBe(15);
  expect(nicenessOf({ events: [{ sqs: {} }], tags: { lane: 'imported-orders' } })).toBe(19);
});

test('a request says by its user agent how far it gives way', () => {
  const head = (agent: string) => `POST / HTTP/1.1\r\nhost: a\r\nUser-Agent: ${agent}\r\n\r\n`;
  expect(nicenessIn(head(`aws-sdk-js/3.9 ua/2.1 app/${appIdOf(19)}`))).toBe(19);
  expect(nicenessIn(head('aws-sdk-js/3.9 ua/2.1'))).toBe(0);
});

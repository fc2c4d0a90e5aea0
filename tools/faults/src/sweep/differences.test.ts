import { expect, test } from '@jest/globals';
import { withoutDocumentedDifferences as comparable } from './differences.ts';

const times = [Date.parse('2026-11-21T08:00:00Z'), Date.parse('2026-11-21T08:01:00Z')];
const state = (change: object = {}) => ({
  tables: {},
  queues: {},
  objects: {},
  mails: [],
  executions: {},
  woken: {},
  ledger: [],
  ...change,
});
const compare = (one: object, other: object) => {
  const [left, right] = [one, other].map((change) =>
    comparable({ state: state(change), answer: null }, times),
  );
  return { left, right };
};

test('a message that is there twice, at the times of two attempts, is the same message', () => {
  const message = (at: string, id = 'a') => JSON.stringify({ id, at });
  const twice = [message('2026-11-21T08:00:00.000Z'), message('2026-11-21T08:01:00.000Z')];
  const { left, right } = compare({ queues: { q: twice } }, { queues: { q: [twice[1] as string] } });
  expect(left).toEqual(right);
});

test('a message that says something else is another message', () => {
  const { left, right } = compare(
    { queues: { q: ['{"id":"a"}', '{"id":"b"}'] } },
    { queues: { q: ['{"id":"a"}'] } },
  );
  expect(left).not.toEqual(right);
});

test('a time that is that of no attempt, another count and an item more are differences', () => {
  const item = { pk: 'a', at: '2026-11-21T08:00:00.000Z', count: 1 };
  for (const other of [
    [{ ...item, at: '2026-11-20T08:00:00.000Z' }],
    [{ ...item, count: 2 }],
    [item, { pk: 'b' }],
  ]) {
    const { left, right } = compare({ tables: { t: [item] } }, { tables: { t: other } });
    expect(left).not.toEqual(right);
  }
});

test('a trace of its own is no difference, and a missing one is', () => {
  const traced = (digit: string) => ({
    pk: 'a',
    event: { id: '1', traceparent: `00-${digit.repeat(32)}-${digit.repeat(16)}-02` },
  });
  const same = compare({ tables: { t: [traced('1')] } }, { tables: { t: [traced('2')] } });
  expect(same.left).toEqual(same.right);
  const other = compare(
    { tables: { t: [traced('1')] } },
    { tables: { t: [{ pk: 'a', event: { id: '1' } }] } },
  );
  expect(other.left).not.toEqual(other.right);
});

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

test('an event that another attempt announced is the same event, seen on another page; another event is not', () => {
  const idAt = (time: number, rest = '7abc-8def-0123456789ab') => {
    const hex = time.toString(16).padStart(12, '0');
    return `${hex.slice(0, 8)}-${hex.slice(8)}-${rest}`;
  };
  const seen = (...ids: string[]) => ({
    tables: {
      orders: [{ pk: 'order-1', event: { id: ids[0] } }],
      seen: [{ pk: `analytics#${ids[0]?.slice(0, 11)}`, marks: new Set(ids.map((id) => id.slice(11))) }],
    },
  });
  const [first = 0, later = 0] = times;
  const same = compare(seen(idAt(first)), seen(idAt(later)));
  expect(same.left).toEqual(same.right);
  const another = '7abc-8def-ba9876543210';
  for (const other of [
    seen(idAt(first - 1)),
    seen(idAt(first, another)),
    seen(idAt(first), idAt(first, another)),
  ]) {
    const { left, right } = compare(seen(idAt(first)), other);
    expect(left).not.toEqual(right);
  }
});

import type { Message } from '@aws-sdk/client-sqs';
import { beforeEach, expect, test } from '@jest/globals';
import { fakeClock, queueMapping } from './fixtures.ts';
import type { Invocation } from './invoke.ts';
import type { QueueMapping } from './mapping.ts';
import { pollQueue } from './queueSource.ts';
import type { Queue } from './sqsQueue.ts';

let clock: ReturnType<typeof fakeClock>;
let stop: AbortController;
let log: string[];
let waiting: Message[];
let deleted: string[];
let answers: Invocation[];
let invoked: string[][];

beforeEach(() => {
  clock = fakeClock();
  stop = new AbortController();
  log = [];
  waiting = [];
  deleted = [];
  answers = [];
  invoked = [];
});

const succeeded = (payload: unknown = null): Invocation => ({ status: 'succeeded', payload });
const failed: Invocation = { status: 'failed', reason: 'Error: boom', requestId: 'r' };
const uninvoked: Invocation = { status: 'uninvoked', reason: 'connect ECONNREFUSED' };
const message = (body: string): Message => ({ MessageId: `id-${body}`, ReceiptHandle: body, Body: body });

/** Polls until the queue is empty, then stops. */
async function poll(more: Partial<Queue> = {}, mapping: Partial<QueueMapping> = {}): Promise<void> {
  const receive =
    more.receive ??
    (async (max: number) => {
      if (waiting.length === 0) stop.abort();
      return waiting.splice(0, max);
    });
  const queue: Queue = {
    async delete(messages) {
      deleted.push(...messages.map(({ Body }) => Body as string));
      return [];
    },
    visibilityTimeoutSeconds: async () => 30,
    ...more,
    async receive(...args) {
      // Like a call over the network, it lets others run first.
      await new Promise((resolve) => setImmediate(resolve));
      return receive(...args);
    },
  };
  const invoke = async (records: readonly object[]) => {
    invoked.push(records.map((record) => (record as { body: string }).body));
    return answers.shift() ?? succeeded();
  };
  const source = { queue, invoke, clock, log: (line: string) => log.push(line), signal: stop.signal };
  await pollQueue({ ...source, mapping: { ...queueMapping, ...mapping } });
}

test('deletes the messages of a successful batch and says nothing about it', async () => {
  waiting = [message('a'), message('b')];
  await poll();
  expect(invoked).toEqual([['a', 'b']]);
  expect(deleted).toEqual(['a', 'b']);
  expect(log).toEqual([]);
});

test('leaves what the function reported to its visibility timeout', async () => {
  waiting = [message('a'), message('b')];
  answers = [succeeded({ batchItemFailures: [{ itemIdentifier: 'id-a' }] })];
  await poll();
  expect(deleted).toEqual(['b']);
  expect(log).toEqual(['consumer: 1 of 2 messages failed: reported by the function']);
});

test.each([
  ['a thrown error', failed],
  ['an answer that names a stranger', succeeded({ batchItemFailures: [{ itemIdentifier: 'x' }] })],
])('%s deletes nothing', async (_, answer) => {
  waiting = [message('a'), message('b')];
  answers = [answer];
  await poll();
  expect(deleted).toEqual([]);
  expect(log).toEqual([expect.stringContaining('2 of 2 messages failed')]);
});

test('does not read reports of a mapping that did not ask for them', async () => {
  waiting = [message('a')];
  answers = [succeeded({ batchItemFailures: [{ itemIdentifier: 'id-a' }] })];
  await poll({}, { reportsItemFailures: false });
  expect(deleted).toEqual(['a']);
});

test('tries again, ever more slowly, while the service restarts', async () => {
  waiting = [message('a')];
  answers = [uninvoked, uninvoked, uninvoked];
  let receives = 0;
  await poll({
    async receive(max) {
      if (receives++ > 0 && deleted.length > 0) stop.abort();
      return waiting.splice(0, max);
    },
  });
  expect(invoked).toHaveLength(4);
  expect(clock.slept.slice(0, 3)).toEqual([100, 200, 400]);
  expect(deleted).toEqual(['a']);
});

test('gives a message back to the queue when the service stays away past its visibility timeout', async () => {
  waiting = [message('a')];
  answers = Array.from({ length: 1000 }, () => uninvoked);
  await poll({
    async receive(max) {
      await clock.sleep(100);
      if (log.length > 0) stop.abort();
      return waiting.splice(0, max);
    },
  });
  expect(deleted).toEqual([]);
  expect(log).toEqual([expect.stringContaining('1 of 1 messages failed: connect ECONNREFUSED')]);
  expect(invoked.length).toBeLessThan(30);
});

test('deletes again what one delete call could not', async () => {
  waiting = [message('a'), message('b')];
  let calls = 0;
  await poll({
    async delete(messages) {
      if (calls++ === 0) return messages.slice(1);
      deleted.push(...messages.map(({ Body }) => Body as string));
      return [];
    },
  });
  expect(deleted).toEqual(['b']);
});

test('deletes without invoking what the filter leaves out', async () => {
  waiting = [message('a'), message('b')];
  await poll({}, { matches: (record) => record['body'] === 'b' });
  expect(invoked).toEqual([['b']]);
  expect(deleted).toEqual(['a', 'b']);
});

test('receives nothing while as many invocations run as are allowed', async () => {
  waiting = ['a', 'b', 'c'].map(message);
  const release = Promise.withResolvers<void>();
  let receives = 0;
  const polling = poll(
    {
      async receive() {
        receives++;
        const next = waiting.shift();
        if (!next) stop.abort();
        return next ? [next] : [];
      },
      async delete() {
        await release.promise;
        return [];
      },
    },
    { maximumConcurrency: 2 },
  );
  for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setImmediate(resolve));
  expect(receives).toBe(2);
  release.resolve();
  await polling;
  expect(invoked).toEqual([['a'], ['b'], ['c']]);
});

test('survives a queue that can not be reached, and says so once', async () => {
  let failures = 3;
  waiting = [message('a')];
  await poll({
    async receive(max) {
      if (failures-- > 0) throw new Error('connect ECONNREFUSED');
      if (waiting.length === 0) stop.abort();
      return waiting.splice(0, max);
    },
  });
  expect(deleted).toEqual(['a']);
  expect(log).toEqual([expect.stringContaining('cannot poll')]);
});

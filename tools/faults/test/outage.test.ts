import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SNSClient } from '@aws-sdk/client-sns';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { consume } from '@orderflow/idempotency';
import { giveBack, publishOutbox, type SetAside, sqs } from '@orderflow/lambda';
import type { Invocation } from '@orderflow/local/poller/invoke';
import type { QueueMapping, StreamMapping } from '@orderflow/local/poller/mapping';
import { pollQueue } from '@orderflow/local/poller/queueSource';
import type { StreamRecord } from '@orderflow/local/poller/shardStream';
import { deliver } from '@orderflow/local/poller/streamDelivery';
import { baseStack } from '@orderflow/stacks/find';
import type { DynamoDBRecord, SQSRecord } from 'aws-lambda';
import { parse } from 'yaml';
import { VirtualClock } from '../src/outage/virtualClock.ts';
import { VirtualQueue } from '../src/outage/virtualQueue.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** The error of every call while AWS is down. */
const down = () =>
  Object.assign(new Error('Service Unavailable'), {
    name: 'ServiceUnavailable',
    $fault: 'server',
    $metadata: { httpStatusCode: 503 },
  });

let clock: VirtualClock;
let stop: AbortController;
let start: number;
const isDown = () => clock.now() < start + HOUR;

beforeEach(() => {
  clock = new VirtualClock();
  stop = new AbortController();
  start = clock.now();
  jest.spyOn(Date, 'now').mockImplementation(() => clock.now());
  jest.spyOn(process.stdout, 'write').mockReturnValue(true);
  // As on a real stage.
  Object.assign(process.env, { RETRY_BASE_SECONDS: '15', STAGE: 'test' });
});
afterEach(() => {
  delete process.env['RETRY_BASE_SECONDS'];
  delete process.env['STAGE'];
  jest.restoreAllMocks();
});

interface Declared {
  receives?: number | string;
  visibility?: string;
}
const infrastructure = (file: string) => parse(readFileSync(join(baseStack.dir, file), 'utf8'));

/** The source queues: their maximum receives per message, and their visibility timeout. */
const { default: parameters } = infrastructure('params.yml');
const sourceQueues = Object.entries<Declared>(infrastructure('consumers.yml')).map(
  ([name, { receives = 30, visibility = 'consumerVisibilityTimeout' }]) => ({
    name,
    visibilitySeconds: Number(parameters[visibility]),
    maxReceiveCount: Number(typeof receives === 'string' ? parameters[receives] : receives),
  }),
);

const mapping: QueueMapping = {
  kind: 'queue',
  functionName: 'consumer',
  sourceArn: 'arn:aws:sqs:us-east-1:000000000000:work',
  batchSize: 10,
  windowMs: 0,
  reportsItemFailures: true,
  matches: () => true,
  maximumConcurrency: 2,
};

/** The first time a metric was above a threshold. */
function firstOver(threshold: number, metric: string): number {
  const lines = jest.mocked(process.stdout.write).mock.calls.map(([line]) => String(line));
  const values = lines.filter((line) => line.includes(`"${metric}"`)).map((line) => JSON.parse(line));
  const first = values.find((line) => Math.max(...line[metric]) > threshold);
  return first?._aws.Timestamp ?? Number.POSITIVE_INFINITY;
}

/** Runs a consumer of a queue until the queue is empty. */
async function consumeAll(
  queue: VirtualQueue,
  invoke: (records: SQSRecord[]) => Promise<unknown>,
): Promise<void> {
  const polling = pollQueue({
    mapping,
    queue,
    invoke: (records) =>
      invoke(records as SQSRecord[]).then(
        (payload): Invocation => ({ status: 'succeeded', payload }),
        ({ message }: Error): Invocation => ({ status: 'failed', reason: message, requestId: 'r' }),
      ),
    clock,
    log: () => undefined,
    signal: stop.signal,
  });
  await clock.run(() => queue.size === 0, start + 24 * HOUR);
  stop.abort();
  await Promise.race([polling, clock.run(() => false, clock.now() + HOUR).catch(() => undefined)]);
}

describe.each(sourceQueues)('an hour without DynamoDB, at the queue $name', (limits) => {
  test('is waited out: everything is applied once, and nothing is a dead letter but poison', async () => {
    const queue = new VirtualQueue(clock, limits);
    for (let index = 0; index < 200; index++) {
      queue.send(index % 50 === 7 ? 'poison' : JSON.stringify({ id: `event-${index}` }));
    }
    const applied: string[] = [];
    const client = {
      send: async ({ input }: { input: { TransactItems: { Put: { Item: { pk: string } } }[] } }) => {
        if (isDown()) throw down();
        applied.push(...input.TransactItems.map(({ Put }) => Put.Item.pk));
      },
    } as unknown as DynamoDBDocumentClient;
    const handler = sqs<{ id: string }>(
      {
        read: (body) => JSON.parse(body),
        correlationId: () => undefined,
        handle: async (messages) => {
          const mark = ({ id }: { id: string }) => ({ Put: { TableName: 'seen', Item: { pk: id } } });
          const plan = async (events: { id: string }[]) => ({ guards: events.map(mark), effects: [] });
          const events = messages.map(({ value }) => value);
          const { failed } = await consume({ client, key: ({ id }) => id, plan }, events);
          return failed.map(({ event, error }) => ({
            message: messages[events.indexOf(event)] as (typeof messages)[number],
            error,
          }));
        },
      },
      (failed) => giveBack(failed, queue.client),
    );
    await consumeAll(queue, (Records) => handler({ Records }));

    // The alarm on waiting messages fires soon after the start of the outage.
    expect(firstOver(300, 'RetrySeconds') - start).toBeLessThan(12 * MINUTE);
    expect(applied).toHaveLength(196);
    expect(new Set(applied).size).toBe(196);
    expect(queue.dead.map(({ body }) => body)).toEqual(['poison', 'poison', 'poison', 'poison']);
    // Poison does not wait for the end of the outage, and no message waits long after it.
    const soon = limits.maxReceiveCount * 20_000 + MINUTE;
    for (const { at } of queue.dead) expect(at - start).toBeLessThan(soon);
    expect(clock.now() - start).toBeLessThan(HOUR + 17 * MINUTE);
  });

  test('is waited out although every invocation ends in its timeout', async () => {
    const queue = new VirtualQueue(clock, limits);
    for (let index = 0; index < 30; index++) queue.send(String(index));
    const done: string[] = [];
    await consumeAll(queue, async (records) => {
      await clock.sleep(30_000);
      if (isDown()) throw new Error('Task timed out');
      done.push(...records.map(({ body }) => body));
    });
    expect({ done: new Set(done).size, dead: queue.dead }).toEqual({ done: 30, dead: [] });
  });
});

test('every source queue of the base stack is played', () => {
  expect(sourceQueues.length).toBeGreaterThanOrEqual(6);
  for (const { visibilitySeconds } of sourceQueues) expect(visibilitySeconds).toBeGreaterThan(0);
});

describe('an hour without SNS, at the stream of a table', () => {
  /** As in the services' templates: retried as long as the stream keeps a record. */
  const streamMapping: StreamMapping = {
    ...mapping,
    kind: 'stream',
    batchSize: 100,
    startingPosition: 'TRIM_HORIZON',
    parallelizationFactor: 1,
    maximumRetryAttempts: Number.POSITIVE_INFINITY,
    maximumRecordAgeMs: 24 * HOUR,
    bisect: true,
    tumblingWindowMs: 0,
  };
  const POISON = 41;

  const record = (index: number): StreamRecord => {
    const event: DynamoDBRecord = {
      eventName: 'INSERT',
      dynamodb: {
        SequenceNumber: String(index),
        Keys: marshall({ pk: `order-${index}` }) as never,
        NewImage: marshall({
          pk: `order-${index}`,
          poison: index === POISON,
          event: { id: `event-${index}`, type: 'order.created.v1', time: '2026-01-01T00:00:00.000Z' },
        }) as never,
      },
    };
    return {
      sequenceNumber: String(index),
      orderingKey: '0',
      arrivedAt: start,
      event: event as Record<string, unknown>,
    };
  };

  /** Publishes 100 records, one of them poison; SNS is down for the first hour. */
  async function publishAll() {
    const published: string[] = [];
    const aside: SetAside[] = [];
    const discarded: string[] = [];
    const send = async ({ input }: { input: { PublishBatchRequestEntries: { Id: string }[] } }) => {
      if (isDown()) throw down();
      published.push(...input.PublishBatchRequestEntries.map(({ Id }) => Id));
      return { Successful: input.PublishBatchRequestEntries };
    };
    const handler = publishOutbox(
      {
        source: '/orderflow/orders',
        describe: ({ pk, poison }) => {
          if (poison) throw new TypeError('there is no such item');
          return { subject: String(pk), data: {} };
        },
      },
      { send } as unknown as Pick<SNSClient, 'send'>,
      () => 'topic',
      async (records) => {
        aside.push(...records);
        return [];
      },
    );
    let over = false;
    const delivered = deliver(
      Array.from({ length: 100 }, (_, index) => record(index)),
      {
        mapping: streamMapping,
        invoke: async (records) => ({
          status: 'succeeded',
          payload: await handler({ Records: records as DynamoDBRecord[] }),
        }),
        clock,
        log: () => undefined,
        signal: stop.signal,
        done: () => undefined,
        discard: async ({ records }) =>
          void discarded.push(...records.map(({ sequenceNumber }) => sequenceNumber)),
      },
    ).finally(() => {
      over = true;
    });
    await clock.run(() => over, start + 24 * HOUR);
    await delivered;
    return { published: new Set(published), aside, discarded };
  }

  test('is waited out: everything is published, and the poison is set aside once and holds up nobody', async () => {
    const { published, aside, discarded } = await publishAll();
    expect(published.size).toBe(99);
    expect(aside.map(({ sequenceNumber }) => sequenceNumber)).toEqual([String(POISON)]);
    expect(discarded).toEqual([]);
    expect(clock.now() - start).toBeLessThan(HOUR + MINUTE);
  });

  test('without an outage the poison is set aside at once', async () => {
    start -= 2 * HOUR;
    const { published, aside } = await publishAll();
    expect([published.size, aside.length]).toEqual([99, 1]);
    expect(clock.now() - start).toBeLessThan(2 * HOUR + MINUTE);
  });
});

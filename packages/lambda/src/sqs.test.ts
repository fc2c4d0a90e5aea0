import { describe, expect, test } from '@jest/globals';
import type { SQSRecord } from 'aws-lambda';
import { captureLog } from '../test/captureLog.ts';
import { sqsEvent } from '../test/sqsEvent.ts';
import { each, type Message, type SqsOptions, sqs } from './sqs.ts';
import { measuredBy } from './testing.ts';

interface Job {
  name: string;
  correlationId?: string;
}

const logged = captureLog();
const job = (name: string, correlationId?: string) => JSON.stringify({ name, correlationId });

/** An SQS function that reads jobs and passes them to `handle`. `returned` are the records that it gave back. */
function jobs(handle: SqsOptions<Job>['handle'] = async () => []) {
  const returned: SQSRecord[][] = [];
  const handler = sqs<Job>(
    {
      read: (body) => {
        const { name, ...rest } = JSON.parse(body);
        if (typeof name !== 'string') throw new Error('a job has a name');
        return { name, ...rest };
      },
      correlationId: (value) => value.correlationId,
      handle,
    },
    async (failed) => void returned.push(failed.map(({ record }) => record)),
  );
  const run = async (...bodies: string[]) =>
    (await handler(sqsEvent(...bodies))).batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
  return { run, returned };
}
const names = (messages: Message<Job>[]) => messages.map(({ value }) => value.name);

describe('a batch of messages', () => {
  test('is handled together and in its order', async () => {
    const batches: string[][] = [];
    const { run, returned } = jobs(async (messages) => {
      batches.push(names(messages));
      return [];
    });
    expect(await run(job('a'), job('b'), job('c'))).toEqual([]);
    expect(batches).toEqual([['a', 'b', 'c']]);
    expect(returned).toEqual([]);
  });

  test('is handled without the messages that cannot be read, which fail alone', async () => {
    const batches: string[][] = [];
    const { run } = jobs(async (messages) => {
      batches.push(names(messages));
      return [];
    });
    expect(await run(job('a'), 'not JSON', '{"nom":"b"}', job('c'))).toEqual(['message-1', 'message-2']);
    expect(batches).toEqual([['a', 'c']]);
  });

  test('is not handled at all when no message can be read', async () => {
    const batches: string[][] = [];
    const { run } = jobs(async (messages) => {
      batches.push(names(messages));
      return [];
    });
    expect(await run('x', 'y')).toEqual(['message-0', 'message-1']);
    expect(batches).toEqual([]);
    expect(logged().filter(({ message }) => message === 'message cannot be read')).toHaveLength(2);
  });

  test('fails in the messages that are reported, and in no others', async () => {
    const { run } = jobs(async (messages) =>
      messages
        .filter(({ value }) => value.name === 'b')
        .map((message) => ({ message, error: new Error('no') })),
    );
    expect(await run(job('a'), job('b'), job('c'))).toEqual(['message-1']);
  });

  test('fails as a whole when its handling throws', async () => {
    const { run } = jobs(async () => {
      throw new Error('down');
    });
    expect((await run(job('a'), 'not JSON', job('c'))).sort()).toEqual([
      'message-0',
      'message-1',
      'message-2',
    ]);
  });

  test('gives back what failed, and only that', async () => {
    const { run, returned } = jobs(async (messages) =>
      messages.slice(-1).map((message) => ({ message, error: new Error('no') })),
    );
    await run(job('a'), 'not JSON', job('c'));
    expect(returned.map((records) => records.map(({ messageId }) => messageId).sort())).toEqual([
      ['message-1', 'message-2'],
    ]);
  });
});

describe('the log of a batch', () => {
  test('has the correlation id that each message carries', async () => {
    const { run } = jobs(async (messages) => {
      for (const { log, value } of messages) log.info(value.name);
      return [];
    });
    await run(job('a', 'c-a'), job('b', 'c-b'));
    expect(logged().map(({ message, correlationId }) => [message, correlationId])).toEqual([
      ['a', 'c-a'],
      ['b', 'c-b'],
    ]);
  });

  test('says which message of which queue failed, for the how-manieth time and why', async () => {
    const { run } = jobs(async ([message]) => (message ? [{ message, error: new Error('no') }] : []));
    await run(job('a', 'c-a'));
    expect(logged()).toEqual([
      expect.objectContaining({
        level: 'ERROR',
        message: 'message failed',
        correlationId: 'c-a',
        messageId: 'message-0',
        queue: 'orderflow-test-inventory',
        receiveCount: 1,
        error: expect.objectContaining({ message: 'no' }),
      }),
    ]);
  });

  test('finds the correlation id of a message that cannot be read, where there is one', async () => {
    const { run } = jobs();
    await run(
      '{"correlationid":"c-1"}',
      '{"correlationId":"c-2"}',
      '{"correlationid":"a b"}',
      'null',
      'not JSON',
    );
    const ids = logged().map(({ correlationId }) => correlationId);
    expect(ids).toEqual(['c-1', 'c-2', expect.stringMatching(/^[0-9a-f-]{36}$/), undefined, undefined]);
  });
});

describe('the patience of a queue', () => {
  const down = Object.assign(new Error('down'), { $metadata: { httpStatusCode: 503 } });
  const measured = (error: Error) =>
    measuredBy(() => jobs(async (messages) => messages.map((message) => ({ message, error }))).run(job('a')));

  test('is measured by what fails in an outage', async () => {
    const now = Date.now();
    const { RetrySeconds = 0 } = await measured(down);
    // The record was first received in 1970.
    expect(RetrySeconds).toBeGreaterThanOrEqual(Math.floor(now / 1000));
  });

  test('is not measured by what fails by itself', async () => {
    expect(await measured(new TypeError('no'))).toEqual({});
  });
});

describe('each', () => {
  test('handles every message, at most so many at a time', async () => {
    let running = 0;
    let most = 0;
    const done: string[] = [];
    const { run } = jobs(
      each(async ({ value }) => {
        most = Math.max(most, ++running);
        await new Promise(setImmediate);
        running--;
        done.push(value.name);
      }, 3),
    );
    const all = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
    expect(await run(...all.map((name) => job(name)))).toEqual([]);
    expect(done.sort()).toEqual(all);
    expect(most).toBe(3);
  });

  test('fails the messages whose handling throws, and goes on', async () => {
    const { run } = jobs(
      each(async ({ value }) => {
        if (value.name === 'b') throw new Error('no');
      }, 1),
    );
    expect(await run(job('a'), job('b'), job('c'))).toEqual(['message-1']);
  });
});

describe('the trace of a message', () => {
  const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
  const traceparent = `00-${traceId}-00f067aa0ba902b7-01`;
  const traced = (body: string): SQSRecord => {
    const [record] = sqsEvent(body).Records as [SQSRecord];
    return {
      ...record,
      messageAttributes: { traceparent: { dataType: 'String', stringValue: traceparent } },
    };
  };
  const options = { read: JSON.parse, correlationId: () => 'c-1' };

  test('is in its attributes, and goes on with a span of its own', async () => {
    const traces: unknown[] = [];
    const handle: SqsOptions<Job>['handle'] = async (messages) => {
      traces.push(...messages.map(({ span }) => span.trace.traceparent));
      for (const { log } of messages) log.info('mine');
      return [];
    };
    await sqs<Job>({ ...options, handle })({ Records: [traced(job('a')), traced(job('b'))] });
    expect(traces).toEqual(Array(2).fill(expect.stringMatching(`^00-${traceId}-[0-9a-f]{16}-01$`)));
    expect(new Set([...traces, traceparent]).size).toBe(3);
    expect(logged().map(({ spanId }) => spanId)).toEqual(traces.map((one) => String(one).slice(36, 52)));
  });

  test('is what its body says, where the function reads it there', async () => {
    const traces: unknown[] = [];
    const handle: SqsOptions<{ traceparent: string }>['handle'] = async (messages) => {
      traces.push(...messages.map(({ span }) => span.trace.traceparent));
      return [];
    };
    const handler = sqs<{ traceparent: string }>({ ...options, trace: (value) => value, handle });
    await handler(sqsEvent(JSON.stringify({ traceparent }), '{"traceparent":{}}'));
    expect(traces[0]).toMatch(`00-${traceId}`);
    expect(traces[1]).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-02$/);
  });

  test('begins where a record has no attributes at all, as one that somebody wrote by hand', async () => {
    const [{ messageAttributes: _, attributes: __, ...record }] = sqsEvent(job('a')).Records as [SQSRecord];
    const handler = sqs<Job>({ ...options, handle: async () => [] });
    expect(await handler({ Records: [record as SQSRecord] })).toEqual({ batchItemFailures: [] });
  });

  test('is found of a message that cannot be read, if it says it anywhere', async () => {
    const { run } = jobs();
    await run(JSON.stringify({ traceparent }), JSON.stringify({ traceparent: 7 }), 'not JSON');
    await sqs<Job>(
      { ...options, handle: async () => [] },
      async () => undefined,
    )({
      Records: [traced('not JSON')],
    });
    const lines = logged().filter(({ message }) => message === 'message cannot be read');
    expect(lines.map((line) => line['traceId'] === traceId)).toEqual([true, false, false, true]);
  });
});

import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';

const daemon = createSocket('udp4');
const received: string[] = [];
const environment = { ...process.env };

beforeAll(async () => {
  daemon.bind(0, '127.0.0.1');
  await once(daemon, 'listening');
  daemon.on('message', (message) => {
    const [, body = ''] = message.toString().split('T1S');
    received.push(Buffer.from(body, 'base64').toString('latin1'));
  });
});
afterAll(() => {
  daemon.close();
  process.env = environment;
});

/** The package as a function with this environment loads it. */
async function loaded(more: Record<string, string>) {
  jest.resetModules();
  Object.assign(process.env, more);
  return import('./recorder.ts');
}

test('without a word in its environment a function records nothing, and adds nothing to its clients', async () => {
  const { recorder, traced } = await loaded({});
  const add = jest.fn();
  const remove = jest.fn();
  traced({ middlewareStack: { add, remove } });
  expect(add).not.toHaveBeenCalled();
  expect(await recorder.invocation('it', {}, async ({ trace }) => trace.traceparent)).toMatch(/-02$/);
});

test('what its environment asks for is recorded: invocations, calls of clients, plans of transactions', async () => {
  const { recorder, traced, tracedPlan } = await loaded({
    OTEL_TRACES_SAMPLER_ARG: '1',
    AWS_XRAY_DAEMON_ADDRESS: `127.0.0.1:${daemon.address().port}`,
  });
  const add = jest.fn();
  const client = { middlewareStack: { add, remove: jest.fn() } };
  expect(traced(client)).toBe(client);
  expect(add).toHaveBeenCalledTimes(1);
  const consumer = tracedPlan({ plan: async (events: string[]) => events.length, key: 'kept' });
  expect(consumer.key).toBe('kept');
  expect(await recorder.invocation('process it', {}, () => consumer.plan(['a', 'b']))).toBe(2);
  while (received.length === 0) await once(daemon, 'message');
  for (const text of ['process it', 'plan', 'orderflow.events']) expect(received[0]).toContain(text);
});

import { LambdaClient } from '@aws-sdk/client-lambda';
import { afterEach, expect, test } from '@jest/globals';
import { type LambdaEndpoint, startLambdaEndpoint } from '../../test/lambdaEndpoint.ts';
import { createInvoker, type Invoke } from './invoke.ts';

let endpoint: LambdaEndpoint;

async function invoker(
  handler: Parameters<typeof startLambdaEndpoint>[0],
  timeoutMs = 1_000,
): Promise<Invoke> {
  endpoint = await startLambdaEndpoint(handler);
  const client = new LambdaClient({
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    endpoint: `http://127.0.0.1:${endpoint.port}`,
    maxAttempts: 1,
  });
  return createInvoker(client, 'consumer', timeoutMs);
}
afterEach(() => endpoint.close());

test('hands over the records and returns the answer', async () => {
  const invoke = await invoker(({ Records }) => ({ got: Records }));
  expect(await invoke([{ a: 1 }])).toEqual({ status: 'succeeded', payload: { got: [{ a: 1 }] } });
});

test('a function that returns nothing succeeded', async () => {
  const invoke = await invoker(() => undefined);
  expect(await invoke([])).toEqual({ status: 'succeeded', payload: null });
});

test('a function that throws failed', async () => {
  const invoke = await invoker(() => {
    throw new Error('boom');
  });
  expect(await invoke([])).toMatchObject({ status: 'failed', reason: 'Error: boom' });
});

test('a function that never answers failed, and is asked once', async () => {
  let calls = 0;
  const invoke = await invoker(() => new Promise(() => calls++), 1_000);
  expect(await invoke([])).toMatchObject({ status: 'failed', reason: 'no answer within 1 s' });
  expect(calls).toBe(1);
});

test('a service that dies in the middle failed: the function may have run', async () => {
  const invoke = await invoker(() => endpoint.close());
  expect(await invoke([])).toMatchObject({ status: 'failed' });
});

test('a service that does not listen was not invoked', async () => {
  const invoke = await invoker(() => undefined);
  await endpoint.close();
  expect(await invoke([])).toMatchObject({ status: 'uninvoked' });
});

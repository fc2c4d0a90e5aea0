import { afterEach, expect, test } from '@jest/globals';
import { eventually, type LambdaEndpoint, startLambdaEndpoint } from '../../test/lambdaEndpoint.ts';
import { createInvokeFunction } from './invokeFunction.ts';

let endpoint: LambdaEndpoint | undefined;
afterEach(() => endpoint?.close());

const signal = new AbortController().signal;
const invokerAt = (port: number) => createInvokeFunction(() => `http://127.0.0.1:${port}`);

test('the result of a function is its answer', async () => {
  endpoint = await startLambdaEndpoint((event) => ({ got: event }));
  expect(await invokerAt(endpoint.port)('greet', { a: 1 }, signal)).toEqual({ got: { a: 1 } });
});

test('a function that answers nothing has the result null', async () => {
  endpoint = await startLambdaEndpoint(() => undefined);
  expect(await invokerAt(endpoint.port)('greet', {}, signal)).toBeNull();
});

test('what a function throws fails the task by its name, with the whole answer as cause', async () => {
  endpoint = await startLambdaEndpoint(() => {
    throw Object.assign(new Error('no'), { name: 'NamedError' });
  });
  await expect(invokerAt(endpoint.port)('greet', {}, signal)).rejects.toMatchObject({
    error: 'NamedError',
    cause: '{"errorType":"NamedError","errorMessage":"no"}',
  });
});

test('a function that no service has is not found', async () => {
  const invoke = createInvokeFunction(() => undefined);
  await expect(invoke('nobody', {}, signal)).rejects.toMatchObject({
    error: 'Lambda.ResourceNotFoundException',
  });
});

test('a service that is being started again is waited for', async () => {
  endpoint = await startLambdaEndpoint(() => 'before');
  const { port } = endpoint;
  await endpoint.close();
  const result = invokerAt(port)('greet', {}, signal);
  endpoint = await startLambdaEndpoint(() => 'after', port);
  expect(await result).toBe('after');
});

test('a service that dies in a call fails the task', async () => {
  let called = false;
  endpoint = await startLambdaEndpoint(() => {
    called = true;
    return new Promise(() => {});
  });
  const result = invokerAt(endpoint.port)('greet', {}, signal);
  const failure = expect(result).rejects.toMatchObject({ error: 'Runtime.ExitError' });
  await eventually(() => called);
  await endpoint.close();
  await failure;
});

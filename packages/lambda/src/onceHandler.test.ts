import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { freeze, idleServer } from '../test/idleServer.ts';
import { OnceHandler, provesUnsent } from './onceHandler.ts';

const stops: (() => unknown)[] = [];
afterEach(async () => {
  jest.restoreAllMocks();
  for (const stop of stops.splice(0)) await stop();
});

async function server(options: Parameters<typeof idleServer>[0]) {
  const started = await idleServer(options);
  stops.push(started.stop);
  return started;
}

function client(port: number, requestHandler: NodeHttpHandler) {
  stops.push(() => requestHandler.destroy());
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const endpoint = `http://127.0.0.1:${port}`;
  const ses = new SESv2Client({
    endpoint,
    region: 'us-east-1',
    credentials,
    maxAttempts: 1,
    requestHandler,
  });
  let frozenMs = 0;
  // As late as possible, so that nothing from the freeze is noticed before the request goes out.
  const late = { step: 'finalizeRequest', priority: 'low' } as const;
  ses.middlewareStack.add(
    (next) => (args) => {
      freeze(frozenMs);
      return next(args);
    },
    late,
  );
  return (afterMs = 0) => {
    frozenMs = afterMs;
    return ses.send(new SendEmailCommand({ Content: {} }));
  };
}

const options = { connectionTimeout: 2_000, requestTimeout: 2_000, throwOnRequestTimeout: true };

describe('after the environment was frozen for longer than the server keeps connections', () => {
  test('a call goes out on a new connection, once', async () => {
    const { port, requests } = await server({ idleMs: 50 });
    const send = client(port, new OnceHandler(options, 100));
    await send();
    await send(500);
    expect(await requests()).toBe(2);
  });

  test("the SDK's own handler fails the call", async () => {
    const { port, requests } = await server({ idleMs: 50 });
    const send = client(port, new NodeHttpHandler(options));
    await send();
    await expect(send(500)).rejects.toThrow(/socket hang up|ECONNRESET|EPIPE/);
    expect(await requests()).toBe(1);
  });
});

test('a connection that breaks when the request was read is no proof: the call is not made again', async () => {
  const { port, requests } = await server({ idleMs: 5_000, breaks: true });
  await expect(client(port, new OnceHandler(options))()).rejects.toThrow('socket hang up');
  expect(await requests()).toBe(1);
});

test('a call that finds nobody there is made once more', async () => {
  const closed = createServer().listen(0, '127.0.0.1');
  await once(closed, 'listening');
  const { port } = closed.address() as AddressInfo;
  await new Promise((resolve) => closed.close(resolve));
  const handle = jest.spyOn(NodeHttpHandler.prototype, 'handle');
  await expect(client(port, new OnceHandler(options))()).rejects.toThrow('ECONNREFUSED');
  expect(handle).toHaveBeenCalledTimes(2);
});

test.each([
  [{ syscall: 'getaddrinfo', code: 'EAI_AGAIN' }, true],
  [{ syscall: 'write', code: 'EPIPE' }, true],
  [{ syscall: 'read', code: 'ECONNRESET' }, false],
  [{ code: 'ECONNRESET', message: 'socket hang up' }, false],
  [{ name: 'TimeoutError', message: 'the request timed out' }, false],
  [{ $metadata: { httpStatusCode: 503 } }, false],
])('%j proves that nothing was sent: %s', (fields, proves) => {
  expect(provesUnsent(Object.assign(new Error('x'), fields))).toBe(proves);
});

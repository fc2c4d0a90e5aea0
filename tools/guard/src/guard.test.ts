import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:http';
import { type AddressInfo, connect, createServer, type Server } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, test } from '@jest/globals';
import { admits } from './connection.ts';
import { refusalOf } from './guard.cjs';

const asked = (headers: Record<string, string>, method = 'GET') => ({
  method,
  headers: { host: '127.0.0.1:4000', ...headers },
});
const link = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' };

describe('a request', () => {
  test.each([
    ['of a program', asked({})],
    ['of a program that knows the machine by name', asked({ host: 'LOCALHOST:1' })],
    ['over IPv6', asked({ host: '[::1]:4000' })],
    [
      'of the page of the server itself',
      asked({ origin: 'http://127.0.0.1:4000', 'sec-fetch-site': 'same-origin' }),
    ],
    ['that somebody types into a browser', asked({ 'sec-fetch-site': 'none' })],
  ])('%s is answered', (_, source) => expect(refusalOf(source)).toBeUndefined());

  test.each([
    ['under a name that was made to resolve here', asked({ host: 'evil.example:4000' }), 421],
    ['under a name that begins as ours', asked({ host: '127.0.0.1.evil.example' }), 421],
    ['under no name', { method: 'GET', headers: {} }, 421],
    ['of a page elsewhere', asked({ origin: 'https://evil.example' }, 'POST'), 403],
    ['of a page that hides its origin', asked({ origin: 'null' }, 'POST'), 403],
    ['of a page of another port', asked({ origin: 'http://127.0.0.1:4001' }, 'POST'), 403],
    [
      'of an image in a page elsewhere',
      asked({ 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' }),
      403,
    ],
    ['of an image in a page of another port', asked({ 'sec-fetch-site': 'same-site' }), 403],
    ['of a link from elsewhere', asked(link), 403],
  ])('%s is refused', (_, source, status) => expect(refusalOf(source)?.status).toBe(status));

  test('of a link from elsewhere is answered where pages are, but neither in a frame nor as a form', () => {
    const options = { navigation: true };
    expect(refusalOf(asked(link), options)).toBeUndefined();
    expect(refusalOf(asked({ ...link, 'sec-fetch-dest': 'iframe' }), options)?.status).toBe(403);
    expect(refusalOf(asked({ ...link, origin: 'https://evil.example' }, 'POST'), options)?.status).toBe(403);
  });
});

test('a guarded process listens on 127.0.0.1 only, and answers foreign pages nothing, whatever server it starts', async () => {
  const script = `
    const { guardServers } = require(${JSON.stringify(`${import.meta.dirname}/guard.cjs`)});
    guardServers(({ url }) => url === '/open');
    const { createServer } = require('node:http');
    const served = [];
    const answer = (request, response) => { served.push(request.url); response.end(String(served)); };
    const servers = [[0], [0, '0.0.0.0'], [{ port: 0, host: '::' }], []].map((where) => createServer(answer).listen(...where, () => {}));
    servers[0].on('upgrade', (request, socket) => { served.push('upgraded'); socket.end(); });
    setTimeout(() => console.log(JSON.stringify(servers.map((one) => one.address()))), 200);`;
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await once(child.stdout, 'data');
  const addresses = JSON.parse(String(line)) as AddressInfo[];
  expect(addresses.map(({ address }) => address)).toEqual(Array(4).fill('127.0.0.1'));

  const ask = (path: string, headers: Record<string, string> = {}) =>
    new Promise<{ status: number | undefined; body: string }>((resolve, reject) => {
      const { port } = addresses[0] as AddressInfo;
      request({ host: '127.0.0.1', port, path, headers }, async (response) =>
        resolve({ status: response.statusCode, body: await text(response) }),
      )
        .on('error', reject)
        .end();
    });
  const foreign = { origin: 'http://evil.example' };
  expect((await ask('/secret', foreign)).status).toBe(403);
  expect((await ask('/socket', { ...foreign, connection: 'upgrade', upgrade: 'websocket' })).status).toBe(
    403,
  );
  expect((await ask('/open', { host: 'evil.example' })).status).toBe(421);
  expect((await ask('/open', foreign)).status).toBe(200);
  expect(await ask('/mine')).toEqual({ status: 200, body: '/open,/mine' });
  child.kill();
});

describe('a connection', () => {
  let server: Server;
  afterEach(() => void server.close());

  /** The answer to the first bytes of a connection, from a server that echoes what it receives. */
  const exchange = async (...parts: string[]): Promise<string> => {
    server = createServer(async (socket) => {
      if (await admits(socket)) socket.once('data', (data) => socket.end(`seen: ${data}`));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    for (const part of parts) {
      socket.write(part);
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
    return text(socket);
  };
  const signed =
    'Authorization: AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/kinesis/aws4_request\r\n';
  const head = (headers: string) => `POST / HTTP/1.1\r\nHost: 127.0.0.1:4005\r\n${headers}\r\n`;

  test('of an AWS client goes on with all that it sent, in however many pieces', async () => {
    const [first, second] = [head(signed).slice(0, 40), head(signed).slice(40)];
    expect(await exchange(first, `${second}body`)).toBe(`seen: ${head(signed)}body`);
  });

  test.each([
    ['without a signature', head('')],
    ['of a page', head(`${signed}Origin: http://127.0.0.1:4005\r\n`)],
    ['of a browser', head(`${signed}Sec-Fetch-Site: none\r\n`)],
    ['under another name', head(signed).replace('127.0.0.1', 'evil.example')],
    ['with an endless head', `GET / HTTP/1.1\r\n${'x: y\r\n'.repeat(4_000)}`],
  ])('%s is refused', async (_, bytes) => expect(await exchange(bytes)).toMatch(/^HTTP\/1.1 403/));
});

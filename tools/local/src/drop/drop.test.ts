import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from '@jest/globals';

const cli = join(import.meta.dirname, '../cli/drop.ts');
const rows = { read: 1, created: 1, duplicate: 0, rejected: 0 };
const done = { importId: 'i', fileName: 'x.csv', status: 'COMPLETED', bytes: { done: 1, total: 1 }, rows };

let dir: string;
let server: Server;
let url: string;
/** What the system answers, by the beginning of method and path; in place of what it usually does. */
let answers: Record<string, RequestListener>;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'orderflow-drop-'));
  answers = {};
  const usual: Record<string, RequestListener> = {
    'GET /local/token': (_, response) => response.end('token'),
    'POST /imports': (_, response) =>
      response
        .writeHead(201)
        .end(JSON.stringify({ importId: 'i', uploadUrl: `${url}/upload`, uploadHeaders: {} })),
    'PUT /upload': async (request, response) => {
      await text(request);
      response.end();
    },
    'GET /imports': (_, response) => response.end(JSON.stringify(done)),
  };
  server = createServer((request, response) => {
    const call = `${request.method} ${request.url}`;
    const all = Object.entries({ ...usual, ...answers });
    all.find(([start]) => call.startsWith(start))?.[1](request, response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await rm(dir, { recursive: true, force: true });
});

const start = (args: string[], env: Record<string, string> = { ORDERFLOW_URL: url }): ChildProcess => {
  const { ORDERFLOW_PORT: _, ...inherited } = process.env;
  return spawn(process.execPath, [cli, ...args], { env: { ...inherited, ...env }, stdio: 'pipe' });
};

/** Runs it to its end, which has to come. */
async function drop(args: string[], env?: Record<string, string>) {
  const child = start(args, env);
  const [stdout, stderr] = await Promise.all([text(child.stdout as never), text(child.stderr as never)]);
  if (child.exitCode === null) await once(child, 'exit');
  return { exitCode: child.exitCode, stdout, stderr };
}

async function file(name: string, content = 'orderId\n1\n'): Promise<string> {
  await writeFile(join(dir, name), content);
  return join(dir, name);
}

const refuse =
  (status: number, body: object | string): RequestListener =>
  (_, response) => {
    response.writeHead(status).end(typeof body === 'string' ? body : JSON.stringify(body));
  };

test('whatever breaks is said and ends the command', async () => {
  const path = await file('x.csv');
  answers = { 'PUT /upload': refuse(403, '<Code>AccessDenied</Code>') };
  expect(await drop([path])).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining('refused with 403: <Code>AccessDenied'),
  });
  answers = { 'PUT /upload': (request) => request.socket.destroy() };
  expect(await drop([path])).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining('socket hang up'),
  });
  answers = { 'GET /imports': refuse(404, { detail: 'There is no such import' }) };
  expect(await drop([path])).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining('There is no such import'),
  });
  answers = { 'GET /imports': refuse(400, 'not JSON') };
  expect(await drop([path])).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('not JSON') });
}, 60_000);

test('a big upload that is refused at once says what S3 said', async () => {
  const path = await file('big.csv', 'x'.repeat(20_000_000));
  answers = {
    'PUT /upload': (_, response) =>
      response.writeHead(403, { connection: 'close' }).end('<Code>Expired</Code>'),
  };
  expect(await drop([path])).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('Expired') });
});

test('a name that is refused is refused with what is wrong with it', async () => {
  const errors = [{ pointer: '/fileName', message: 'must end with .csv' }];
  answers = { 'POST /imports': refuse(422, { detail: 'The body does not follow its schema', errors }) };
  const { stderr } = await drop([await file('x.txt')]);
  expect(stderr).toContain('does not follow its schema; /fileName must end with .csv');
});

test('one bad file of a list keeps no other back', async () => {
  await mkdir(join(dir, 'folder.csv'));
  const list = [join(dir, 'folder.csv'), join(dir, 'nowhere.csv'), await file('x.csv')];
  const { exitCode, stdout, stderr } = await drop(['--json', ...list]);
  expect(stderr).toMatch(/folder.csv is no file: --watch takes folders\n.*There is no file .*nowhere.csv/s);
  const lines = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines).toMatchObject([
    { path: list[0], error: expect.any(String) },
    { path: list[1] },
    { status: 'COMPLETED' },
  ]);
  expect(exitCode).toBe(2);
});

test('a watched folder has to be there, and to stay', async () => {
  expect(await drop(['--watch', join(dir, 'nowhere')])).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining('There is no folder'),
  });
});

test('a port that is named counts more than a .local/env that is loaded', async () => {
  const path = await file('x.csv');
  const env = { ORDERFLOW_URL: 'http://127.0.0.1:1', ORDERFLOW_PORT: new URL(url).port };
  expect(await drop([path], env)).toMatchObject({ exitCode: 0 });
});

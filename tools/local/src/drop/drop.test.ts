import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from '@jest/globals';

const cli = join(import.meta.dirname, '../cli/drop.ts');
const rows = { read: 1, created: 1, duplicate: 0, rejected: 0 };
const done = { importId: 'i', fileName: 'x.csv', status: 'COMPLETED', bytes: { done: 1, total: 1 }, rows };
/** How a typical file with other column names is read. */
const understood = {
  encoding: 'windows-1252',
  delimiter: ';',
  decimal: ',',
  columns: [
    { header: 'Bestellnummer', column: 'orderId', by: 'alias' },
    { header: 'userId', column: 'userId', by: 'name' },
    { header: 'Fili\u001balnr', by: 'ignored' },
  ],
  guessed: ['encoding', 'columns'],
};
const previewed = {
  ...done,
  status: 'PREVIEWED',
  dryRun: true,
  rows: { read: 3, created: 1, duplicate: 1, rejected: 1 },
  understood,
  preview: {
    rows: { read: 3, created: 1, duplicate: 1, rejected: 1 },
    sums: { EUR: 123_450, JPY: 7 },
    rejects: [{ line: 4, column: 'quantity', reason: 'must be >= 1', record: 'x' }],
  },
};

let dir: string;
let server: Server;
let url: string;
/** The import as the API returns it, and the body of the last POST /imports. */
let state: object;
let wanted: object | undefined;
/** Answers by the beginning of method and path. They override the usual ones. */
let answers: Record<string, RequestListener>;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'orderflow-drop-'));
  answers = {};
  state = done;
  wanted = undefined;
  const usual: Record<string, RequestListener> = {
    'GET /local/token': (_, response) => response.end('token'),
    'POST /imports/i/commit': (_, response) => {
      state = done;
      response.end(JSON.stringify(done));
    },
    'POST /imports/i/undo': (_, response) => response.end(JSON.stringify(state)),
    'POST /imports': async (request, response) => {
      wanted = JSON.parse(await text(request));
      response
        .writeHead(201)
        .end(JSON.stringify({ importId: 'i', uploadUrl: `${url}/upload`, uploadHeaders: {} }));
    },
    'PUT /upload': async (request, response) => {
      response.writeContinue();
      await text(request);
      response.end();
    },
    'GET /imports': (_, response) => response.end(JSON.stringify(state)),
  };
  const answer: RequestListener = (request, response) => {
    const call = `${request.method} ${request.url}`;
    const all = Object.entries({ ...answers, ...usual, ...answers });
    all.find(([start]) => call.startsWith(start))?.[1](request, response);
  };
  server = createServer(answer).on('checkContinue', answer).listen(0, '127.0.0.1');
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

/** Runs the command to its end. */
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

/** Starts the command and collects its output. `saying` waits until the output contains the words. */
function started(args: string[]) {
  const child = start(args);
  const said = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const)
    child[name]?.setEncoding('utf8').on('data', (text: string) => {
      said[name] += text;
    });
  const ended = once(child, 'close').then(([code, signal]) => ({ code, signal, ...said }));
  const saying = async (words: string) => {
    while (!`${said.stdout}${said.stderr}`.includes(words)) {
      if (child.exitCode !== null) throw new Error(`it ended: ${said.stderr}`);
      await sleep(50);
    }
  };
  return { child, said, ended, saying };
}

async function watching(folder = dir) {
  const running = started(['--yes', '--watch', folder]);
  await running.saying(`Watching ${folder}`);
  return running;
}

/** Resolves when this call arrives, and never answers it. */
const asked = (call: string) =>
  new Promise<void>((resolve) => {
    answers = { ...answers, [call]: () => resolve() };
  });

test.each(['SIGINT', 'SIGTERM'] as const)(
  '%s in the middle says what becomes of the file',
  async (signal) => {
    const code = signal === 'SIGINT' ? 130 : 143;
    const path = await file('x.csv');
    for (const [call, words] of [
      ['POST /imports', 'x.csv was not sent: nothing of it is imported.'],
      ['PUT /upload', 'x.csv was not sent to its end: nothing of it is imported (import i).'],
      ['GET /imports', 'The system goes on with import i by itself'],
    ] as const) {
      answers = {};
      const reached = asked(call);
      const { child, ended } = started(['--yes', path]);
      await reached;
      await sleep(300);
      child.kill(signal);
      expect(await ended).toMatchObject({ code, stderr: expect.stringContaining(words) });
    }
  },
);

test('Ctrl-C between two files ends the watch, with what became of them', async () => {
  const { child, ended, saying } = await watching();
  await file('x.csv');
  await saying('x.csv: 1 rows');
  await sleep(300);
  child.kill('SIGINT');
  expect(await ended).toMatchObject({ code: 0, stderr: expect.not.stringContaining('import i') });
  const bad = await watching();
  state = { ...done, rows: { ...rows, rejected: 1 } };
  await file('y.csv');
  await bad.saying('rejected   1');
  await sleep(300);
  bad.child.kill('SIGINT');
  expect(await bad.ended).toMatchObject({ code: 1 });
}, 60_000);

test.each(['', '/'])(
  'a watched folder that is removed ends the watch and is named (%j)',
  async (end) => {
    const inside = join(dir, 'in');
    await mkdir(inside);
    const { ended } = await watching(`${inside}${end}`);
    await rm(inside, { recursive: true });
    expect(await ended).toMatchObject({ code: 2, stderr: expect.stringContaining('is gone') });
  },
  60_000,
);

test('what comes while the system is down waits for it to be back', async () => {
  const { child, ended, saying, said } = await watching();
  const { port } = server.address() as AddressInfo;
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
  await file('x.csv');
  await saying('does not answer: waiting until it is back.');
  await sleep(1_500);
  server.listen(port, '127.0.0.1');
  await saying('x.csv: 1 rows');
  expect(said.stderr.match(/waiting until it is back/g)).toHaveLength(1);
  // A restarted system does not accept old tokens.
  let refusals = 1;
  const usual = answers;
  answers = {
    'POST /imports': (request, response) => {
      if (refusals-- > 0) response.writeHead(401).end('{"detail":"no such token"}');
      else answers = usual;
      if (response.writableEnded) return;
      request.resume();
      response
        .writeHead(201)
        .end(JSON.stringify({ importId: 'i', uploadUrl: `${url}/upload`, uploadHeaders: {} }));
    },
  };
  state = { ...done, fileName: 'y.csv' };
  await file('y.csv');
  await saying('y.csv: 1 rows');
  child.kill('SIGINT');
  expect(await ended).toMatchObject({ code: 0 });
}, 60_000);

test('an upload that is cut off while a folder is watched is tried again', async () => {
  const { child, ended, saying } = await watching();
  let cuts = 2;
  answers = {
    'PUT /upload': async (request, response) => {
      if (cuts-- > 0) return void request.socket.destroy();
      response.writeContinue();
      await text(request);
      response.end();
    },
  };
  // Written elsewhere and moved in, as careful programs do.
  await rename(await file('x.part'), join(dir, 'x.csv'));
  await saying('x.csv: 1 rows');
  child.kill('SIGINT');
  expect(await ended).toMatchObject({ code: 0, stderr: expect.stringMatching(/cut off[\s\S]*cut off/) });
}, 60_000);

test('a port that is named counts more than a .local/env that is loaded', async () => {
  const path = await file('x.csv');
  const env = { ORDERFLOW_URL: 'http://127.0.0.1:1', ORDERFLOW_PORT: new URL(url).port };
  expect(await drop([path], env)).toMatchObject({ exitCode: 0 });
});

test('a file that is as ours are is imported at once, and told that its guesses must not be', async () => {
  const { exitCode, stdout } = await drop(['--json', await file('x.csv')]);
  expect(wanted).toEqual({ fileName: 'x.csv', confirmGuesses: true });
  expect(JSON.parse(stdout)).toMatchObject(done);
  expect(exitCode).toBe(0);
});

test('what was guessed is shown; where nobody can be asked, nothing is imported and it says what to do', async () => {
  state = previewed;
  const { exitCode, stdout, stderr } = await drop([await file('x.csv')]);
  expect(stdout).toBe(`x.csv: 3 rows, not imported yet (import i)
  read as    Windows-1252 (guessed), separated by semicolons, prices in units, with a decimal comma
  columns    Bestellnummer   orderId (guessed)
             userId          userId
             Fili\\u001balnr  ignored
  would be created    1, together 1,234.50 EUR, 7 JPY
  would be duplicate  1
  would be rejected   1
    line 4, quantity: must be >= 1
`);
  expect(stderr).toMatch(
    /not imported: guessed were encoding, columns. If that is right, `pnpm drop --commit i`/,
  );
  expect(exitCode).toBe(1);
  const machine = await drop(['--json', await file('x.csv')]);
  expect(JSON.parse(machine.stdout)).toMatchObject({ status: 'PREVIEWED', understood });
  expect(machine.exitCode).toBe(1);
});

test('--yes answers the question beforehand, --commit later', async () => {
  expect((await drop(['--yes', await file('x.csv')])).exitCode).toBe(0);
  expect(wanted).toEqual({ fileName: 'x.csv' });
  state = previewed;
  expect(await drop(['--commit', 'i'])).toMatchObject({
    exitCode: 0,
    stdout: expect.stringMatching(/^x.csv: 1 rows/),
  });
  answers = { 'POST /imports/i/commit': refuse(409, { detail: 'There is no preview to commit' }) };
  expect(await drop(['--commit', 'i'])).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining('There is no preview to commit'),
  });
});

test('--dry-run shows what would be, and no file that is clean fails', async () => {
  state = { ...previewed, rows: { ...rows, rejected: 0 } };
  const { exitCode, stdout, stderr } = await drop(['--dry-run', await file('x.csv')]);
  expect(wanted).toEqual({ fileName: 'x.csv', dryRun: true });
  expect(stdout).toContain('not imported yet');
  expect(stderr).toContain('`pnpm drop --commit i` imports it.');
  expect(exitCode).toBe(0);
  expect(await drop(['--dry-run', '--yes', await file('x.csv')])).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining('use one'),
  });
});

test('--notify asks for a mail, and says when there is nobody to send it to', async () => {
  expect((await drop(['--yes', '--notify', await file('x.csv')])).exitCode).toBe(0);
  expect(wanted).toEqual({ fileName: 'x.csv', notify: true });
  const errors = [{ pointer: '/notify', message: 'must not be true: you have no account' }];
  answers = { 'POST /imports': refuse(422, { detail: 'The body does not follow its schema', errors }) };
  expect(await drop(['--notify', await file('x.csv')])).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining('/notify must not be true: you have no account'),
  });
});

test('templates are kept from options or from an import, used, listed and deleted', async () => {
  const kept: unknown[] = [];
  const template = { name: 'shop', decimal: ',', mapping: { Bestellnummer: 'orderId', Filiale: null } };
  answers = {
    'GET /import-templates': (_, response) => response.end(JSON.stringify({ items: [template] })),
    'PUT /import-templates/shop': async (request, response) => {
      kept.push(JSON.parse(await text(request)));
      response.end('{"name":"shop"}');
    },
    'DELETE /import-templates/shop': (_, response) => {
      kept.push('deleted');
      response.end('{"name":"shop"}');
    },
  };
  const shown = 'shop\n  --decimal ","\n  --map "Bestellnummer=orderId"\n  --map "Filiale="\n';
  expect(await drop(['--keep', 'shop', '--decimal', ',', '--map', 'Nr=orderId'])).toMatchObject({
    stdout: shown,
  });
  state = previewed;
  await drop(['--keep', 'shop', '--of', 'i']);
  await drop(['--forget', 'shop']);
  expect(kept).toEqual([
    { decimal: ',', mapping: { Nr: 'orderId' } },
    {
      encoding: 'windows-1252',
      delimiter: ';',
      decimal: ',',
      mapping: { Bestellnummer: 'orderId', userId: 'userId', 'Fili\u001balnr': null },
    },
    'deleted',
  ]);
  expect(await drop(['--templates'])).toMatchObject({ exitCode: 0, stdout: shown });
  await drop(['--yes', '--template', 'shop', '--decimal', '.', await file('x.csv')]);
  expect(wanted).toEqual({ fileName: 'x.csv', template: 'shop', decimal: '.' });
});

test('the options say how a file is read', async () => {
  const path = await file('x.csv');
  const named = ['--map', 'Bestellnr=orderId', '--map', 'a=b=sku', '--map', 'Filiale=', '--ignore-unknown'];
  const signs = ['--delimiter', 'tab', '--decimal', ',', '--encoding', 'UTF-8'];
  await drop(['--yes', path, ...named, ...signs, '--date-format', 'DD.MM.YYYY', '--time-zone', 'UTC']);
  expect(wanted).toEqual({
    fileName: 'x.csv',
    mapping: { Bestellnr: 'orderId', 'a=b': 'sku', Filiale: null },
    ignoreUnknown: true,
    delimiter: '\t',
    decimal: ',',
    encoding: 'utf-8',
    dateFormat: 'DD.MM.YYYY',
    timeZone: 'UTC',
  });
  expect(await drop([path, '--map', 'orderId'])).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining('--map takes NAME=COLUMN'),
  });
});

test.each([
  [
    'orderId=Bestellnr',
    'The name in the file stands first, the column behind it: write --map "Bestellnr=orderId"',
  ],
  ['Bestellnr=orderid', 'Write --map "Bestellnr=orderId"'],
  ['Bestellnr=Nummer', '"Nummer" is none of the columns orderId, userId, sku,'],
])('--map %s says what to write', async (pair, advice) => {
  const { exitCode, stderr } = await drop([await file('x.csv'), '--map', pair]);
  expect(stderr).toContain(advice);
  expect([exitCode, wanted]).toEqual([2, undefined]);
});

test('a file that is refused says by which option it would not be', async () => {
  const reason = 'Line 1 is not the header. Other names can be mapped to these ("mapping").';
  state = { ...done, status: 'FAILED', reason };
  const { exitCode, stdout } = await drop([await file('x.csv')]);
  expect(stdout).toContain(`${reason} (import i)\n  say it by  --map NAME=COLUMN for "mapping"\n`);
  expect(exitCode).toBe(1);
});

test('--undo follows the undo to its end and says what is left', async () => {
  const orders = { cancelled: 3, ended: 1, kept: 0 };
  const undo = { status: 'PROCESSING', chunks: { done: 0, total: 2 }, orders };
  state = { ...done, undo };
  setTimeout(() => {
    state = { ...done, undo: { ...undo, status: 'COMPLETED', chunks: { done: 2, total: 2 } } };
  }, 1_000);
  const { exitCode, stdout } = await drop(['--undo', 'i']);
  expect(stdout).toMatch(/^x.csv: undone \(import i\)\n {2}cancelled {2}3\n/);
  expect(exitCode).toBe(0);
  state = {
    ...done,
    undo: { ...undo, status: 'COMPLETED', orders: { ...orders, kept: 2 }, keptUrl: 'http://kept' },
  };
  expect(await drop(['--undo', 'i'])).toMatchObject({
    exitCode: 1,
    stdout: expect.stringMatching(/kept {7}2, which have left\n {2}which {6}http:\/\/kept/),
  });
  answers = { 'POST /imports/i/undo': refuse(409, { detail: 'It still runs' }) };
  expect(await drop(['--undo', 'i'])).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining('It still runs'),
  });
});

import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as delay } from 'node:timers/promises';
import { admits } from '@orderflow/guard/connection';
import { announcer, writes } from '../activity.ts';
import { takingTurns } from './turns.ts';

/**
 * Linux's file system in memory. Dynoxide commits each item with an fsync, a thousand a second in an import. On a disk, each
 * keeps all others waiting.
 */
const MEMORY = '/dev/shm';
/** Bytes that must be free there: enough for a million imported orders (4.5 GB). With less, the tables are on the disk. */
const ROOM = 5 * 1024 ** 3;

/**
 * Dynoxide behind a guarded port: `node dynoxideServer.ts PORT BINARY [FILE]`. Without a file, its tables are gone with the
 * process.
 *
 * Dynoxide does not check where a request comes from. So it listens on an address of 127.0.0.0/8 and a port that nobody can
 * guess. Linux has 2^38 such pairs; on other systems, 127.0.0.1 is the only address.
 */
const [port = '', binary = '', kept] = process.argv.slice(2);
const stateDir = String(process.env['ORDERFLOW_STATE_DIR']);
const folder =
  kept === undefined ? mkdtempSync(join(hasRoom(MEMORY) ? MEMORY : stateDir, 'orderflow-')) : undefined;
const file = kept ?? join(String(folder), 'dynoxide.db');
const announce = announcer(stateDir);
const newGate = takingTurns();
const part = () => randomInt(1, 255);
const hidden = {
  host: process.platform === 'linux' ? `127.${part()}.${part()}.${part()}` : '127.0.0.1',
  port: randomInt(32_768, 60_999),
};

const options = ['--host', hidden.host, '--port', String(hidden.port), '--db-path', file];
const engine = spawn(binary, ['serve', ...options], {
  // It handles one request at a time. More threads would only wait for their turns, and spin meanwhile.
  env: { ...process.env, TOKIO_WORKER_THREADS: '1' },
  stdio: ['ignore', 'inherit', 'inherit'],
});
engine.once('error', ({ message }) => end(message));
engine.once('exit', (code, signal) => end(`Dynoxide ended with ${signal ?? `exit code ${code}`}`));
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => engine.kill(signal));

while (!(await isListening())) await delay(20);
indexStreams();
// Dynoxide has opened its files. Without names, they are gone as soon as it ends, even by SIGKILL.
removeFolder();
createServer((socket) => void pass(socket)).listen(Number(port), '127.0.0.1');

async function pass(socket: Socket): Promise<void> {
  if (!(await admits(socket))) return;
  const upstream = connect({ ...hidden, noDelay: true });
  const { requests, answered } = newGate();
  socket.setNoDelay(true);
  socket.on('error', () => upstream.destroy());
  upstream.on('error', () => socket.destroy());
  upstream.on('close', () => socket.destroy());
  socket.on('close', () => {
    upstream.destroy();
    requests.destroy();
  });
  let wrote = false;
  socket.on('data', (bytes: Buffer) => {
    wrote ||= writes(bytes);
  });
  upstream.on('data', () => {
    answered();
    if (wrote) announce();
    wrote = false;
  });
  socket.pipe(requests).pipe(upstream).pipe(socket);
}

async function isListening(): Promise<boolean> {
  const probe = connect(hidden);
  return once(probe, 'connect')
    .then(
      () => true,
      () => false,
    )
    .finally(() => probe.destroy());
}

/**
 * For each write, Dynoxide 1.2.1 searches all stream records for the table's last one. After 30,000 records it takes only
 * 150 writes a second. This index makes the search fast.
 */
function indexStreams(): void {
  const database = new DatabaseSync(file, { timeout: 5_000 });
  database.exec(
    `CREATE INDEX IF NOT EXISTS orderflow_stream_order
     ON _stream_records (table_name, CAST(sequence_number AS INTEGER))`,
  );
  database.close();
}

function hasRoom(path: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(path);
    return bavail * bsize >= ROOM;
  } catch {
    return false;
  }
}

function removeFolder(): void {
  if (folder) rmSync(folder, { recursive: true, force: true });
}

function end(why: string): never {
  removeFolder();
  process.stderr.write(`${why}\n`);
  process.exit(1);
}

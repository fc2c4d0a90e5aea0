import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from '@jest/globals';
import { freePorts } from '../../../jest/localCopy.ts';
import { dynamoDb, hasDynoxide } from '../src/engines/dynamodb.ts';
import { readSettings } from '../src/settings.ts';

/** Dynoxide's queries at each write, and at each read of a stream. */
const ASKED = [
  'SELECT COALESCE(MAX(CAST(sequence_number AS INTEGER)), 0) + 1 FROM _stream_records WHERE table_name = ?',
  `SELECT event_name FROM _stream_records
   WHERE table_name = ? AND shard_id = ? AND CAST(sequence_number AS INTEGER) > ?
   ORDER BY CAST(sequence_number AS INTEGER) ASC LIMIT ?`,
];

const withDynoxide = hasDynoxide() ? test : test.skip;

/** Runs Dynoxide for a copy of its own, and kills it. */
async function run(kept: boolean, use: (stateDir: string, server: number) => void): Promise<void> {
  const stateDir = await mkdtemp(join(tmpdir(), 'orderflow-dynoxide-'));
  const settings = { ...readSettings({ ORDERFLOW_PORT: String(await freePorts()) }), stateDir };
  const { command, args, env, ready } = dynamoDb(settings, 'dynoxide', kept ? stateDir : undefined);
  const child = spawn(command, args, { env, stdio: 'ignore', detached: true });
  try {
    while (!(await ready?.())) await new Promise((resolve) => setTimeout(resolve, 20));
    use(stateDir, Number(child.pid));
  } finally {
    process.kill(-Number(child.pid), 'SIGKILL');
    await once(child, 'exit');
    await rm(stateDir, { recursive: true });
  }
}

withDynoxide('Dynoxide finds records of a stream by an index', () =>
  run(true, (stateDir) => {
    const database = new DatabaseSync(join(stateDir, 'dynoxide', 'dynoxide.db'), { readOnly: true });
    for (const statement of ASKED) {
      const plan = database.prepare(`EXPLAIN QUERY PLAN ${statement}`).all();
      expect(JSON.stringify(plan)).toMatch(/SEARCH \w+ USING (COVERING )?INDEX orderflow_stream_order/);
      expect(JSON.stringify(plan)).not.toContain('TEMP B-TREE');
    }
    database.close();
  }),
);

withDynoxide('tables that are not kept have no name that a killed process would leave behind', () =>
  run(false, (stateDir, server) => {
    const engine = readFileSync(`/proc/${server}/task/${server}/children`, 'utf8').trim();
    const open = readdirSync(`/proc/${engine}/fd`).map((fd) => readlinkSync(`/proc/${engine}/fd/${fd}`));
    const database = open.filter((path) => path.includes('dynoxide.db'));
    expect(database.map((path) => path.replace(/^.*db/, '')).sort()).toEqual(
      ['', '-shm', '-wal'].map((part) => `${part} (deleted)`),
    );
    expect(readdirSync(stateDir, { recursive: true }).join()).not.toContain('dynoxide');
  }),
);

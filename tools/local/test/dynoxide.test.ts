import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
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

(hasDynoxide() ? test : test.skip)(
  'Dynoxide finds records of a stream by an index, and leaves no file of a copy that is not kept',
  async () => {
    const stateDir = await mkdtemp(join(tmpdir(), 'orderflow-dynoxide-'));
    const settings = { ...readSettings({ ORDERFLOW_PORT: String(await freePorts()) }), stateDir };
    const { command, args, env, ready } = dynamoDb(settings, 'dynoxide', undefined);
    const child = spawn(command, args, { env, stdio: 'ignore' });
    try {
      while (!(await ready?.())) await new Promise((resolve) => setTimeout(resolve, 20));
      const database = new DatabaseSync(join(stateDir, 'dynoxide.db'), { readOnly: true });
      for (const statement of ASKED) {
        const plan = database.prepare(`EXPLAIN QUERY PLAN ${statement}`).all();
        expect(JSON.stringify(plan)).toMatch(/SEARCH \w+ USING (COVERING )?INDEX orderflow_stream_order/);
        expect(JSON.stringify(plan)).not.toContain('TEMP B-TREE');
      }
      database.close();
    } finally {
      child.kill('SIGTERM');
      await once(child, 'exit');
    }
    expect(existsSync(join(stateDir, 'dynoxide.db'))).toBe(false);
    await rm(stateDir, { recursive: true });
  },
);

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { recorded } from '../events/recorded.ts';
import { lambdaPoolOf } from './lambdaPool.ts';

const definition = { name: 'orderflow-orders-local-placeOrder', handler: 'src/handlers/placeOrder.handler' };
const EVENT = { Records: [{ messageId: '1' }] };

let stateDir: string;
let said: string[];
beforeEach(async () => {
  stateDir = await mkdtemp(join(tmpdir(), 'orderflow-pool-'));
  process.env['ORDERFLOW_STATE_DIR'] = stateDir;
  said = [];
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => said.push(String(text)) > 0);
});
afterEach(async () => {
  jest.restoreAllMocks();
  delete process.env['ORDERFLOW_STATE_DIR'];
  await rm(stateDir, { recursive: true });
});

/** Invokes a function that ends as told. */
async function invoke(run: () => Promise<unknown>): Promise<void> {
  class PlayedFunction {
    setEvent() {}
    setClientContext() {}
    runHandler = run;
    async cleanup() {}
  }
  const Pool = lambdaPoolOf(PlayedFunction);
  const pool = new Pool({ config: { servicePath: stateDir } }, {});
  const invocation = pool.get('placeOrder', definition);
  invocation.setEvent(EVENT);
  await invocation.runHandler().catch(() => {});
  await pool.cleanup();
}

test('an invocation that threw leaves its event, and says what runs it again', async () => {
  await invoke(async () => {
    throw new TypeError('stock is not iterable');
  });
  const [event] = await recorded(stateDir);
  expect(event).toMatchObject({ functionName: definition.name, ending: 'failed' });
  const line = JSON.parse(said.join(''));
  expect(line).toMatchObject({
    level: 'ERROR',
    message: 'invocation failed',
    function: 'placeOrder',
    error: {
      name: 'TypeError',
      message: 'stock is not iterable',
      stack: expect.stringContaining('lambdaPool.test.ts'),
    },
  });
  const [, file = ''] =
    /^pnpm invoke orderflow-orders-local-placeOrder --event (\S+)$/.exec(line.again) ?? [];
  expect(JSON.parse(await readFile(join(import.meta.dirname, '../../../..', file), 'utf8'))).toEqual(EVENT);
});

test('one that reports failed records leaves its event too, and is no error of the function', async () => {
  await invoke(async () => ({ batchItemFailures: [{ itemIdentifier: '1' }] }));
  expect(await recorded(stateDir)).toMatchObject([{ ending: 'reported' }]);
  expect(JSON.parse(said.join(''))).toMatchObject({ level: 'INFO', message: 'event recorded' });
});

test('one that succeeded leaves nothing', async () => {
  await invoke(async () => ({ statusCode: 201 }));
  expect(await recorded(stateDir)).toEqual([]);
  expect(said).toEqual([]);
});

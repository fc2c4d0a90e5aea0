import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { expect, test } from '@jest/globals';
import { yielding } from './priority.ts';

test('a function that answers over HTTP is left as it is, any other yields to it', () => {
  const answering = { handler: 'a.handler', events: [{ httpApi: {} }] };
  expect(yielding(answering)).toBe(answering);
  const consuming = { handler: 'a.handler', environment: { TABLE: 't' }, events: [{ sqs: {} }] };
  expect(yielding(consuming)).toEqual({
    ...consuming,
    environment: { TABLE: 't', ORDERFLOW_LOCAL_BACKGROUND: '1' },
  });
  const bare: { environment?: Record<string, unknown> } = {};
  expect(yielding(bare).environment).toEqual({ ORDERFLOW_LOCAL_BACKGROUND: '1' });
});

const onLinux = process.platform === 'linux' ? test : test.skip;

onLinux('it is its own thread alone that yields', async () => {
  const { href } = new URL('./priority.ts', `file://${import.meta.dirname}/`);
  const script = `import('${href}').then(({ takePriority }) => {
    takePriority();
    require('node:worker_threads').parentPort.postMessage('ready');
  });
  setInterval(() => {}, 1000);`;
  const before = niceness();
  const worker = new Worker(script, { eval: true, env: { ORDERFLOW_LOCAL_BACKGROUND: '1' } });
  try {
    await new Promise((resolve) => worker.once('message', resolve));
    const niced = niceness().filter((one) => one >= 10).length;
    expect(niced - before.filter((one) => one >= 10).length).toBeGreaterThan(0);
    expect(niced).toBeLessThan(niceness().length);
  } finally {
    await worker.terminate();
  }
});

/** Of every thread of this process; proc(5): the 19th field, behind the name in parentheses. */
function niceness(): number[] {
  return readdirSync('/proc/self/task').map((thread) => {
    const stat = readFileSync(join('/proc/self/task', thread, 'stat'), 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[16]);
  });
}

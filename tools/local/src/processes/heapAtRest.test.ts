import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';

const heap = join(import.meta.dirname, 'heapAtRest.cjs');

/** Megabytes of a process's heap after its work, and after a rest, and the type of the `gc` that a handler finds. */
async function rest(...flags: string[]): Promise<{ after: number; rested: number; gc: string }> {
  const source = `
    const heap = require(${JSON.stringify(heap)});
    const used = () => process.memoryUsage().heapUsed / 2 ** 20;
    heap.begin();
    let work = Array.from({ length: 200_000 }, (_, index) => ({ index, text: 'work ' + index }));
    work = undefined;
    heap.end();
    const after = used();
    setTimeout(() => console.log(JSON.stringify({ after, rested: used(), gc: typeof gc })), 4_000);
  `;
  const { stdout } = await promisify(execFile)(process.execPath, [...flags, '-e', source]);
  return JSON.parse(stdout);
}

test('a thread at rest gives back the garbage of its work', async () => {
  const { after, rested, gc } = await rest('--expose-gc');
  expect(rested).toBeLessThan(after / 2);
  expect(gc).toBe('undefined');
});

test('without the flag, nothing is collected and nothing fails', async () => {
  const { after, rested } = await rest();
  expect(rested).toBeGreaterThan(after / 2);
});

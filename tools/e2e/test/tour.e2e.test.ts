import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { read } from '@orderflow/docs/repository';
import { TOURS } from '@orderflow/docs/shown';
import { compared, tour } from '@orderflow/docs/tour';
import { root } from '@orderflow/stacks/find';
import { Bash } from '../src/bash.ts';
import { eventually } from '../src/index.ts';

let bash: Bash;
const unique = randomUUID().slice(0, 8);
const FILE = `orders-${unique}.csv`;

beforeAll(() => {
  bash = new Bash(root);
});

afterAll(() => {
  bash.stop();
  rmSync(join(root, FILE), { force: true });
});

/** A page of the docs, changed to use this copy's address and a person that no earlier tour used. */
const pageOf = (path: string) =>
  read(path)
    .replaceAll('http://127.0.0.1:4000', process.env['ORDERFLOW_URL'] ?? 'http://127.0.0.1:4000')
    .replaceAll(/\bada\b/g, `ada-${unique}`)
    .replaceAll(/\b(TEA|CUP)-1/g, `$1-${unique}`)
    .replaceAll(/\b(shop|my-first)-/g, `$1-${unique}-`)
    .replaceAll('orders.csv', FILE);

test.each(TOURS)(
  'the tour of $page goes as it says',
  async ({ page, heading }) => {
    const steps = tour(pageOf(page), heading);
    expect(steps.length).toBeGreaterThan(6);
    for (const { script, prints } of steps) {
      await eventually(async () => {
        const printed = await bash.run(script);
        if (!prints) return;
        const { expected, actual } = compared(prints, printed);
        expect({ script, prints: actual }).toEqual({ script, prints: expected });
      });
    }
  },
  240_000,
);

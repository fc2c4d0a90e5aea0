import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { read } from '@orderflow/docs/repository';
import { TOUR } from '@orderflow/docs/shown';
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

/** The tour of somebody else than whoever took it before on this copy, where this copy is. */
const page = read(TOUR.page)
  .replaceAll('http://127.0.0.1:4000', process.env['ORDERFLOW_URL'] ?? 'http://127.0.0.1:4000')
  .replaceAll(/\bada\b/g, `ada-${unique}`)
  .replaceAll('TEA-1', `TEA-${unique}`)
  .replaceAll(/\b(shop|my-first)-/g, `$1-${unique}-`)
  .replaceAll('orders.csv', FILE);

test('the tour of the README goes as it says', async () => {
  const steps = tour(page, TOUR.heading);
  expect(steps.length).toBeGreaterThan(6);
  for (const { script, prints } of steps) {
    await eventually(async () => {
      const printed = await bash.run(script);
      if (!prints) return;
      const { expected, actual } = compared(prints, printed);
      expect({ script, prints: actual }).toEqual({ script, prints: expected });
    });
  }
}, 240_000);

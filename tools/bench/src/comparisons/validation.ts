import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '@orderflow/stacks/find';
import { isCreateOrder, isOrderRow } from '@orderflow/validation';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { alternate, type Summary } from '../measure/alternate.ts';
import { median } from '../measure/statistics.ts';
import { zodOrder, zodRow } from '../peers/zodSchemas.ts';
import { number, percent, times } from '../report/format.ts';
import type { Comparison, Table } from '../report/types.ts';

/** A batch takes some 20 ms, and a round reports the median of its batches, so a disturbed batch does not count. */
const CALLS = 100_000;
const BATCHES = 9;
const ROUNDS = 7;

const order = {
  currency: 'EUR',
  lines: [
    { sku: 'TEA-1', quantity: 2, unitPrice: 350 },
    { sku: 'POT-7', quantity: 1, unitPrice: 2400 },
  ],
  note: 'leave at the door',
};
const row = {
  orderId: 'shop-1',
  userId: 'ada',
  sku: 'TEA-1',
  quantity: '2',
  unitPrice: '350',
  currency: 'EUR',
  note: 'a note of some length',
  createdAt: '2026-01-01T00:00:00Z',
};

const schema = (path: string) =>
  JSON.parse(readFileSync(join(root, 'packages/validation/schemas', path), 'utf8'));

/** ajv set up as in its documentation, which compiles at process start. */
function runTimeAjv(path: string) {
  const ajv = new Ajv2020({ allErrors: true, keywords: ['x-message'], schemas: [schema('common.json')] });
  formats.default(ajv);
  return ajv.compile(schema(path));
}

type Validate = (value: unknown) => boolean;

function check(validate: Validate, value: object, times: number): void {
  let valid = 0;
  for (let index = 0; index < times; index++) if (validate(value)) valid++;
  if (valid !== times) throw new Error('a valid value was refused');
}

/** CPU time: nothing here waits, and other processes' work is not counted. */
function timed(validate: Validate, value: object) {
  check(validate, value, 2 * CALLS);
  return async () => {
    const batches = Array.from({ length: BATCHES }, () => {
      const before = process.threadCpuUsage();
      check(validate, value, CALLS);
      const { user, system } = process.threadCpuUsage(before);
      return ((user + system) * 1e3) / CALLS;
    });
    return { ns: median(batches) };
  };
}

const compared = <C extends string>(title: string, results: Record<C, Summary<'ns'>>, ours: C): Table => ({
  title,
  columns: ['validator', 'ns', 'spread', 'to ours'],
  rows: (Object.entries(results) as [string, Summary<'ns'>][]).map(([name, { median, spread }]) => [
    name,
    number(median.ns),
    percent(spread.ns),
    times(median.ns / results[ours].median.ns),
  ]),
});

export const validation: Comparison = {
  name: 'validation',
  title: 'Validation',
  async run(progress) {
    const begun = performance.now();
    const [ajvOrder, ajvRow] = [runTimeAjv('http/create-order.json'), runTimeAjv('csv/order-row.json')];
    const compiling = performance.now() - begun;
    const candidates = (ours: Validate, ajv: Validate, zod: Validate, value: object) => ({
      precompiled: timed(ours, value),
      'ajv at run time': timed(ajv, value),
      zod: timed(zod, value),
    });
    const ajvOf = (validate: typeof ajvOrder) => (value: unknown) => validate(value);
    const perRow = (value: object) =>
      candidates(isOrderRow, ajvOf(ajvRow), (one) => zodRow.safeParse(one).success, value);
    const tables: [title: string, ways: ReturnType<typeof candidates>][] = [
      [
        'Per order of two lines',
        candidates(isCreateOrder, ajvOf(ajvOrder), (one) => zodOrder.safeParse(one).success, order),
      ],
      ['Per CSV row', perRow(row)],
      ['Per CSV row without a time', perRow({ ...row, createdAt: '' })],
    ];
    const results: Table[] = [];
    for (const [title, ways] of tables) {
      results.push(compared(title, await alternate(ways, ROUNDS, progress), 'precompiled'));
    }
    return {
      tables: results,
      goals: [],
      notes: [
        `Compiling the two schemas at run time took ${number(compiling)} ms in this process, once; precompiled code has nothing to compile.`,
        'Precompiled code is what ajv makes at run time, checked value by value in the same way. Where it is ahead, it is by its date-time, one regular expression where ajv-formats calls functions: without a time, the row takes the two about as long.',
        'Times are of CPU.',
      ],
    };
  },
};

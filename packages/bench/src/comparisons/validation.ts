import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isCreateOrder, isOrderRow } from '@orderflow/validation';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { alternate, type Summary } from '../measure/alternate.ts';
import { zodOrder, zodRow } from '../peers/zodSchemas.ts';
import { root } from '../process/root.ts';
import { number, percent, times } from '../report/format.ts';
import type { Comparison, Table } from '../report/types.ts';

const CALLS = 100_000;
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

/** ajv as its documentation sets it up, compiling when the process starts. */
function runTimeAjv(path: string) {
  const ajv = new Ajv2020({ allErrors: true, keywords: ['x-message'], schemas: [schema('common.json')] });
  formats.default(ajv);
  return ajv.compile(schema(path));
}

function timed(validate: (value: unknown) => boolean, value: object) {
  return async () => {
    const begun = performance.now();
    let valid = 0;
    for (let index = 0; index < CALLS; index++) if (validate(value)) valid++;
    const ns = ((performance.now() - begun) * 1e6) / CALLS;
    if (valid !== CALLS) throw new Error('a valid value was refused');
    return { ns };
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
    const perOrder = await alternate(
      {
        precompiled: timed(isCreateOrder, order),
        'ajv at run time': timed((value) => ajvOrder(value), order),
        zod: timed((value) => zodOrder.safeParse(value).success, order),
      },
      ROUNDS,
      progress,
    );
    const perRow = await alternate(
      {
        precompiled: timed(isOrderRow, row),
        'ajv at run time': timed((value) => ajvRow(value), row),
        zod: timed((value) => zodRow.safeParse(value).success, row),
      },
      ROUNDS,
      progress,
    );
    return {
      tables: [
        compared('Per order of two lines', perOrder, 'precompiled'),
        compared('Per CSV row', perRow, 'precompiled'),
      ],
      goals: [],
      notes: [
        `Compiling the two schemas at run time took ${number(compiling)} ms in this process, once; precompiled code has nothing to compile.`,
        'The precompiled time is ahead of the others where it is because its date-time is one regular expression; the check per value is otherwise the code that ajv makes at run time.',
      ],
    };
  },
};

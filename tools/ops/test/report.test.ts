import { expect, test } from '@jest/globals';
import { reportCommand } from '../src/cli/report.ts';
import type { Stage } from '../src/stage/types.ts';

const day = { orders: 3, revenue: { EUR: 500 } };
const json = JSON.stringify({
  date: '2026-11-20',
  ...day,
  createdAt: '2026-11-21T04:00:00.000Z',
  dayBefore: { ...day, date: '2026-11-19', orders: 9 },
  weekBefore: { ...day, date: '2026-11-13', revenue: { JPY: 70 } },
});
const stage = (Item?: object) =>
  ({ name: 'prod', clients: { documents: { send: async () => ({ Item }) } } }) as unknown as Stage;
const run = (Item?: object) => reportCommand.run(stage(Item), '2026-11-20', {} as never);

test('shows the numbers of the three days beside each other', async () => {
  const { data, text } = await run({ json, deliveredAt: '2026-11-21T04:00:02.000Z' });
  expect(data).toMatchObject({ date: '2026-11-20', orders: 3 });
  expect(text).toBe(`             2026-11-20  DAY BEFORE  WEEK BEFORE
orders       3           9           3
revenue.EUR  500         500         0
revenue.JPY  0           0           70

As counted 2026-11-21T04:00:00.000Z. Delivered 2026-11-21T04:00:02.000Z.
`);
});

test('says when a date has none', async () => {
  await expect(run()).rejects.toThrow('There is no report of 2026-11-20');
});

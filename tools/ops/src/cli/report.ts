import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { Command } from './command.ts';
import { table } from './table.ts';

/** Counters of a day: numbers, and numbers by name (currency, variant). */
interface Day {
  [name: string]: unknown;
}

interface Report extends Day {
  date: string;
  createdAt: string;
  dayBefore: Day;
  weekBefore: Day;
}

/** The daily report of a UTC date, as it was created and mailed; amounts are in minor units. */
export const reportCommand: Command = {
  usage: 'report DATE',
  run: async (stage, date) => {
    const { Item } = await stage.clients.documents.send(
      new GetCommand({
        TableName: `orderflow-${stage.name}-analytics`,
        Key: { pk: 'report', sk: date },
      }),
    );
    if (!Item) throw new Error(`There is no report of ${date}: dailyReport makes it the morning after`);
    const report = JSON.parse(String(Item['json'])) as Report;
    const days = [report, report.dayBefore, report.weekBefore].map((day) => numbersOf(day));
    const names = [...new Set(days.flatMap((day) => [...day.keys()]))];
    const rows = names.map((name) => [name, ...days.map((day) => day.get(name) ?? 0)]);
    const delivered = Item['deliveredAt'] ? `Delivered ${Item['deliveredAt']}.` : 'Not delivered yet.';
    return {
      data: report,
      text: `${table(['', date, 'DAY BEFORE', 'WEEK BEFORE'], rows)}\nAs counted ${report.createdAt}. ${delivered}\n`,
    };
  },
};

/** Every number of a day by its path: `orders`, `revenue.EUR`, `buckets.A.clicks`. */
function numbersOf(day: Day, path = ''): Map<string, number> {
  return new Map(
    Object.entries(day).flatMap(([name, value]): [string, number][] => {
      if (typeof value === 'number') return [[path + name, value]];
      const isNested = typeof value === 'object' && value !== null && !/Before$/.test(name);
      return isNested ? [...numbersOf(value as Day, `${path}${name}.`)] : [];
    }),
  );
}

import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { consume } from '@orderflow/idempotency';
import { type Mail, MailNotSentError } from '@orderflow/mail';
import { datesBetween, daysBefore } from '../src/lib/dates.ts';
import { type ImportEvent, importCounting } from '../src/models/countImports.ts';
import { orderCounting } from '../src/models/countOrders.ts';
import type { OrderEvent } from '../src/models/dailyCounters.ts';
import { deliverReport, type Outlets } from '../src/models/deliverReport.ts';
import { dueDates, getReport } from '../src/models/reports.ts';
import { context, orderEvents } from './orderEvents.ts';
import { dateOf, daysFor } from './testDays.ts';
import { store } from './testStore.ts';

const someDay = daysFor('dailyReport', 100);
/** A date far from the dates of other tests. */
const someDate = () => dateOf(someDay());
const noon = (date: string) => new Date(`${date}T12:00:00.000Z`);
/** When the report of a date is due. */
const nextMorning = (date: string) => new Date(Date.parse(date) + 28 * 3_600_000);
const count = (events: OrderEvent[]) => consume(orderCounting(context.now, store), events);

beforeAll(() => {
  process.env['REPORT_RECIPIENT'] = 'ops@example.com';
});

/** A bucket and a mailbox. `mailing` runs in place of sending a mail. */
function outside(mailing: () => Promise<void> = async () => {}) {
  const objects: Record<string, string> = {};
  const mails: Mail[] = [];
  let puts = 0;
  const outlets: Outlets = {
    put: async (key, body) => {
      puts += 1;
      objects[key] = body;
    },
    send: async (mail) => {
      await mailing();
      mails.push(mail);
    },
    pause: () => new Promise((resolve) => setTimeout(resolve, 20)),
  };
  return { objects, mails, outlets, puts: () => puts };
}

const deliver = (date: string, { outlets }: ReturnType<typeof outside>) =>
  deliverReport(date, nextMorning(date), store, outlets);

describe('the daily report', () => {
  test('of every day of a seeded week is what its orders add up to', async () => {
    const last = someDate();
    const dates = datesBetween(daysBefore(last, 14), last);
    const orders = Array.from({ length: 200 }, () => ({
      date: dates[Math.floor(Math.random() * dates.length)] ?? last,
      total: Math.floor(Math.random() * 10_000),
      currency: Math.random() < 0.5 ? ('EUR' as const) : ('JPY' as const),
      steps: [
        ['created'],
        ['created', 'confirmed'],
        ['created', 'rejected'],
        ['created', 'confirmed', 'cancelled'],
      ][Math.floor(Math.random() * 4)] as Parameters<typeof orderEvents>[0],
    }));
    for (const { date, total, currency, steps } of orders) {
      await count(orderEvents(steps, { createdAt: noon(date).toISOString(), total, currency }));
    }
    const addUp = (date: string) => {
      const ofDay = orders.filter((one) => one.date === date);
      const having = (step: string) => ofDay.filter(({ steps }) => (steps as string[]).includes(step));
      const kept = having('confirmed').filter(({ steps }) => !(steps as string[]).includes('cancelled'));
      const sum = (currency: string) =>
        kept.filter((one) => one.currency === currency).reduce((total, one) => total + one.total, 0);
      const revenue = Object.entries({ EUR: sum('EUR'), JPY: sum('JPY') }).filter(([, amount]) => amount > 0);
      return {
        date,
        orders: ofDay.length,
        confirmed: having('confirmed').length,
        rejected: having('rejected').length,
        cancelled: having('cancelled').length,
        revenue: Object.fromEntries(revenue),
      };
    };
    const world = outside();
    for (const date of dates.slice(-7)) {
      await deliver(date, world);
      const expected = {
        ...addUp(date),
        dayBefore: expect.objectContaining(addUp(daysBefore(date, 1))),
        weekBefore: expect.objectContaining(addUp(daysBefore(date, 7))),
      };
      expect(await getReport(date, store)).toMatchObject(expected);
      expect(JSON.parse(world.objects[`daily/${date}.json`] ?? '')).toMatchObject(expected);
      expect(world.objects[`daily/${date}.csv`]).toContain(`\n${date},orders,${addUp(date).orders},`);
    }
    expect(world.mails.map(({ subject }) => subject.slice(13, 23))).toEqual(dates.slice(-7));
  }, 60_000);

  test('is made and mailed once when it is fired many times at once', async () => {
    const date = someDate();
    const world = outside(() => new Promise((resolve) => setTimeout(resolve, 100)));
    await Promise.all(Array.from({ length: 5 }, () => deliver(date, world)));
    await deliver(date, world);
    expect(world.mails).toHaveLength(1);
    expect(Object.keys(world.objects)).toEqual([`daily/${date}.json`, `daily/${date}.csv`]);
  });

  test('does not change when orders of its day are counted later', async () => {
    const date = someDate();
    await count(orderEvents(['created'], { createdAt: noon(date).toISOString() }));
    await deliver(date, outside());
    const before = await getReport(date, store);
    await count(orderEvents(['created'], { createdAt: noon(date).toISOString() }));
    await deliver(date, outside());
    expect(await getReport(date, store)).toEqual(before);
  });

  test('goes on where a run died: the same report, mailed when the mail had not gone out', async () => {
    const date = someDate();
    const dying = outside();
    dying.outlets.put = async () => {
      throw new Error('gone');
    };
    await expect(deliver(date, dying)).rejects.toThrow('gone');
    const made = await getReport(date, store);
    await count(orderEvents(['created'], { createdAt: noon(date).toISOString() }));
    const next = outside();
    await deliver(date, next);
    expect(JSON.parse(next.objects[`daily/${date}.json`] ?? '')).toEqual(made);
    expect(next.mails).toHaveLength(1);
  });

  test('is mailed by a later run when SES says that it did not send', async () => {
    const date = someDate();
    await expect(
      deliver(
        date,
        outside(() => Promise.reject(new MailNotSentError('SES answered TooManyRequests'))),
      ),
    ).rejects.toThrow('TooManyRequests');
    expect(await dueDates(nextMorning(date), store)).toEqual([date]);
    const next = outside();
    await deliver(date, next);
    expect(next.mails).toHaveLength(1);
    expect(await dueDates(nextMorning(date), store)).toEqual([]);
  });

  test('of a date that is none, or that has none, is refused', async () => {
    await expect(getReport(someDate(), store)).rejects.toMatchObject({ refusal: 'not-found' });
    await expect(getReport(randomUUID(), store)).rejects.toMatchObject({ refusal: 'malformed' });
  });
});

test('the report has the rows that imports of its day refused, each import counted once', async () => {
  const date = someDate();
  const imported = (rejected: number, time = noon(date)) => {
    const id = randomUUID();
    const rows = { read: rejected, created: 0, duplicate: 0, rejected };
    const data = { importId: id, fileName: 'a.csv', rows };
    return { id, type: 'import.completed.v1', time: time.toISOString(), data } as unknown as ImportEvent;
  };
  const events = [imported(3), imported(0), imported(4), imported(50, noon(daysBefore(date, 7)))];
  await consume(importCounting(context.now, store), events);
  await consume(importCounting(context.now, store), events.slice(1));
  await deliver(date, outside());
  expect(await getReport(date, store)).toMatchObject({
    rejectedImportRows: 7,
    dayBefore: { rejectedImportRows: 0 },
    weekBefore: { rejectedImportRows: 50 },
  });
});

describe('what is due', () => {
  test('on a stage without reports is the day before', async () => {
    const date = someDate();
    expect(await dueDates(nextMorning(date), store)).toEqual([date]);
  });

  test('is every day that was missed since a report', async () => {
    const first = someDate();
    await deliver(first, outside());
    const later = daysBefore(first, -4);
    expect(await dueDates(nextMorning(later), store)).toEqual(datesBetween(daysBefore(first, -1), later));
    await deliver(later, outside());
    expect(await dueDates(nextMorning(later), store)).toEqual(
      datesBetween(daysBefore(first, -1), daysBefore(first, -3)),
    );
  });
});

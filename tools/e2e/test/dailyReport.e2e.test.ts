import { randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { eventually, fireSchedule, mailbox, Person, uploadCsv, urlOf } from '../src/index.ts';

const DAY_MS = 86_400_000;
const dateAfter = (date: string, days: number) =>
  new Date(Date.parse(date) + days * DAY_MS).toISOString().slice(0, 10);
const today = () => new Date().toISOString().slice(0, 10);
/** A date that no other test uses, and that an import may have (importPastDays). */
const someDate = () => dateAfter(today(), -3_400 + 100 * slot++ + Math.floor(Math.random() * 60));
let slot = 0;

interface Report {
  date: string;
  orders: number;
  confirmed: number;
  rejected: number;
  revenue: Record<string, number>;
  dayBefore: Report;
  weekBefore: Report;
}

const analyst = () => new Person(undefined, 'analytics:read');
const report = (person: Person, date: string) => person.get<Report>(`/analytics/reports/${date}`);
/** Fires the schedule as if it were the next morning. */
const fireFor = (date: string) => fireSchedule('orders', 'dailyReport', `${dateAfter(date, 1)}T04:00:00Z`);
const mailsOf = async (date: string) =>
  (await mailbox()).filter(({ subject }) => subject.includes(`report ${date}`));

describe('the daily report', () => {
  test('is there from the next morning on, once, though its schedule fires twice at once', async () => {
    const date = someDate();
    const ann = analyst();
    expect(await report(ann, date)).toMatchObject({ status: 404 });
    await Promise.all([fireFor(date), fireFor(date)]);
    expect(await report(ann, date)).toMatchObject({ status: 200, body: { date, orders: 0 } });
    await fireFor(date);
    expect(await mailsOf(date)).toHaveLength(1);
    expect(await report(new Person(), date)).toMatchObject({ status: 403 });
    expect(await report(ann, 'yesterday')).toMatchObject({ status: 400 });
  });

  test('of a week of orders is what they add up to, and makes up for missed days', async () => {
    const last = someDate();
    const dates = Array.from({ length: 8 }, (_, index) => dateAfter(last, index - 7));
    const sku = `TEA-${randomUUID()}`;
    await new Person(undefined, 'inventory:write').put(`/inventory/${sku}`, { available: 1_000 });
    const orders = Array.from({ length: 60 }, (_, index) => ({
      date: dates[Math.floor(Math.random() * dates.length)] ?? last,
      sku: index % 5 === 0 ? 'NOBODY-HAS-THIS' : sku,
      amount: 1 + Math.floor(Math.random() * 1_000),
      currency: index % 3 === 0 ? 'JPY' : 'EUR',
    }));
    const rows = orders.map(
      ({ date, sku, amount, currency }) =>
        `${randomUUID()},somebody,${sku},1,${amount},${currency},${date}T12:00:00Z`,
    );
    await uploadCsv(
      new Person(undefined, 'imports:write'),
      `orderId,userId,sku,quantity,unitPrice,currency,createdAt\n${rows.join('\n')}\n`,
    );

    const ann = analyst();
    await eventually(async () => {
      const { body } = await ann.get<{ days: Report[] }>(`/analytics/daily?from=${dates[0]}&to=${last}`);
      const decided = body.days.reduce((sum, day) => sum + day.confirmed + day.rejected, 0);
      expect(decided).toBe(orders.length);
    }, 180);

    const addUp = (date: string) => {
      const ofDay = orders.filter((one) => one.date === date);
      const confirmed = ofDay.filter((one) => one.sku === sku);
      const earned = (currency: string) =>
        confirmed.filter((one) => one.currency === currency).reduce((sum, { amount }) => sum + amount, 0);
      const revenue = Object.entries({ EUR: earned('EUR'), JPY: earned('JPY') }).filter(([, sum]) => sum > 0);
      return {
        orders: ofDay.length,
        confirmed: confirmed.length,
        rejected: ofDay.length - confirmed.length,
        revenue: Object.fromEntries(revenue),
      };
    };
    await fireFor(dates[5] ?? last);
    await fireFor(last);
    for (const date of dates.slice(5)) {
      expect(await report(ann, date)).toMatchObject({
        body: {
          ...addUp(date),
          dayBefore: addUp(dateAfter(date, -1)),
          weekBefore: addUp(dateAfter(date, -7)),
        },
      });
      expect(await mailsOf(date)).toHaveLength(1);
    }
  }, 300_000);
});

describe('POST /local/schedules', () => {
  test('fires a function by its key, and says which there are', async () => {
    const fire = (name: string) => fetch(urlOf(`/local/schedules/${name}`), { method: 'POST' });
    expect((await fire('dailyReport')).status).toBe(200);
    const unknown = await fire('nothing');
    expect(unknown.status).toBe(404);
    expect(await unknown.text()).toContain('orderflow-orders-local-dailyReport');
  });
});

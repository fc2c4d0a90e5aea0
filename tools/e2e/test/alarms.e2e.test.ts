import { randomUUID } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { click, eventually, fireSchedule, Person, send, uploadCsv } from '../src/index.ts';
import { urlOf } from '../src/system.ts';

/** Alarms that have no data on a laptop, by the end of their names. */
const WITHOUT_DATA: Record<string, string> = {
  FailedInvocations:
    'the local scheduler cannot fail to reach a function: it asks again until its service is up',
};
/** Alarms whose metric is written only during failures, which other tests may or may not cause. */
const MEASURED_IN_TROUBLE = [
  '-consumers-wait',
  '-onboarding-steps',
  '-mails-held-up',
  '-mails-wait',
  '-payments-failed',
  '-authorizations-expiring',
  '-reservations-expired',
];

interface Alarm {
  name: string;
  state: string;
  reason: string;
}

/** Calls every function that an alarm watches. */
async function useEverything(): Promise<void> {
  const unique = randomUUID();
  const now = new Date().toISOString();
  const ann = new Person(`alarms-${unique}`, 'imports:write');
  const order = { currency: 'EUR', lines: [{ sku: 'NOBODY-HAS-THIS', quantity: 1, unitPrice: 100 }] };
  await Promise.all([
    payAndShip(unique),
    ann.post('/signup', { email: `${unique}@example.com`, name: 'Ann' }),
    ann.placeOrder(order),
    importAndUndo(ann, unique),
    new Person().call('DELETE', '/users/me'),
    click([{ sessionId: unique, path: '/alarms', type: 'view' }]),
    send('POST', '/onboarding/confirm', { body: { code: 'unknown' } }),
    fireSchedule('ingestion', 'tidyImports', now),
    fireSchedule('orders', 'dailyReport', now),
    fireSchedule('orders', 'expireReservations', now),
    fireSchedule('payments', 'reconcilePayments', now),
  ]);
}

async function importAndUndo(person: Person, unique: string): Promise<void> {
  const csv = `orderId,userId,sku,quantity,unitPrice,currency\nalarms-${unique},ann,TEA,1,100,EUR\n`;
  const path = `/imports/${await uploadCsv(person, csv)}`;
  await eventually(
    async () => expect(await person.get(path)).toMatchObject({ body: { status: 'COMPLETED' } }),
    90,
  );
  expect(await person.post(`${path}/undo`)).toMatchObject({ status: 200 });
}

/** An order that is paid and shipped, and whose money is captured. The provider's webhook reports that, too. */
async function payAndShip(sku: string): Promise<void> {
  const clerk = new Person('clerk', 'inventory:write fulfilment:write payments:write');
  const buyer = new Person();
  await clerk.put(`/inventory/${sku}`, { available: 1 });
  const { body: order } = await buyer.placeOrder({
    currency: 'EUR',
    lines: [{ sku, quantity: 1, unitPrice: 100 }],
    payment: { method: 'pm_card_visa' },
  });
  const path = `/orders/${order.orderId}`;
  const until = (part: object) =>
    eventually(async () => expect(await buyer.get(path)).toMatchObject({ body: part }), 90);
  await until({ status: 'CONFIRMED' });
  expect(await clerk.post(`${path}/ship`, { carrier: 'post' })).toMatchObject({ status: 200 });
  await until({ payment: { status: 'CAPTURED' } });
}

// Metrics of an execution are written when it ends: for a user who never confirms, after 65 seconds.
test('every alarm of the templates has data on a laptop, or a reason why not', async () => {
  await useEverything();
  await eventually(async () => {
    const alarms = (await (await fetch(urlOf('/console/api/alarms'))).json()) as Alarm[];
    expect(alarms.length).toBeGreaterThan(70);
    const without = alarms
      .filter(({ reason }) => reason.startsWith('nothing measured'))
      .map(({ name }) => name)
      .filter(
        (name) => ![...MEASURED_IN_TROUBLE, ...Object.keys(WITHOUT_DATA)].some((end) => name.endsWith(end)),
      );
    expect(without).toEqual([]);
    // An exception that is no longer needed must be removed from the list.
    for (const end of Object.keys(WITHOUT_DATA)) {
      const excused = alarms.filter(({ name }) => name.endsWith(end));
      expect(excused.map(({ reason }) => reason)).toContainEqual(expect.stringMatching(/^nothing measured/));
    }
  }, 240);
}, 540_000);

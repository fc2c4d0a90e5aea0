import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  deadLetterQueues,
  depth,
  drain,
  eventually,
  type ImportState,
  inParallel,
  killProcess,
  listen,
  Person,
  type Stock,
  uploadCsv,
} from '@orderflow/e2e';
import { table } from '@orderflow/ops/cli/table';
import type { Options } from '../suite.ts';

const ORDERS = 400;
const ROWS = 600;
const SIGN_UPS = 40;
const STOCK = 10_000;
const VICTIMS = ['orders', 'poller', 'users', 'ingestion', 'onboarding', 'poller'];
/** Time between kills: the supervisor needs a moment to restart a process. */
const PAUSE_MS = 4_000;
/** Messages of a killed executor are visible again when their visibility timeout ends: 90 s for chunks. */
const DRAIN_SECONDS = 200;

/** Kills every service process and the poller, again and again, while users order, sign up and import. */
export async function kills({ write }: Options): Promise<string[]> {
  const sku = `KILL-${randomUUID().slice(0, 8)}`;
  const clerk = new Person('clerk', 'inventory:write imports:write');
  await clerk.put(`/inventory/${sku}`, { available: STOCK });
  const listener = await listen();
  const importId = await uploadCsv(clerk, csv(sku));
  const run = randomUUID().slice(0, 8);
  const people = Array.from({ length: 10 }, () => new Person());
  const placing = inParallel(ORDERS, 6, (index) => placeUntilAnswered(people[index % 10] as Person, sku));
  const signingUp = inParallel(SIGN_UPS, 2, (index) => signUpUntilAccepted(`kill-${run}-${index}`));
  const deaths: string[] = [];
  for (const victim of VICTIMS) {
    await sleep(PAUSE_MS);
    await killProcess(victim);
    deaths.push(victim);
  }
  const orders = await placing;
  const newcomers = await signingUp;

  const failures: string[] = [];
  const check = async (what: string, holds: () => Promise<boolean>) => {
    const passed = await eventually(async () => {
      if (!(await holds())) throw new Error(what);
      return true;
    }, DRAIN_SECONDS).catch(() => false);
    if (!passed) failures.push(what);
  };
  const total = ORDERS + ROWS;
  await check(`${sku} has not ${STOCK - total} available and ${total} reserved`, async () => {
    const { body } = await clerk.get<Stock>(`/inventory/${sku}`);
    return body.available === STOCK - total && body.reserved === total;
  });
  await check('the import is not complete with every row created once', async () => {
    const { body } = await clerk.get<ImportState>(`/imports/${importId}`);
    return body.status === 'COMPLETED' && body.rows.created === ROWS && body.rows.read === ROWS;
  });
  await check('somebody who signed up has no account', async () => {
    const answers = await inParallel(SIGN_UPS, 4, (index) => (newcomers[index] as Person).get('/users/me'));
    return answers.every(({ status }) => status === 200);
  });
  const created = new Set<string>();
  await check('an order was not announced', async () => {
    for (const { type, subject } of await listener.events()) {
      if (type === 'order.created.v1') created.add(subject);
    }
    return orders.every(({ orderId }) => created.has(orderId));
  });
  for (const dlq of await deadLetterQueues()) {
    const { waiting, inFlight } = await depth(dlq);
    if (waiting + inFlight > 0)
      failures.push(`${dlq} holds ${waiting + inFlight} messages: ${(await drain(dlq))[0]}`);
  }
  write(table(['killed', 'orders', 'rows', 'sign-ups'], [[deaths.join(', '), ORDERS, ROWS, SIGN_UPS]]));
  return failures;
}

const csv = (sku: string) => {
  const rows = Array.from(
    { length: ROWS },
    (_, index) => `${sku}-${index},somebody,${sku},1,5,EUR,${'x'.repeat(300)}`,
  );
  return `orderId,userId,sku,quantity,unitPrice,currency,note\n${rows.join('\n')}\n`;
};

/** Behaves like a careful client: retries with the same key until there is an answer. */
async function placeUntilAnswered(person: Person, sku: string) {
  const key = randomUUID();
  return eventually(async () => {
    const { status, body } = await person.placeOrder(
      { currency: 'EUR', lines: [{ sku, quantity: 1, unitPrice: 5 }] },
      key,
    );
    if (status !== 201) throw new Error(`${status}`);
    return body;
  }, 90);
}

async function signUpUntilAccepted(sub: string): Promise<Person> {
  const person = new Person(sub);
  await eventually(async () => {
    const { status } = await person.post('/signup', { email: `${sub}@example.com`, name: sub });
    if (status !== 202) throw new Error(`${status}`);
  }, 90);
  return person;
}

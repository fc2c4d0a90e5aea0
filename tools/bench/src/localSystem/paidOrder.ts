import { setTimeout as sleep } from 'node:timers/promises';
import { person } from './person.ts';

const SKU = 'PAID-1';
const WITHIN_MS = 60_000;
const POLL_MS = 20;

const sent = async (request: Promise<Response>): Promise<string> => {
  const answer = await request;
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${answer.url}: ${answer.status} ${text}`);
  return text;
};

/** Seconds from sending a card-paid order until it is CONFIRMED, one order after another. */
export async function paidOrders(url: string, count: number): Promise<number[]> {
  const headers = await person(url, 'buyer', 'inventory:write orders:price');
  await sent(
    fetch(`${url}/inventory/${SKU}`, { method: 'PUT', headers, body: JSON.stringify({ available: 1_000 }) }),
  );
  const seconds: number[] = [];
  while (seconds.length < count) seconds.push(await confirmed(url, headers));
  return seconds;
}

async function confirmed(url: string, headers: Record<string, string>): Promise<number> {
  const begun = performance.now();
  const body = JSON.stringify({
    currency: 'EUR',
    lines: [{ sku: SKU, quantity: 1, unitPrice: 350 }],
    payment: { method: 'pm_card_visa' },
  });
  const keyed = { ...headers, 'idempotency-key': crypto.randomUUID() };
  const placed = await sent(fetch(`${url}/orders`, { method: 'POST', headers: keyed, body }));
  const { orderId } = JSON.parse(placed) as { orderId: string };
  while (performance.now() - begun < WITHIN_MS) {
    const order = JSON.parse(await sent(fetch(`${url}/orders/${orderId}`, { headers }))) as {
      status: string;
    };
    if (order.status === 'CONFIRMED') return (performance.now() - begun) / 1e3;
    await sleep(POLL_MS);
  }
  throw new Error(`a paid order was not confirmed in ${WITHIN_MS / 1e3} s`);
}

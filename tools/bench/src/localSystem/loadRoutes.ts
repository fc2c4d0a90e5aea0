import { setTimeout as sleep } from 'node:timers/promises';
import { load, type Request } from './load.ts';
import { person } from './person.ts';

/** One client, and more clients than concurrent instances of a function. */
const CLIENTS = [1, 8] as const;
const PEOPLE = 8;
const LOAD_MS = 4_000;
const PAGE = 20;
/** Until the consumers have processed the orders that were added for reading. */
const SETTLE_MS = 5_000;

/** A person with orders. */
interface Caller {
  headers: Record<string, string>;
  orderId: string;
}

const ROUTES = {
  'GET /orders/{id}': {
    expected: 200,
    next: ({ headers, orderId }: Caller): Request => ({ method: 'GET', path: `/orders/${orderId}`, headers }),
  },
  'GET /orders': {
    expected: 200,
    next: ({ headers }: Caller): Request => ({ method: 'GET', path: `/orders?limit=${PAGE}`, headers }),
  },
  'POST /orders': {
    expected: 201,
    next: ({ headers }: Caller): Request => ({ method: 'POST', path: '/orders', ...newOrder(headers) }),
  },
};
type Route = keyof typeof ROUTES;

type Clients = (typeof CLIENTS)[number];
export type RouteMeasure = `${Route} ${Clients} ${'perSecond' | 'p50' | 'p95'}`;

/** Reads before writes, so that the written orders do not slow down the reads. */
export const LOADS = (Object.keys(ROUTES) as Route[]).flatMap((name) =>
  CLIENTS.map((clients) => ({ name, clients })),
);

/**
 * Reads and writes orders through the gateway, with one client and with several. Orders for the reads are added
 * first.
 */
export async function loadRoutes(url: string): Promise<Record<RouteMeasure, number>> {
  const callers = await Promise.all(Array.from({ length: PEOPLE }, (_, index) => callerOf(url, index)));
  const of = (route: Route, clients: Clients, milliseconds: number) => {
    const { next, expected } = ROUTES[route];
    return load(url, { clients, milliseconds, expected }, (index) => next(callers[index % PEOPLE] as Caller));
  };
  for (const route of ['POST /orders', 'GET /orders', 'GET /orders/{id}'] as const) {
    await of(route, 8, LOAD_MS / 2);
  }
  await sleep(SETTLE_MS);
  const measured: [string, number][] = [];
  for (const { name, clients } of LOADS) {
    const figures = await of(name, clients, LOAD_MS);
    measured.push(
      ...Object.entries(figures).map(([figure, value]): [string, number] => [
        `${name} ${clients} ${figure}`,
        value,
      ]),
    );
  }
  return Object.fromEntries(measured) as Record<RouteMeasure, number>;
}

async function callerOf(url: string, index: number): Promise<Caller> {
  const headers = await person(url, `person-${index}`, 'orders:price');
  const answer = await fetch(`${url}/orders`, { method: 'POST', ...newOrder(headers) });
  const { orderId } = (await answer.json()) as { orderId: string };
  return { headers, orderId };
}

const newOrder = (headers: Record<string, string>) => ({
  headers: { ...headers, 'idempotency-key': crypto.randomUUID() },
  body: JSON.stringify({ currency: 'EUR', lines: [{ sku: 'TEA-1', quantity: 1, unitPrice: 350 }] }),
});

import { load, type Request } from './load.ts';
import { person } from './person.ts';

/** One client, and more than instances of a function run at once. */
const CLIENTS = [1, 8] as const;
const LOAD_MS = 4_000;
const PAGE = 20;

const ROUTES = {
  'GET /orders': {
    expected: 200,
    next: (headers: Record<string, string>): Request => ({
      method: 'GET',
      path: `/orders?limit=${PAGE}`,
      headers,
    }),
  },
  'POST /orders': {
    expected: 201,
    next: (headers: Record<string, string>): Request => ({
      method: 'POST',
      path: '/orders',
      headers: { ...headers, 'idempotency-key': crypto.randomUUID() },
      body: JSON.stringify({ currency: 'EUR', lines: [{ sku: 'TEA-1', quantity: 1, unitPrice: 350 }] }),
    }),
  },
};
type Route = keyof typeof ROUTES;

type Clients = (typeof CLIENTS)[number];
export type RouteMeasure = `${Route} ${Clients} ${'perSecond' | 'p50' | 'p95'}`;

/** Reads before writes, so that what is written slows down no read. */
export const LOADS = (Object.keys(ROUTES) as Route[]).flatMap((name) =>
  CLIENTS.map((clients) => ({ name, clients })),
);

/** Reads and writes orders through the gateway, by one client and by several. The orders to list are put there first. */
export async function loadRoutes(url: string): Promise<Record<RouteMeasure, number>> {
  const people = await Promise.all(Array.from({ length: 8 }, (_, index) => person(url, `person-${index}`)));
  const of = (route: Route, clients: Clients, milliseconds: number) => {
    const { next, expected } = ROUTES[route];
    return load(url, { clients, milliseconds, expected }, (index) =>
      next(people[index % people.length] ?? {}),
    );
  };
  for (const route of ['POST /orders', 'GET /orders'] as const) await of(route, 8, LOAD_MS / 2);
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

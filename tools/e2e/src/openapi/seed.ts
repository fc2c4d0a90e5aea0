import { setTimeout as sleep } from 'node:timers/promises';

/** The values that requests need and that no document can generate; hooks.py reads them. */
export interface Seed {
  ORDERFLOW_URL: string;
  /** Token with all scopes, of a user with an account. */
  ORDERFLOW_TOKEN: string;
  /** A user with an account that no other request erases. */
  KNOWN_USER: string;
  ORDERS_CURSOR: string;
  IMPORTS_CURSOR: string;
  PRODUCTS_CURSOR: string;
  EXPORT_CURSOR: string;
  /** A sku with a price in EUR, and stock for every order. */
  PRODUCT: string;
  /** The token of KNOWN_USER. */
  KNOWN_TOKEN: string;
  /** An import of KNOWN_USER that can be committed, or was. */
  PREVIEWED_IMPORT: string;
  /** Another import of KNOWN_USER that can be undone, or was. */
  COMPLETED_IMPORT: string;
  /** A date with a report. */
  REPORT_DATE: string;
}

const SUBJECT = 'schemathesis';
const KNOWN_USER = 'known';
const SCOPES =
  'users:read inventory:write analytics:read imports:write onboarding:write catalog:write fulfilment:write payments:write orders:price';
const PRODUCT = 'nobody-changes-this';
const DAY_MS = 86_400_000;

/** Creates these values in an empty local copy, over HTTP. */
export async function seed(url: string): Promise<Seed> {
  const tokenOf = (sub: string) => text(`${url}/local/token?${new URLSearchParams({ sub, scope: SCOPES })}`);
  const as =
    (token: string) =>
    async (method: string, path: string, body?: unknown, key = '') => {
      const headers = { authorization: `Bearer ${token}`, ...(key && { 'idempotency-key': key }) };
      return JSON.parse(await text(`${url}${path}`, { method, headers, body: JSON.stringify(body) }));
    };
  const token = await tokenOf(SUBJECT);
  const call = as(token);
  const account = (name: string) => ({ email: `${name}@example.com`, name });
  await call('POST', '/users', account(SUBJECT));
  const knownToken = await tokenOf(KNOWN_USER);
  const known = as(knownToken);
  await known('POST', '/users', account(KNOWN_USER));
  for (const sku of [PRODUCT, 'TEA-2']) {
    await call('PUT', `/products/${sku}`, { name: 'Tea', prices: { EUR: 350 } });
  }
  await call('PUT', `/inventory/${PRODUCT}`, { available: 1_000_000_000 });
  for (const key of ['first', 'second']) {
    const lines = [{ sku: PRODUCT, quantity: 1, unitPrice: 350 }];
    await call('POST', '/orders', { currency: 'EUR', lines }, key);
    await call('POST', '/imports', { fileName: 'orders.csv' }, key);
  }
  await text(`${url}/local/schedules/dailyReport`, { method: 'POST' });
  return {
    ORDERFLOW_URL: url,
    ORDERFLOW_TOKEN: token,
    KNOWN_USER,
    ORDERS_CURSOR: (await call('GET', '/orders?limit=1')).cursor,
    IMPORTS_CURSOR: (await call('GET', '/imports?limit=1')).cursor,
    PRODUCTS_CURSOR: (await call('GET', '/products?limit=1')).cursor,
    PRODUCT,
    EXPORT_CURSOR: (await call('GET', '/users/me/export?limit=1')).cursor,
    KNOWN_TOKEN: knownToken,
    PREVIEWED_IMPORT: await imported(known, 'PREVIEWED'),
    COMPLETED_IMPORT: await imported(known, 'COMPLETED'),
    REPORT_DATE: new Date(Date.now() - DAY_MS).toISOString().slice(0, 10),
  };
}

type Call = (
  method: string,
  path: string,
  body?: unknown,
  key?: string,
) => Promise<Slot & { status: string }>;

interface Slot {
  importId: string;
  uploadUrl: string;
  uploadHeaders: Record<string, string>;
}

/** Creates an import, and waits until it is previewed and not committed, or complete. */
async function imported(call: Call, status: 'PREVIEWED' | 'COMPLETED'): Promise<string> {
  const dryRun = status === 'PREVIEWED';
  const slot = await call('POST', '/imports', { fileName: 'orders.csv', dryRun }, status);
  const body = `orderId,userId,sku,quantity,unitPrice,currency\n${status},${SUBJECT},${PRODUCT},1,350,EUR\n`;
  await text(slot.uploadUrl, { method: 'PUT', headers: slot.uploadHeaders, body });
  for (let attempt = 0; attempt < 300; attempt++) {
    if ((await call('GET', `/imports/${slot.importId}`)).status === status) return slot.importId;
    await sleep(200);
  }
  throw new Error(`the import was not ${status} within a minute`);
}

async function text(url: string, init: RequestInit = {}): Promise<string> {
  const answer = await fetch(url, init);
  const said = await answer.text();
  if (!answer.ok) throw new Error(`${init.method ?? 'GET'} ${url} was answered ${answer.status}: ${said}`);
  return said;
}

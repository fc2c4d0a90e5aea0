import { runJson } from '../process/runJson.ts';
import type { Usage } from './prices.ts';
import { scaled, sum, type Used, usageOf } from './usage.ts';

/** Memory of the functions, in MB (infrastructure/service.yml; services/ingestion/serverless.yml). */
const MEMORY = 512;
const CHUNK_MEMORY = 1024;
/**
 * Size of a line in the API's access log, in GB. Lambda logs nothing for a successful invocation (`systemLogLevel` of
 * params.yml).
 */
const ACCESS_LOG = 300e-9;
/** Messages per PublishBatch. */
const PUBLISH_BATCH = 10;
/** Rows of services/ingestion/bench/import.ts, which warms up first. */
const ROWS = 5_000;
const WARM_UP = 500;
const ROWS_PER_CHUNK = 50_000;
const INSERT_BATCH = 25;
const IN_FLIGHT = 4;

interface Flow {
  orders: number;
  published: number;
  used: Record<string, Used>;
}

/** Functions that are called over HTTP, with their number of calls per order. */
const CALLS: Record<string, number> = { placeOrder: 1, shipOrder: 1, receiveWebhook: 2 };

/** What one order uses, by function, if a batch has at most `batch` records or messages. */
export async function orderUsage(
  orders: number,
  batch: number,
  env: Record<string, string>,
): Promise<Record<string, Usage>> {
  return usageByFunction(
    await runJson<Flow>('services/orders/bench/flow.ts', [orders, batch], env),
    orders,
    batch,
  );
}

/** The same for an order that is paid, shipped and notified about, in both services. */
export async function paidOrderUsage(
  orders: number,
  batch: number,
  env: Record<string, string>,
): Promise<Record<string, Usage>> {
  const ofOrders = await runJson<Flow>('services/orders/bench/flow.ts', [orders, batch, 'paid'], env);
  const ofPayments = await runJson<Flow>('services/payments/bench/flow.ts', [orders, batch], env);
  const { publishEvents = {}, ...rest } = usageByFunction(ofPayments, orders, batch);
  const { payOrders = {}, ...others } = rest;
  const { mailBuyers = {}, ...handlers } = usageByFunction(ofOrders, orders, batch);
  return {
    ...handlers,
    mailBuyers: sum([mailBuyers, { mails: MAILS }]),
    payOrders: sum([payOrders, waitedFor(1 / Math.min(batch, PAYMENT_BATCH))]),
    ...others,
    'publishEvents of payments': publishEvents,
  };
}

/** One mail at confirmation, one at shipment. */
const MAILS = 2;
/** Orders that payOrders processes in parallel. */
const PAYMENT_BATCH = 10;
/** Calls to Stripe that an order waits for: create the intent, authorise, capture. */
const PROVIDER_CALLS = 3;
/** Assumed time of an answer from Stripe. */
const PROVIDER_MS = 300;

/** One order's wait for Stripe, or the share of it that is not shared with other orders. */
export const waitedFor = (share: number): Usage => ({
  'Lambda GB-seconds': ((PROVIDER_CALLS * PROVIDER_MS) / 1e3) * (MEMORY / 1024) * share,
});

function usageByFunction(flow: Flow, orders: number, batch: number): Record<string, Usage> {
  const parts = Object.entries(flow.used).map(([name, used]) => {
    const usage: Usage[] = [usageOf(used, MEMORY)];
    const calls = orders * (CALLS[name] ?? 0);
    usage.push({ 'HTTP API requests': calls, 'log GB': calls * ACCESS_LOG });
    if (name === 'publishEvents') {
      usage.push({ 'SNS requests': flow.published / Math.min(batch, PUBLISH_BATCH) });
    }
    return [name, scaled(sum(usage), 1 / orders)] as const;
  });
  return Object.fromEntries(parts);
}

/**
 * What one imported row uses, up to the orders table. The table's units are counted; the byUser index takes one more
 * for a new order.
 *
 * @param taken returns the stand-in's counts since the last call
 */
export async function rowUsage(
  env: Record<string, string>,
  taken: () => Promise<{ writeUnits: number }>,
): Promise<Usage> {
  const { cpu } = await runJson<{ cpu: number }>(
    'services/ingestion/bench/import.ts',
    ['pipeline', ROWS],
    env,
  );
  const { writeUnits } = await taken();
  const perRow = { cpuMs: cpu / 1e3, calls: { BatchExecuteStatement: 1 / INSERT_BATCH / IN_FLIGHT } };
  const chunk = { invocations: 1 / ROWS_PER_CHUNK, messages: 1 / ROWS_PER_CHUNK, readUnits: 0, logBytes: 0 };
  return usageOf({ ...perRow, ...chunk, writeUnits: writeUnits / (ROWS + WARM_UP) + 1 }, CHUNK_MEMORY);
}

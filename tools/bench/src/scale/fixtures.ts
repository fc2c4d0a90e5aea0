import type { Mapping, Settings } from './settings.ts';

/** Settings of a small system, for tests. */
export function smallSettings(changes: Partial<Mapping> = {}): Settings {
  const settings = (environment: object, mapping: Partial<Mapping>) => ({
    memoryMb: 512,
    environment: { RETRY_BASE_SECONDS: '15', ...environment },
    mapping: { batchSize: 1, windowSeconds: 0, parallelization: 1, ...mapping },
  });
  const none = { functions: {}, api: { rate: 1_000, burst: 500 }, routes: {} };
  const decides = { batchSize: 50, windowSeconds: 1, maximumConcurrency: 4, ...changes };
  const pace = { MIN_ROWS_PER_SECOND: '100', MAX_ROWS_PER_SECOND: '500', LAG_SECONDS: '60' };
  const mails = settings({ MAILS_PER_SECOND: '2' }, { maximumConcurrency: 3 });
  const orders = {
    placeOrder: settings({}, {}),
    publishEvents: settings({}, { batchSize: 100 }),
    sumOrders: settings({}, { batchSize: 1_000, windowSeconds: 5 }),
    reserveStock: settings({}, decides),
    reserveImported: settings({}, { ...decides, maximumConcurrency: 2 }),
    mailBuyers: mails,
  };
  const ingestion = { importChunk: settings(pace, { maximumConcurrency: 2 }) };
  return {
    orders: { ...none, functions: orders },
    ingestion: { ...none, functions: ingestion, routes: { 'POST /clicks': 20 } },
    onboarding: { ...none, functions: { sendMails: mails } },
    payments: none,
    users: none,
  };
}

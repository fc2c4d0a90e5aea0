import { decideOrders } from './reserveStock.ts';

/** Nobody waits for an imported order, so its lag is not measured. */
export const handler = decideOrders(() => undefined);

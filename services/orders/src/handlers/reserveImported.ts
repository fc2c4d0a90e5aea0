import { decideOrders } from './reserveStock.ts';

/** Nobody waits for an imported order. */
export const handler = decideOrders(() => undefined);

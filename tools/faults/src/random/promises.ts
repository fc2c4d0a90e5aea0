import type { HttpAnswer, HttpRequest } from '../platform/http.ts';
import type { Stage } from '../sweep/scenario.ts';
import type { Random } from './random.ts';

export interface PlacedOrder {
  orderId: string;
  sub: string;
  request: HttpRequest;
}

interface PromisedRefund {
  refundId: string;
  orderId: string;
  amount: number;
  request: HttpRequest;
}

/** What clients were promised. */
export interface Promises {
  /** By idempotency key. */
  orders: Map<string, PlacedOrder>;
  /** By idempotency key. */
  refunds: Map<string, PromisedRefund>;
  /** User ids that have an account, or will have. */
  users: Set<string>;
  /** Sessions of clicks that were taken; each has one. */
  clicks: Set<string>;
  /** Files that were uploaded. */
  files: number;
  /** Answers that were not what they should have been. */
  wrong: string[];
}

export const noPromises = (): Promises => ({
  orders: new Map(),
  refunds: new Map(),
  users: new Set(),
  clicks: new Set(),
  files: 0,
  wrong: [],
});

/** One thing that a client does, with as many attempts as it takes. */
export type Act = (operation: string, random: Random, promises: Promises, stage: Stage) => Promise<void>;

export function expectStatus(
  { wrong }: Promises,
  operation: string,
  { status, body }: HttpAnswer,
  ...expected: number[]
) {
  if (!expected.includes(status)) wrong.push(`${operation}: ${status} ${JSON.stringify(body)}`);
}

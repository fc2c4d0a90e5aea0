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

/** What clients were told, and so must hold. */
export interface Promises {
  /** By idempotency key. */
  orders: Map<string, PlacedOrder>;
  /** By idempotency key. */
  refunds: Map<string, PromisedRefund>;
  /** Ids of users that have an account, or will have one. */
  users: Set<string>;
  /** Sessions of accepted clicks; one click each. */
  clicks: Set<string>;
  /** Files that were uploaded. */
  files: number;
  /** Unexpected answers. */
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

/** One act of a client, with as many attempts as it needs. */
export type Act = (operation: string, random: Random, promises: Promises, stage: Stage) => Promise<void>;

export function expectStatus(
  { wrong }: Promises,
  operation: string,
  { status, body }: HttpAnswer,
  ...expected: number[]
) {
  if (!expected.includes(status)) wrong.push(`${operation}: ${status} ${JSON.stringify(body)}`);
}

import { randomUUID } from 'node:crypto';

const ACCEPTED = /^[A-Za-z0-9_.:-]{1,128}$/;

/** Keeps an inbound correlation id if it is safe to log and to pass on. Else returns `otherwise`, or a new one. */
export const correlationIdFrom = (inbound: unknown, otherwise?: string): string =>
  typeof inbound === 'string' && ACCEPTED.test(inbound) ? inbound : (otherwise ?? randomUUID());

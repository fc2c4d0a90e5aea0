import { randomUUID } from 'node:crypto';

const ACCEPTED = /^[A-Za-z0-9_.:-]{1,128}$/;

/** An inbound correlation id is kept when it is harmless to log and to carry on; else `otherwise`, or a new one, is taken. */
export const correlationIdFrom = (inbound: unknown, otherwise?: string): string =>
  typeof inbound === 'string' && ACCEPTED.test(inbound) ? inbound : (otherwise ?? randomUUID());

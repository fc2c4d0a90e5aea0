import { randomUUID } from 'node:crypto';

const ACCEPTED = /^[A-Za-z0-9_.:-]{1,128}$/;

/** An inbound correlation id is kept when it is harmless to log and to carry on; else a new one is made. */
export const correlationIdFrom = (inbound: unknown): string =>
  typeof inbound === 'string' && ACCEPTED.test(inbound) ? inbound : randomUUID();

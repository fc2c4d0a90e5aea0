import { randomUUID } from 'node:crypto';

export const correlationHeader = 'x-correlation-id';

/** The caller's correlation id if it is well formed, else a new one. */
export function correlationId(inbound: unknown): string {
  return typeof inbound === 'string' && /^[A-Za-z0-9_.:-]{1,128}$/.test(inbound) ? inbound : randomUUID();
}

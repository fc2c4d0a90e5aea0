export { type Backoff, fullJitter } from './backoff.ts';
export { batchGet } from './batchGet.ts';
export { documentClient } from './client.ts';
export { type Consumer, type Consumption, consume, type Plan, type TransactItem } from './consume.ts';
export { type Creatable, type Creation, createOnce, existing } from './create.ts';
export { idempotencyKey } from './idempotencyKey.ts';
export { LeaseHeldError, type LeaseOptions, onceOutside } from './lease.ts';
export { seenMark } from './seen.ts';
export { transact } from './transact.ts';

import { createHash } from 'node:crypto';

/**
 * The place of a key, from 0 to `places` - 1. Counters are split over several items so that no single item takes all
 * writes.
 */
export const spreadOver = (places: number, key: string): number =>
  createHash('sha256').update(key).digest().readUInt8() % places;

import { createHash } from 'node:crypto';

/** Which of so many places a key has: for counters that are kept in several, so that no item is written by everybody. */
export const spreadOver = (places: number, key: string): number =>
  createHash('sha256').update(key).digest().readUInt8() % places;

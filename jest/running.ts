import type { LocalCopy } from './localCopy.ts';

const key = Symbol.for('orderflow.running');
const shared = globalThis as unknown as Record<symbol, Map<string, LocalCopy> | undefined>;

/** The running copies by project: jest loads setup and teardown of every project apart, in one process. */
export function running(): Map<string, LocalCopy> {
  const copies = shared[key] ?? new Map<string, LocalCopy>();
  shared[key] = copies;
  return copies;
}

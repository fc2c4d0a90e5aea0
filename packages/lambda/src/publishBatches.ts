import type { PublishBatchRequestEntry } from '@aws-sdk/client-sns';

/** Limits of SNS PublishBatch: entries, and bytes of all messages with their attributes together. */
const MAX_ENTRIES = 10;
const MAX_BYTES = 256 * 1024;
/** Room for an entry's attribute names, types and values. */
const ATTRIBUTES_BYTES = 256;

/** Cuts entries, in order, into batches that PublishBatch takes. Ids are unique within a batch. */
export function inBatches<T extends { entry: PublishBatchRequestEntry }>(all: T[]): T[][] {
  const batches: T[][] = [];
  let bytes = 0;
  let ids = new Set<string | undefined>();
  for (const one of all) {
    const size = Buffer.byteLength(one.entry.Message ?? '') + ATTRIBUTES_BYTES;
    const batch = batches.at(-1);
    const fits = batch && batch.length < MAX_ENTRIES && bytes + size <= MAX_BYTES && !ids.has(one.entry.Id);
    if (fits) {
      batch.push(one);
      bytes += size;
    } else {
      batches.push([one]);
      bytes = size;
      ids = new Set();
    }
    ids.add(one.entry.Id);
  }
  return batches;
}

import { setTimeout as sleep } from 'node:timers/promises';
import type { Stage } from '../sweep/scenario.ts';

export const HEADER = 'orderId,userId,sku,quantity,unitPrice,currency,note\n';
const ids = Array.from({ length: 12 }, (_, index) => `row-${index}`);
/** Orders in three chunks; a duplicate and a conflict in the same chunk as their originals, and invalid rows. */
export const mixed = `${HEADER}${[
  'row-0,ann,tea,1,5,EUR,',
  'row-1,bob,tea,1,5,EUR,',
  ...ids.map((id) => `${id},ann,tea,1,5,EUR,`),
  `!,ann,tea,1,5,EUR,${'x'.repeat(200)}`,
  'row-31,ann,tea,0,5,EUR,',
].join('\n')}\n`;
/** Settings that give these chunks. */
export const settings = {
  CHUNK_BYTES: '150',
  CHUNK_RECORDS: '1000',
  MIN_ROWS_PER_SECOND: '100000',
  MAX_ROWS_PER_SECOND: '100000',
  // With another value, the lag is checked after some seconds; a run must not depend on that.
  LAG_SECONDS: '0',
};

/** Puts a file into the bucket and takes S3's notification from its queue. */
export async function uploaded({ platform, world }: Stage, text: string, key: string): Promise<string[]> {
  await world.upload(key, text);
  for (;;) {
    const bodies = await platform.queue('import-files').take();
    if (bodies.length > 0) return bodies;
    await sleep(2);
  }
}

/** Uploads a file, and forwards its notification with the same sequencer in every run. */
export async function dropped(stage: Stage, text: string, key = 'incoming/drop.csv'): Promise<void> {
  const bodies = await uploaded(stage, text, key);
  const fixed = bodies.map((body) => body.replace(/"sequencer":"\w+"/, '"sequencer":"0001"'));
  await stage.platform.queue('import-files').send(fixed);
}

/** Uploads a file and runs the planner. */
export async function planned(stage: Stage, text = mixed): Promise<void> {
  await dropped(stage, text);
  await stage.platform.drainQueue('ingestion/planImport');
}

/** Imports a file, as far as the orders table. */
export async function imported(stage: Stage, text = mixed): Promise<void> {
  await planned(stage, text);
  await stage.platform.drainQueue('ingestion/importChunk');
}

import { setTimeout as sleep } from 'node:timers/promises';
import { isTableStream } from '../platform/catalog.ts';
import type { Stage } from '../sweep/scenario.ts';
import type { ClickStream } from './clicks.ts';
import type { Random } from './random.ts';
import { deliverWebhooks } from './webhooks.ts';

const IDLE_MS = 15;
const EXECUTORS = 2;

/**
 * Delivers messages, stream records and webhooks to their functions until stopped. Batches come in any order. Some go
 * to two executors at once, as happens when an executor is slower than its visibility timeout.
 */
export function startPumps(stage: Stage, clicks: ClickStream, random: Random) {
  const { platform } = stage;
  let stopping = false;
  const problems: string[] = [];
  const loop = async (deliver: () => Promise<boolean>) => {
    while (!stopping) {
      const busy = await deliver().catch((error: Error) => {
        problems.push(error.message);
        return false;
      });
      if (!busy) await sleep(IDLE_MS);
    }
  };
  const running = platform.catalog.flatMap(({ name, sources }) =>
    sources.flatMap((source) => {
      const { kind } = source;
      if (kind === 'queue') {
        return Array.from({ length: EXECUTORS }, () =>
          loop(() =>
            platform.deliverBatch(name, {
              order: (all) => random.shuffled(all),
              executors: random.next() < 0.05 ? 2 : 1,
            }),
          ),
        );
      }
      if (source.kind === 'stream' && isTableStream(source)) {
        // A function that counts per shard may also run twice at once for the same shard.
        const both = source.tumblingWindowMs > 0 ? 0.2 : 0;
        return [loop(() => platform.drainStream(name, 100, random.next() < both ? 2 : 1))];
      }
      return [];
    }),
  );
  running.push(
    loop(() => clicks.deliver()),
    loop(() => deliverWebhooks(stage)),
  );
  return {
    problems,
    async stop() {
      stopping = true;
      await Promise.all(running);
    },
  };
}

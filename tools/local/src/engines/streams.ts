import { join } from 'node:path';
import { childEnvironment } from '../environment.ts';
import { answers } from '../processes/answers.ts';
import type { ChildSpec } from '../processes/child.ts';
import type { Settings } from '../settings.ts';

/**
 * Megabytes for what a request leaves behind. With less, it ends up among the records, which stay for the 24 hours of
 * the stream; with more, it is never cleared away. 100,000 clicks take 420 MB.
 */
const smallHeap = '--max-semi-space-size=8';

/**
 * Kinesis: kinesis-local in a process of its own.
 *
 * @param dataDir where streams and records are kept over restarts; in memory when undefined.
 */
export function streams(settings: Settings, dataDir: string | undefined): ChildSpec {
  return {
    name: 'streams',
    command: process.execPath,
    args: [smallHeap, join(import.meta.dirname, 'streamsServer.ts')],
    env: childEnvironment(settings, {
      KINESIS_MOCK_PLAIN_PORT: String(settings.ports.streams),
      // It cannot do without; any free port, which nobody uses.
      KINESIS_MOCK_TLS_PORT: '0',
      // How long changes of a stream take: none here.
      CREATE_STREAM_DURATION: '1ms',
      SPLIT_SHARD_DURATION: '1ms',
      MERGE_SHARDS_DURATION: '1ms',
      LOG_LEVEL: 'ERROR',
      // It warns of a busy machine on stderr.
      CATS_EFFECT_CPU_STARVATION_CHECK_INITIAL_DELAY: 'Inf',
      ...(dataDir && {
        SHOULD_PERSIST_DATA: 'true',
        PERSIST_PATH: join(dataDir, 'streams'),
        PERSIST_INTERVAL: '1s',
      }),
    }),
    ready: () => answers(settings.endpoints.kinesis),
    onDeath: dataDir ? 'restart' : 'fail',
    quiet: true,
  };
}

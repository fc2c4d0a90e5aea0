import { join } from 'node:path';
import { childEnvironment } from '../environment.ts';
import { answers } from '../processes/answers.ts';
import type { ChildSpec } from '../processes/child.ts';
import type { Settings } from '../settings.ts';

/**
 * Megabytes for the garbage of requests. With less, garbage gets into the old generation, to the records, which stay for
 * the stream's 24 hours. With more, it is never collected. 100,000 clicks take 420 MB.
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
      // Required, but unused: any free port.
      KINESIS_MOCK_TLS_PORT: '0',
      // Changes of a stream take no time here.
      CREATE_STREAM_DURATION: '1ms',
      SPLIT_SHARD_DURATION: '1ms',
      MERGE_SHARDS_DURATION: '1ms',
      LOG_LEVEL: 'ERROR',
      // Otherwise it warns of a busy machine on stderr.
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

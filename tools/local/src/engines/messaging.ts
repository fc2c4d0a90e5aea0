import { join } from 'node:path';
import { childEnvironment } from '../environment.ts';
import { answers } from '../processes/answers.ts';
import type { ChildSpec } from '../processes/child.ts';
import type { Settings } from '../settings.ts';

/**
 * SQS and SNS: fauxqs in a process of its own.
 *
 * @param dataDir where queues and messages are kept over restarts; in memory when undefined.
 */
export function messaging(settings: Settings, dataDir: string | undefined): ChildSpec {
  return {
    name: 'messaging',
    command: process.execPath,
    args: [join(import.meta.dirname, 'messagingServer.ts')],
    env: childEnvironment(settings, {
      FAUXQS_PORT: String(settings.ports.messaging),
      ...(dataDir ? { FAUXQS_DATA_DIR: join(dataDir, 'messaging') } : {}),
    }),
    ready: () => answers(`${settings.endpoints.sqs}/health`),
    onDeath: dataDir ? 'restart' : 'fail',
    quiet: true,
  };
}

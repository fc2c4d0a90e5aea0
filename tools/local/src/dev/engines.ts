import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type DynamoDbEngine, dynamoDb } from '../engines/dynamodb.ts';
import { messaging } from '../engines/messaging.ts';
import { paymentProvider } from '../engines/paymentProvider.ts';
import { storage } from '../engines/storage.ts';
import { streams } from '../engines/streams.ts';
import { workflows } from '../engines/workflows.ts';
import type { ChildSpec } from '../processes/child.ts';
import type { Settings } from '../settings.ts';

/**
 * The engines of a copy. Data lives in memory, or with `keep` in the state directory's `data`.
 *
 * @param services names of the services, in the order that decides their ports
 */
export function engineSpecs(
  settings: Settings,
  engine: DynamoDbEngine,
  keep: boolean,
  services: string[],
): ChildSpec[] {
  const dataDir = keep ? join(settings.stateDir, 'data') : undefined;
  if (dataDir) {
    mkdirSync(dataDir, { recursive: true });
  }
  return [
    dynamoDb(settings, engine, dataDir),
    messaging(settings, dataDir),
    storage(settings, dataDir),
    workflows(settings, dataDir, services),
    streams(settings, dataDir),
    paymentProvider(settings, dataDir),
  ];
}

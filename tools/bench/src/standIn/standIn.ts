import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Counts } from './main.ts';

export type { Counts } from './main.ts';

export interface StandIn {
  url: string;
  /** Answers what was counted since the last time, and starts again from zero. */
  taken(): Promise<Counts>;
  stop(): void;
}

/**
 * Starts the stand-in for DynamoDB.
 *
 * @param upstream URL of an engine to pass everything on to; without one it answers by itself, after AWS's latencies.
 */
export async function startStandIn(upstream?: string): Promise<StandIn> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'main.ts')], {
    // It ends with its input, and so with this process, however that ends.
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, ...(upstream ? { UPSTREAM: upstream } : {}) },
  });
  const [port] = await once(child.stdout, 'data');
  const url = `http://127.0.0.1:${String(port).trim()}`;
  return {
    url,
    taken: async () => (await (await fetch(url, { method: 'DELETE' })).json()) as Counts,
    stop: () => child.stdin.end(),
  };
}

/** What an SDK client needs in order to talk to a local endpoint. */
export const clientEnvironment = (dynamodb: string): Record<string, string> => ({
  AWS_ENDPOINT_URL_DYNAMODB: dynamodb,
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'local',
});

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Counts } from './main.ts';

export type { Counts } from './main.ts';

export interface StandIn {
  url: string;
  /** Returns the counts since the last call, and resets them to zero. */
  taken(): Promise<Counts>;
  stop(): void;
}

/**
 * Starts the stand-in for DynamoDB.
 *
 * @param upstream URL of an engine that gets all requests; without it, the stand-in answers itself, with AWS's
 *   latencies.
 */
export async function startStandIn(upstream?: string): Promise<StandIn> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'main.ts')], {
    // It ends with its input, so it also ends with this process, for any reason.
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

/** The environment variables with which an SDK client uses a local endpoint. */
export const clientEnvironment = (dynamodb: string): Record<string, string> => ({
  AWS_ENDPOINT_URL_DYNAMODB: dynamodb,
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'local',
});

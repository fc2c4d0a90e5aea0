import { Agent, request } from 'node:http';
import { percentile } from '../measure/statistics.ts';

export interface Request {
  method: string;
  path: string;
  headers: Record<string, string>;
  body?: string;
}

/** One request over kept-alive connections. @throws Error when the status is not the expected one */
function send(agent: Agent, base: string, { method, path, headers, body }: Request, expected: number) {
  return new Promise<void>((resolve, reject) => {
    const outgoing = request(`${base}${path}`, { agent, method, headers }, (response) => {
      response.resume().once('end', () => {
        if (response.statusCode === expected) resolve();
        else reject(new Error(`${method} ${path}: ${response.statusCode}, not ${expected}`));
      });
    });
    outgoing.once('error', reject);
    outgoing.end(body);
  });
}

/**
 * Clients that each send the next request as soon as the last one is answered. Returns milliseconds, and requests per
 * second.
 */
export async function load(
  base: string,
  { clients, milliseconds, expected }: { clients: number; milliseconds: number; expected: number },
  next: (index: number) => Request,
): Promise<{ perSecond: number; p50: number; p95: number }> {
  const agent = new Agent({ keepAlive: true });
  const times: number[] = [];
  const begun = performance.now();
  let index = 0;
  const client = async () => {
    while (performance.now() - begun < milliseconds) {
      const sent = performance.now();
      await send(agent, base, next(index++), expected);
      times.push(performance.now() - sent);
    }
  };
  try {
    await Promise.all(Array.from({ length: clients }, client));
  } finally {
    agent.destroy();
  }
  const seconds = (performance.now() - begun) / 1e3;
  return { perSecond: times.length / seconds, p50: percentile(times, 0.5), p95: percentile(times, 0.95) };
}

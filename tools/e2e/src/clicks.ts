import { setTimeout as sleep } from 'node:timers/promises';
import { Person, send } from './api.ts';

export interface Click {
  sessionId: string;
  path: string;
  type: string;
  at?: string;
}

/** A page's delay before it repeats clicks that were not accepted. */
const RETRY_MS = 1_000;

/** Sends clicks as a page does, at most a hundred at a time; those that were not accepted are sent again. */
export async function click(events: Click[]): Promise<void> {
  for (let rest = events; rest.length > 0; ) {
    const { status, body } = await send<{ errors?: { pointer: string }[] }>('POST', '/clicks', {
      body: { events: rest },
    });
    if (status === 202) return;
    if (status !== 503) throw new Error(`POST /clicks: ${status} ${JSON.stringify(body)}`);
    // Without a list of errors, the service was restarting and accepted none.
    const left = body.errors?.map(({ pointer }) => Number(pointer.split('/')[2]));
    rest = left ? rest.filter((_, index) => left.includes(index)) : rest;
    await sleep(RETRY_MS);
  }
}

/** The counters of a path since yesterday, as `<hour> <type>`. */
export async function countersOf(path: string): Promise<Record<string, number>> {
  const analyst = new Person('analyst', 'analytics:read');
  const from = new Date(Date.now() - 86_400_000).toISOString();
  const query = new URLSearchParams({ from, path });
  const { status, body } = await analyst.get<{ hours: { hour: string; type: string; count: number }[] }>(
    `/analytics/clicks?${query}`,
  );
  if (status !== 200) throw new Error(`GET /analytics/clicks: ${status} ${JSON.stringify(body)}`);
  return Object.fromEntries(body.hours.map(({ hour, type, count }) => [`${hour} ${type}`, count]));
}

import type { Scenario, Stage } from '../sweep/scenario.ts';

const CONSUMER = 'ingestion/aggregateClicks';
const at = '2026-11-21T12:34:56.000Z';
/** More counters than fit in one transaction. All are of one session, so in one shard. */
const events = Array.from({ length: 120 }, (_, index) => ({
  sessionId: 's-1',
  path: `/${index}`,
  type: 'view',
  at,
}));
const headers = { 'x-correlation-id': 'c-clicks', 'x-experiment-bucket': 'A' };

const click = async ({ platform }: Stage, count: number) => {
  for (let start = 0; start < count; start += 100) {
    const body = { events: events.slice(start, Math.min(count, start + 100)) };
    await platform.request('POST /clicks', { headers, body });
  }
};

/** Skips what others have put on the stream. */
const skipStream = ({ platform }: Stage) => platform.readStream(CONSUMER);

const clicked = async (stage: Stage, count: number) => {
  await skipStream(stage);
  await click(stage, count);
};

/** A click as it is on the stream, without its trace: each attempt to put it there has its own. */
function withoutTrace(data: string): string {
  const { traceparent, ...rest } = JSON.parse(Buffer.from(data, 'base64').toString());
  return JSON.stringify({ ...rest, isTraced: traceparent !== undefined });
}

export const scenarios: Scenario[] = [
  {
    handler: 'ingestion/addClicks',
    given: async (stage) => void (await skipStream(stage)),
    when: async ({ platform }) => {
      const body = { events: events.slice(0, 3) };
      const answer = await platform.request('POST /clicks', { headers, body });
      const records = await platform.readStream(CONSUMER);
      const clicks = records.map(({ event }) => withoutTrace((event['kinesis'] as { data: string }).data));
      return { answer, clicks: [...new Set(clicks)].sort() };
    },
  },
  {
    handler: CONSUMER,
    given: (stage) => clicked(stage, events.length),
    when: ({ platform }) => platform.drainStream(CONSUMER, 1_000),
  },
  {
    handler: 'ingestion/clickAnalytics',
    given: async (stage) => {
      await clicked(stage, 3);
      await stage.platform.drainStream(CONSUMER);
    },
    when: ({ platform }) =>
      platform.request('GET /analytics/clicks', {
        sub: 'analyst',
        scope: 'analytics:read',
        headers,
        query: { from: at, to: at },
      }),
  },
];

import { setTimeout as sleep } from 'node:timers/promises';
import { test } from '@jest/globals';
import {
  type Click,
  ClickTraffic,
  click,
  countStream,
  killProcess,
  putOnStream,
  splitShard,
} from '../src/index.ts';

const CLICKS = Number(process.env['CLICKS'] ?? 100_000);
/** Number of clicks that a page collects before it sends them. */
const PER_CALL = 25;
const PAUSE_MS = CLICKS / 10;

/** Kills processes one after another, and splits a shard in between. */
async function disturb(names: string[]): Promise<void> {
  for (const [index, name] of names.entries()) {
    await sleep(PAUSE_MS);
    if (index === 1) await splitShard();
    await killProcess(name);
  }
}

const put = (events: Click[]) =>
  putOnStream(events.map((event) => ({ sessionId: event.sessionId, text: JSON.stringify(event) })));

test(
  'a hundred thousand clicks while the consumer is killed five times and a shard is split: hourly counters exact',
  async () => {
    const begun = Date.now();
    const seconds = () => (Date.now() - begun) / 1_000;
    const byPages = new ClickTraffic();
    await Promise.all([byPages.run(CLICKS / 2, click, PER_CALL), disturb(['poller', 'poller', 'poller'])]);
    // Its function runs in the same process as POST /clicks, which would lose its answers, too.
    const direct = new ClickTraffic();
    await Promise.all([direct.run(CLICKS / 2, put, PER_CALL), disturb(['ingestion', 'ingestion'])]);
    const sent = seconds();
    const streamed = await countStream();
    const again = byPages.expectStreamed(streamed) + direct.expectStreamed(streamed);
    await byPages.counted(300);
    await direct.counted(300);
    process.stderr.write(
      `${CLICKS} clicks and ${again} again: sent in ${sent} s, counted in ${seconds()} s\n`,
    );
  },
  20 * 60_000,
);

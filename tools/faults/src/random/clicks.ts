import type { Platform } from '../platform/platform.ts';
import type { ShardRecord } from '../platform/stream.ts';
import type { Random } from './random.ts';

const CONSUMER = 'ingestion/aggregateClicks';
const MAX_ATTEMPTS = 40;
/** Most records of earlier batches that a batch repeats: a mapping restarts from its last checkpoint. */
const MAX_OVERLAP = 20;

export interface Click {
  /** Unique per click. */
  sessionId: string;
  path: string;
  type: string;
  at: string;
  bucket?: string;
}

/**
 * Sends clicks as a page does, and repeats those that were not accepted. @param accepted gets the sessions of
 * accepted clicks
 */
export async function reportClicks(
  platform: Platform,
  events: Click[],
  headers: Record<string, string>,
  accepted: Set<string>,
): Promise<void> {
  let rest = events;
  for (let attempt = 1; rest.length > 0; attempt++) {
    if (attempt > MAX_ATTEMPTS) throw new Error('clicks are never taken');
    const answer = await platform.ask('POST /clicks', { headers, body: { events: rest } }, attempt);
    if (!answer || (answer.status >= 500 && !answer.body.errors)) continue;
    const errors: { pointer: string }[] = answer.body.errors ?? [];
    const left = new Set(errors.map(({ pointer }) => Number(pointer.split('/')[2])));
    if (answer.status !== (left.size > 0 ? 503 : 202) || answer.body.accepted !== rest.length - left.size) {
      throw new Error(`${rest.length} clicks: ${answer.status} ${JSON.stringify(answer.body)}`);
    }
    rest.filter((_, index) => !left.has(index)).forEach(({ sessionId }) => void accepted.add(sessionId));
    rest = rest.filter((_, index) => left.has(index));
  }
}

/** Every click on the stream, including duplicates. */
export class ClickStream {
  /** Every click that came on the stream, as often as it is there. */
  readonly clicks: Click[] = [];
  readonly #platform: Platform;
  readonly #random: Random;
  readonly #delivered = new Map<string, ShardRecord[]>();

  constructor(platform: Platform, random: Random) {
    this.#platform = platform;
    this.#random = random;
  }

  /** Skips records of other runs. */
  async skip(): Promise<void> {
    await this.#platform.readStream(CONSUMER);
  }

  /** Delivers all new records. @returns whether there were any */
  async deliver(): Promise<boolean> {
    const news = Map.groupBy(await this.#platform.readStream(CONSUMER), ({ shardId }) => shardId);
    for (const [shard, records] of news) {
      const before = this.#delivered.get(shard) ?? [];
      const overlap = before.slice(
        before.length - Math.min(before.length, this.#random.integer(0, MAX_OVERLAP)),
      );
      const executors = this.#random.next() < 0.2 ? 2 : 1;
      await Promise.all(
        Array.from({ length: executors }, () =>
          this.#platform.deliverRecords(CONSUMER, [...overlap, ...records], this.#random.integer(1, 100)),
        ),
      );
      this.#delivered.set(shard, [...before, ...records]);
      this.clicks.push(...records.map(clickOf));
    }
    return news.size > 0;
  }
}

const clickOf = ({ event }: ShardRecord): Click =>
  JSON.parse(Buffer.from((event['kinesis'] as { data: string }).data, 'base64').toString());

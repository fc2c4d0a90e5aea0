import type { ShardStream } from './shardStream.ts';

type Page = Awaited<ReturnType<ShardStream['read']>>;

/** Records that are kept for mappings that are behind. */
const KEEP_RECORDS = 1_000;

/**
 * A stream that several mappings read. Each has its own iterators, as on AWS, but Dynoxide's iterators of the same position
 * are the same text. A page that one mapping has read is kept for the others as long as there is room, and a mapping at the
 * same position waits for it. So the engine reads most records once.
 *
 * Empty pages are not kept, because there may be records by now. A page with more records than a mapping wants is not used
 * for it.
 */
export function sharedPages(stream: ShardStream, most = KEEP_RECORDS): ShardStream {
  const pages = new Map<string, Page>();
  const reading = new Map<string, Promise<Page>>();
  let kept = 0;

  const forget = (iterator: string) => {
    kept -= pages.get(iterator)?.records.length ?? 0;
    pages.delete(iterator);
  };
  const keep = (iterator: string, page: Page) => {
    forget(iterator);
    pages.set(iterator, page);
    kept += page.records.length;
    for (const oldest of pages.keys()) {
      if (kept <= most) break;
      forget(oldest);
    }
  };
  const readAndKeep = async (iterator: string, limit: number) => {
    const page = await stream.read(iterator, limit);
    if (page.records.length > 0) keep(iterator, page);
    return page;
  };
  return {
    ...stream,
    // Called before everything starts over: the stream may be another one with the same iterators.
    resolve() {
      for (const iterator of pages.keys()) forget(iterator);
      return stream.resolve();
    },
    async read(iterator, limit) {
      const others = reading.get(iterator);
      if (others) await others.catch(() => {});
      const known = pages.get(iterator);
      if (known && known.records.length <= limit) return known;
      const page = readAndKeep(iterator, limit);
      reading.set(iterator, page);
      try {
        return await page;
      } finally {
        if (reading.get(iterator) === page) reading.delete(iterator);
      }
    },
  };
}

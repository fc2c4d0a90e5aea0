import { utimesSync, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The engines touch this file when a request may write, so that readers of streams need not poll all the time. */
const fileIn = (stateDir: string): string => join(stateDir, 'activity');
/** At most one announcement in this time, however many writes there are. */
const GATHER_MS = 20;

/** @returns a function that announces a possible write */
export function announcer(stateDir: string): () => void {
  const file = fileIn(stateDir);
  let told = Number.NEGATIVE_INFINITY;
  let due: NodeJS.Timeout | undefined;
  const tell = () => {
    due = undefined;
    told = performance.now();
    try {
      const now = new Date();
      utimesSync(file, now, now);
    } catch {
      // Nobody listens yet.
    }
  };
  return () => {
    if (due) return;
    const waitMs = told + GATHER_MS - performance.now();
    if (waitMs <= 0) tell();
    else due = setTimeout(tell, waitMs).unref();
  };
}

export interface Activity {
  /** Aborts at the next activity. */
  next(): AbortSignal;
  close(): void;
}

/** Listens to {@link announcer}, and to DynamoDB Local's guard, which does the same in Java. */
export function listenForActivity(stateDir: string): Activity {
  const file = fileIn(stateDir);
  writeFileSync(file, '');
  let next = new AbortController();
  const watcher = watch(file, { persistent: false }, () => {
    const now = next;
    next = new AbortController();
    now.abort();
  });
  return { next: () => next.signal, close: () => watcher.close() };
}

/** Matches the head of a DynamoDB or Kinesis request that may write. */
const WRITE =
  /^x-amz-target: *(DynamoDB_20120810\.(Put|Update|Delete|BatchWrite|TransactWrite|.*Execute)|Kinesis_20131202\.Put)/im;

/**
 * User agent of a client that writes only markers. These writes are not announced: they would wake all readers. Where
 * reads are slow, each reader would then write the next marker.
 */
export const MARKER_AGENT = 'orderflow-stream-marker';
const MARKER = new RegExp(`^user-agent: .*\\b${MARKER_AGENT}\\b`, 'im');

/** True if these bytes of a connection hold a request that may write. A head that is split in two is not recognised. */
export function writes(bytes: Buffer): boolean {
  const head = bytes.toString('latin1');
  return WRITE.test(head) && !MARKER.test(head);
}

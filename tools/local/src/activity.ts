import { utimesSync, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A file whose time the engines change when they are written to: who waits for records may look then, not all the time. */
const fileIn = (stateDir: string): string => join(stateDir, 'activity');
/** Many writes in a row are one activity. */
const GATHER_MS = 20;

/** @returns tells that something may have been written */
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

/** A request that may write, by what is in the head of one: DynamoDB's and Kinesis's. */
const WRITE =
  /^x-amz-target: *(DynamoDB_20120810\.(Put|Update|Delete|BatchWrite|TransactWrite|.*Execute)|Kinesis_20131202\.Put)/im;

/**
 * What a client calls itself whose writes are markers only: nobody has to look at a stream because of them. On a machine where
 * reads are slow, each marker would otherwise wake all readers, whose slow reads ask for the next.
 */
export const MARKER_AGENT = 'orderflow-stream-marker';
const MARKER = new RegExp(`^user-agent: .*\\b${MARKER_AGENT}\\b`, 'im');

/** Whether something in these bytes of a connection may write. A head that comes in two parts is not recognised. */
export function writes(bytes: Buffer): boolean {
  const head = bytes.toString('latin1');
  return WRITE.test(head) && !MARKER.test(head);
}

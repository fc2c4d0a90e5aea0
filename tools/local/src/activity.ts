import { utimesSync, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A file whose time changes when functions ran: what waits for their writes may look then, not all the time. */
const fileIn = (stateDir: string): string => join(stateDir, 'activity');
/** Many short invocations are one activity. */
const GATHER_MS = 20;

/** @returns tells that a function may have written something */
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

/** Listens to {@link announcer}. What writes without a function, such as a tool, is not heard. */
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

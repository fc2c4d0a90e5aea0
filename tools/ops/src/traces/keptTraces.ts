import type { Stage } from '../stage/types.ts';
import { lagsOf } from './lags.ts';
import { tracesOfItems, tracesOfLines } from './resolve.ts';
import { pictureOf, summaryOf } from './tracePicture.ts';
import type { TraceStore } from './traceStore.ts';
import type { Trace, Traces } from './types.ts';

const LISTED = 30;

/**
 * The traces that a copy on this machine keeps. A text is looked up in the spans and in the tables, whose items name
 * the trace in which they were written. If none is found, the log is searched.
 */
export function keptTraces(open: () => Promise<TraceStore>, stage: Stage): Traces {
  return {
    async find(text) {
      if (text === '') return [];
      const ofItems = await tracesOfItems(stage, text);
      const store = await open();
      const ids = new Set([...store.find(text, LISTED), ...ofItems]);
      if (ids.size === 0) for (const id of await tracesOfLines(stage, text)) ids.add(id);
      const found = [...ids].flatMap((id) => store.get(id) ?? []);
      return found
        .slice(0, LISTED)
        .map(summaryOf)
        .sort((one, other) => other.start - one.start);
    },
    async latest() {
      const found: Trace[] = [];
      for (const trace of (await open()).latest()) {
        if (!isBatch(trace)) found.push(trace);
        if (found.length === LISTED) break;
      }
      return found.map(summaryOf);
    },
    async picture(traceId, about) {
      const store = await open();
      const trace = store.get(traceId);
      return trace ? pictureOf(trace, (id) => store.get(id), about) : null;
    },
    async lags() {
      const store = await open();
      return lagsOf(store.latest(), (id) => store.get(id));
    },
  };
}

/** A batch without errors is drawn in the traces of its messages, so it is not listed. */
const isBatch = ({ spans }: Trace): boolean =>
  (spans[0]?.links.length ?? 0) > 0 && !spans[0]?.parentSpanId && spans.every(({ error }) => !error);

import { createRecorder, type EndedSpan, type Recorder } from '@orderflow/tracing';

/** A recorder that samples all of what begins with it, and what it has sent. */
export function recorded(isSampled = true): { recorder: Recorder; sent: EndedSpan[] } {
  const sent: EndedSpan[] = [];
  const recorder = createRecorder({
    isSampled: () => isSampled,
    send: async (spans) => void sent.push(...spans),
  });
  return { recorder, sent };
}

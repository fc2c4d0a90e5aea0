import { createRecorder, type EndedSpan, type Recorder } from '@orderflow/tracing';

/** A recorder that samples all new traces, or none, and the spans that it has sent. */
export function recorded(isSampled = true): { recorder: Recorder; sent: EndedSpan[] } {
  const sent: EndedSpan[] = [];
  const recorder = createRecorder({
    isSampled: () => isSampled,
    send: async (spans) => void sent.push(...spans),
  });
  return { recorder, sent };
}

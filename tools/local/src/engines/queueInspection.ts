interface Message {
  /** In milliseconds since the epoch. */
  sentTimestamp: number;
}

type State = 'ready' | 'delayed' | 'inflight';
/** A message in flight has its receipt handle and deadline beside it. */
type Shown = Message | { message: Message };

/** fauxqs's answer about a queue, with every message that it holds. */
interface Inspection {
  messages: Record<State, Shown[]>;
}

/** How many messages of each state are shown. */
const MOST_SHOWN = 100;

/**
 * Adds the age of the oldest message, and shows only the first messages of each state. The alarms read each queue every
 * two seconds, and in an import a queue holds hundreds of thousands of messages, a kilobyte each.
 *
 * @returns the answer with `approximateAgeOfOldestMessage` in seconds, like CloudWatch's metric; 0 for an empty queue
 */
export function inspection<T extends Inspection>(all: T) {
  const { ready, delayed, inflight } = all.messages;
  let oldest = Date.now();
  for (const messages of [ready, delayed, inflight])
    for (const one of messages)
      oldest = Math.min(oldest, ('message' in one ? one.message : one).sentTimestamp);
  return {
    ...all,
    messages: {
      ready: ready.slice(0, MOST_SHOWN),
      delayed: delayed.slice(0, MOST_SHOWN),
      inflight: inflight.slice(0, MOST_SHOWN),
    },
    approximateAgeOfOldestMessage: Math.round((Date.now() - oldest) / 1000),
  };
}

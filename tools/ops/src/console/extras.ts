import type { Imports } from '../imports/types.ts';

/** A mail of the local mailbox. */
export interface Mail {
  to: string;
  subject: string;
  text: string | null;
  sentAt: string;
}

/** An event with which a function of this machine was invoked. */
export interface RecordedEvent {
  id: string;
  functionName: string;
  /** RFC 3339. */
  at: string;
  /** `reported`: the function returned failed records, or a status of 500 or above. */
  ending: 'failed' | 'reported' | 'succeeded';
}

/** The result of a replayed event. */
export interface Replayed {
  status: 'succeeded' | 'failed' | 'uninvoked';
  /** The error. */
  reason?: string;
  /** The function's result. */
  payload?: unknown;
}

/** Events of functions: record, show and replay them. */
export interface Events {
  functionNames: readonly string[];
  /** Newest first. */
  list(): Promise<RecordedEvent[]>;
  /** @throws Error when the event is not kept any more */
  read(id: string): Promise<unknown>;
  /** Records the next events of a function, even if they succeed. */
  record(functionName: string): Promise<void>;
  replay(id: string): Promise<Replayed>;
}

/** Features that only a copy on this machine has. */
export interface Extras {
  mails?(): readonly Mail[];
  events?: Events;
  imports?: Imports;
}

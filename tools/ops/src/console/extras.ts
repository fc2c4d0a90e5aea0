import type { Imports } from '../imports/types.ts';

/** A mail of the local mailbox. */
export interface Mail {
  to: string;
  subject: string;
  text: string | null;
  sentAt: string;
}

/** An event that a function of this machine was invoked with. */
export interface RecordedEvent {
  id: string;
  functionName: string;
  /** RFC 3339. */
  at: string;
  /** `reported`: it answered with failed records, or with a status of 500 and more. */
  ending: 'failed' | 'reported' | 'succeeded';
}

/** What became of an event that ran again. */
export interface Replayed {
  status: 'succeeded' | 'failed' | 'uninvoked';
  /** What went wrong. */
  reason?: string;
  /** What the function answered. */
  payload?: unknown;
}

/** Events of functions: to record, to look at and to run again. */
export interface Events {
  functionNames: readonly string[];
  /** The newest first. */
  list(): Promise<RecordedEvent[]>;
  /** @throws Error when it is not kept any more */
  read(id: string): Promise<unknown>;
  /** Has the next events of a function recorded, however they end. */
  record(functionName: string): Promise<void>;
  replay(id: string): Promise<Replayed>;
}

/** What a copy on this machine shows, and no deployed stage. */
export interface Extras {
  mails?(): readonly Mail[];
  events?: Events;
  imports?: Imports;
}

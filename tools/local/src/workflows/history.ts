/** A recorded event of an execution. It has AWS's shape, but its time is in milliseconds since the epoch. */
export interface HistoryEvent {
  id: number;
  previousEventId: number;
  type: string;
  timestamp: number;
  /** The token of a scheduled task that waits for a callback; not part of the API's answer. */
  token?: string;
  [details: string]: unknown;
}

export type Details = Record<string, unknown>;

/** An event to be recorded. */
export interface NewEvent {
  type: string;
  details?: Details;
  token?: string;
}

/** `TaskFailed` has its details under `taskFailedEventDetails`. Events of all types of states share a key. */
export function detailsKey(type: string): string {
  const name = /State(Entered|Exited)$/.exec(type)?.[0] ?? type;
  return `${name.charAt(0).toLowerCase()}${name.slice(1)}EventDetails`;
}

export function detailsOf(event: HistoryEvent): Details {
  return (event[detailsKey(event.type)] ?? {}) as Details;
}

const STATUSES = new Map([
  ['ExecutionSucceeded', 'SUCCEEDED'],
  ['ExecutionFailed', 'FAILED'],
  ['ExecutionTimedOut', 'TIMED_OUT'],
  ['ExecutionAborted', 'ABORTED'],
]);

/** True if an execution with this status can be redriven. */
export const isUnsuccessful = (status: string): boolean =>
  ['FAILED', 'TIMED_OUT', 'ABORTED'].includes(status);

/** The status of an execution whose last event this is. */
export function statusAfter(event: HistoryEvent | undefined): string {
  return STATUSES.get(event?.type ?? '') ?? 'RUNNING';
}

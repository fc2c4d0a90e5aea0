/** A webhook to be delivered. */
export interface Delivery {
  /** Id of this delivery: an event may be delivered twice. */
  id: string;
  eventId: string;
  /** The intent that the event is about. */
  intent: string;
  /** The body. */
  payload: string;
  /** Milliseconds since 1970. */
  createdAt: number;
  dueAt: number;
  attempts: number;
  /** True if it waits for the next event of its intent, so that it arrives after that one. */
  held?: boolean;
  /** Delivered, or given up. */
  done?: boolean;
}

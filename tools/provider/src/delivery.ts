/** A webhook on its way. */
export interface Delivery {
  /** Of this delivery: an event may be delivered twice. */
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
  /** It waits for the next event of its intent, so that it arrives after that. */
  held?: boolean;
  /** Arrived, or given up. */
  done?: boolean;
}

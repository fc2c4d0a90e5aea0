import { measure } from '@orderflow/lambda';
import type { OrderCreatedEvent } from '@orderflow/validation';

/** Measures the time from the placing of each order to its decision. A batch has 50 orders at most (serverless.yml). */
export function measureDecisions(events: Pick<OrderCreatedEvent, 'time'>[], now: Date): void {
  if (events.length === 0) return;
  measure('Milliseconds', { DecisionLag: events.map(({ time }) => now.getTime() - Date.parse(time)) });
}

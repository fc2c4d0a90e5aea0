import { measure } from '@orderflow/lambda';
import type { OrderCreatedEvent } from '@orderflow/validation';

/** Observes how long each order had been placed when it was decided. A batch has 50 at most (serverless.yml). */
export function measureDecisions(events: Pick<OrderCreatedEvent, 'time'>[], now: Date): void {
  if (events.length === 0) return;
  measure('Milliseconds', { DecisionLag: events.map(({ time }) => now.getTime() - Date.parse(time)) });
}

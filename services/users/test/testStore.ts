import { randomUUID } from 'node:crypto';
import { documentClient } from '@orderflow/idempotency';
import type { Store } from '../src/lib/store.ts';

/** The tables of the running engine. Tests share it, so every test uses people of its own. */
export const testStore = (client = documentClient()): Store => ({
  client,
  users: 'orderflow-local-users',
  onboarding: 'orderflow-local-onboarding',
  orders: 'orderflow-local-orders',
  imports: 'orderflow-local-imports',
});

export const store = testStore();

export const context = { correlationId: 'c-test', now: new Date('2026-11-20T08:00:00Z') };
export const later = { correlationId: 'c-later', now: new Date('2026-11-21T08:00:00Z') };

/** Somebody who has no account yet. */
export function somebody() {
  const userId = randomUUID();
  return { userId, content: { email: `${userId}@example.com`, name: 'Ann' } };
}

import { isDeepStrictEqual } from 'node:util';
import { LISTENER, type State } from '../world/world.ts';
import type { Promises } from './promises.ts';

// biome-ignore lint/suspicious/noExplicitAny: items and events of every kind.
type Any = Record<string, any>;

const HOLDS_STOCK: ReadonlySet<string> = new Set(['CONFIRMED', 'SHIPPED', 'DELIVERED']);

/**
 * What must hold after everything has drained, whatever happened before.
 *
 * @param stock initial stock of every sku.
 * @returns what does not hold.
 */
export function checkInvariants(state: State, promises: Promises, stock: number): string[] {
  const broken: string[] = [];
  const check = (holds: boolean, what: string) => void (holds || broken.push(what));
  const items = (name: string) => (state.tables[`orderflow-local-${name}`] ?? []) as Any[];
  const orders = items('orders');
  const events = distinctEvents(state.queues[LISTENER] ?? [], broken);

  for (const [queue, bodies] of Object.entries(state.queues)) {
    check(queue === LISTENER || bodies.length === 0, `${bodies.length} messages are left in ${queue}`);
  }

  const byId = new Map(orders.map((order) => [order.pk, order]));
  for (const { orderId } of promises.orders.values()) {
    check(byId.has(orderId), `order ${orderId} was accepted and is not there`);
  }
  for (const { pk, status, event } of orders) {
    check(status !== 'PENDING' && status !== 'RESERVED', `order ${pk} is ${status} for good`);
    check(events.has(event.id), `${event.type} of order ${pk} was not published`);
  }

  const held = new Map<string, number>();
  for (const { lines } of orders.filter(({ status }) => HOLDS_STOCK.has(status))) {
    for (const { sku, quantity } of lines) held.set(sku, (held.get(sku) ?? 0) + quantity);
  }
  for (const { pk, available, reserved } of items('inventory')) {
    check(
      available >= 0 && available + reserved === stock,
      `${pk}: ${available} + ${reserved} is not ${stock}`,
    );
    check(reserved === (held.get(pk) ?? 0), `${pk}: ${reserved} reserved, orders hold ${held.get(pk) ?? 0}`);
  }

  const facts = countersOf([...events.values()]);
  const days = countedIn(items('analytics'));
  for (const key of new Set([...Object.keys(days), ...Object.keys(facts)])) {
    const told = Object.fromEntries(Object.entries(days[key] ?? {}).filter(([, value]) => value !== 0));
    const was = facts[key] ?? {};
    check(
      isDeepStrictEqual(told, was),
      `${key}: counted ${JSON.stringify(told)}, was ${JSON.stringify(was)}`,
    );
  }
  const counted = Object.values(facts).reduce((sum, { orders = 0 }) => sum + orders, 0);
  check(counted === orders.length, `${counted} orders were announced, there are ${orders.length}`);

  const users = new Set(items('users').flatMap(({ userId, email }) => (email ? [userId] : [])));
  for (const userId of promises.users) check(users.has(userId), `${userId} has no account`);
  for (const { pk, event } of items('users')) {
    check(!event || events.has(event.id), `${event?.type} of ${pk} was not published`);
  }

  check(
    Object.keys(state.executions).length === users.size,
    `${users.size} users, ${Object.keys(state.executions).length} onboardings`,
  );

  for (const { userId, status } of items('users').filter(({ email }) => email)) {
    const partition = items('onboarding').filter(({ pk }) => pk === `user#${userId}`);
    const { event } = partition.find(({ sk }) => sk === 'onboarding') ?? {};
    const workspaces = partition.filter(({ sk }) => sk === 'workspace').length;
    check(status === 'ACTIVE' && workspaces === 1, `${userId} is ${status} with ${workspaces} workspaces`);
    check(events.has(event?.id), `the end of the onboarding of ${userId} was not published`);
    check(
      state.mails.some(({ to }) => to[0] === `${userId}@example.com`),
      `${userId} got no mail`,
    );
  }

  const imports = items('imports').filter(({ sk }) => sk === 'import');
  check(imports.length === promises.files, `${promises.files} files, ${imports.length} imports`);
  for (const { pk, status, read, created, duplicate, rejected, event } of imports) {
    check(status === 'COMPLETED' && events.has(event?.id), `import ${pk} is ${status}`);
    check(
      read === created + duplicate + rejected,
      `import ${pk}: ${read} is not ${created}+${duplicate}+${rejected}`,
    );
    const made = orders.filter(({ row }) => row?.startsWith(`${pk}#`)).length;
    check(made === created, `import ${pk} says that it created ${created} orders, and created ${made}`);
  }
  return broken;
}

/** Events by id; a duplicate must have the same content. */
export function distinctEvents(bodies: string[], broken: string[]): Map<string, Any> {
  const events = new Map<string, Any>();
  for (const body of bodies) {
    const event = JSON.parse(body) as Any;
    const known = events.get(event['id']);
    if (known && !isDeepStrictEqual(known, event)) broken.push(`event ${event['id']} says two things`);
    events.set(event['id'], event);
  }
  return events;
}

/** Order events that are counted. */
const COUNTED = new Set(['created', 'confirmed', 'rejected', 'cancelled']);
/** Payment events whose amounts are summed, with the event's field for the amount. */
const MOVED: Record<string, string> = { captured: 'captured', refunded: 'refund' };

/**
 * The counters of orders and imports, summed over each day's items. Clicks are checked against their stream instead,
 * and the checkpoints of shards are not counters.
 */
function countedIn(analytics: Any[]): Record<string, Record<string, number>> {
  const days: Record<string, Record<string, number>> = {};
  for (const { pk, sk, ...counters } of analytics) {
    if (/^(clicks|orders-shard)/.test(pk)) continue;
    const key = `${pk} ${sk.slice(0, 'YYYY-MM-DD'.length)}`;
    const day = days[key] ?? {};
    days[key] = day;
    for (const [name, count] of Object.entries(counters)) day[name] = (day[name] ?? 0) + Number(count);
  }
  return days;
}

/** The daily counters that the events give when each is applied once. */
function countersOf(events: Any[]): Record<string, Record<string, number>> {
  const days: Record<string, Record<string, number>> = {};
  const add = (key: string, name: string, amount: number) => {
    const day = days[key] ?? {};
    days[key] = day;
    day[name] = (day[name] ?? 0) + amount;
    if (day[name] === 0) delete day[name];
  };
  for (const { type, time, data } of events) {
    if (type === 'import.completed.v1') {
      add(`imports ${time.slice(0, 10)}`, 'rejectedRows', data.rows.rejected);
    }
    const [of, happening] = type.split('.');
    const moved = of === 'payment' && MOVED[happening];
    if (moved) add(`daily ${time.slice(0, 10)}`, `${happening}_${data.currency}`, data[moved]);
    if (of !== 'order' || !COUNTED.has(happening)) continue;
    const key = `daily ${data.createdAt.slice(0, 10)}`;
    add(key, happening === 'created' ? 'orders' : happening, 1);
    if (happening === 'confirmed') add(key, `revenue_${data.currency}`, data.total);
    if (happening === 'cancelled' && data.previousStatus === 'CONFIRMED')
      add(key, `revenue_${data.currency}`, -data.total);
  }
  return days;
}

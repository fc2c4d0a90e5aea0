import type { Stage } from '../sweep/scenario.ts';
import { imported, settings } from '../world/imports.ts';
import { announced, by, stocked } from '../world/orders.ts';

/**
 * Places an order while imported ones wait for their decision.
 *
 * @returns what is wrong: its own lane does not decide the order, or it waits with the imported ones
 */
export async function placeBesideAnImport(stage: Stage): Promise<string[]> {
  const { platform, world } = stage;
  await world.clear();
  platform.settings = settings;
  try {
    await stocked(stage, ['tea', 500], ['cup', 500]);
    await imported(stage);
  } finally {
    platform.settings = {};
  }
  const [placed = ''] = await announced(stage, by('ann', 'beside'));
  const waiting = await world.depth(platform.queue('imported-orders'));
  const own = await world.depth(platform.queue('inventory'));
  await platform.drainQueue('orders/reserveStock');
  const decided = await statuses(stage);
  await platform.drainQueue('orders/reserveImported');
  const inTheEnd = await statuses(stage);
  const problems: string[] = [];
  if (own !== 1) problems.push(`${own} messages in the lane of people's orders`);
  if (waiting < 12) problems.push(`${waiting} messages in the lane of imports`);
  for (const [id, status] of decided) {
    const expected = id === placed ? 'CONFIRMED' : 'PENDING';
    if (status !== expected) problems.push(`${id} is ${status} and not ${expected} after the one lane`);
  }
  for (const [id, status] of inTheEnd) {
    if (status !== 'CONFIRMED') problems.push(`${id} is ${status} after both lanes`);
  }
  return problems;
}

const statuses = async ({ world }: Stage) =>
  (await world.items('orderflow-local-orders')).map(
    ({ pk, status }) => [String(pk), String(status)] as const,
  );

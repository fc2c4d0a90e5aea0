import { expect, test } from '@jest/globals';
import type { ImportedOrder } from './importedOrder.ts';
import { readOrders } from './readOrders.ts';

const place = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7';
const context = { correlationId: 'c-1', now: new Date(0), traceparent: `${place}-01` };
const columns = ['orderId', 'userId', 'sku', 'quantity', 'unitPrice', 'currency'];
const chunk = { importId: 'import-1', firstLine: 2, columns };
const bytes = Buffer.from(['a', 'b', 'c', 'd'].map((id) => `${id},ann,TEA,1,350,EUR\n`).join(''));

/** The flags of each order's trace. */
async function flagsOf(tracedOrders?: number): Promise<(string | undefined)[]> {
  const flags: (string | undefined)[] = [];
  for await (const rows of readOrders(bytes, chunk, context, {}, tracedOrders)) {
    for (const row of rows) {
      const { traceparent } = 'item' in row ? row.item.event : {};
      flags.push(traceparent?.replace(`${place}-`, ''));
    }
  }
  return flags;
}

test('orders without a time have that of the import, and each a key of its own in the index by user', async () => {
  const text = Array.from({ length: 30 }, (_, index) => `o-${index},ann,tea,1,5,EUR`).join('\n');
  const items: ImportedOrder[] = [];
  for await (const rows of readOrders(Buffer.from(text), { ...chunk, firstLine: 999_990 }, context)) {
    items.push(...rows.flatMap((row) => ('item' in row && row.item ? row.item : [])));
  }
  const times = items.map(({ createdAt }) => createdAt);
  expect(times[0]).toBe('1970-01-01T00:00:00.000999990Z');
  expect(new Set(times).size).toBe(30);
  expect(times.map((time) => new Date(time).toISOString())).toEqual(
    times.map(() => context.now.toISOString()),
  );
});

test('the first orders go on in the trace as it is sampled, the others in the same trace and not sampled', async () => {
  expect(await flagsOf()).toEqual(['01', '01', '01', '01']);
  expect(await flagsOf(2)).toEqual(['01', '01', '00', '00']);
  expect(await flagsOf(0)).toEqual(['00', '00', '00', '00']);
});

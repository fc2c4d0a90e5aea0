import { randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { documentClient } from '../src/client.ts';
import { createOnce } from '../src/create.ts';
import { countingClient } from '../src/testing.ts';

const table = 'orderflow-local-seen';
const client = documentClient();
const item = (pk: string, fingerprint: string, attempt = 1) => ({ pk, fingerprint, attempt });

describe('createOnce', () => {
  test('creates an item, and from then on replays it', async () => {
    const pk = randomUUID();
    const first = item(pk, 'tea', 1);
    expect(await createOnce(client, table, first)).toEqual({ outcome: 'created', item: first });
    expect(await createOnce(client, table, item(pk, 'tea', 2))).toEqual({ outcome: 'replayed', item: first });
  });

  test('finds a conflict with other content, and leaves the item as it is', async () => {
    const pk = randomUUID();
    const first = item(pk, 'tea');
    await createOnce(client, table, first);
    expect(await createOnce(client, table, item(pk, 'cup'))).toEqual({ outcome: 'conflict', item: first });
    expect(await createOnce(client, table, first)).toEqual({ outcome: 'replayed', item: first });
  });

  test('lets one of many win when they come together', async () => {
    const pk = randomUUID();
    const attempts = Array.from({ length: 20 }, (_, attempt) => item(pk, 'tea', attempt));
    const creations = await Promise.all(attempts.map((one) => createOnce(client, table, one)));
    const winners = creations.filter(({ outcome }) => outcome === 'created');
    expect(winners).toHaveLength(1);
    expect(new Set(creations.map(({ item: { attempt } }) => attempt))).toEqual(
      new Set([winners[0]?.item.attempt]),
    );
  });

  test.each(['created', 'replayed', 'conflict'])('costs one call when it has %s', async (outcome) => {
    const { client: counted, requests } = countingClient();
    const pk = randomUUID();
    if (outcome !== 'created') await createOnce(client, table, item(pk, 'tea'));
    const creation = await createOnce(counted, table, item(pk, outcome === 'conflict' ? 'cup' : 'tea'));
    expect(creation.outcome).toBe(outcome);
    expect(requests).toHaveLength(1);
  });
});

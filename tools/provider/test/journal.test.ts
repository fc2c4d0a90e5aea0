import { appendFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { openState } from '../src/journal.ts';
import { API_VERSION, Provider } from '../src/provider.ts';

test('what is known outlives the process, however it ends', async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'provider-')), 'sub', 'journal.jsonl');
  const arrived: string[] = [];
  const open = () =>
    new Provider({
      apiKey: 'sk',
      webhookSecrets: ['whsec'],
      state: openState(file),
      post: async (payload) => arrived.push(payload) && 200,
    });
  const create = (provider: Provider) =>
    provider.answer({
      method: 'POST',
      path: '/v1/payment_intents',
      headers: { authorization: 'Bearer sk', 'idempotency-key': 'k', 'stripe-version': API_VERSION },
      body: 'amount=5&currency=eur&capture_method=manual&metadata[orderId]=o1',
    });
  const first = await create(open());
  appendFileSync(file, '{"kind":"intent","value":{"id":"pi_ha');

  const next = open();
  expect(next.ledger()).toMatchObject([{ orderId: 'o1', captured: 0 }]);
  expect(JSON.parse((await create(next))?.body ?? '')).toEqual(JSON.parse(first?.body ?? ''));
  expect(await next.webhooks.deliverAll()).toBe(1);
  expect(await open().webhooks.deliverAll()).toBe(0);
  expect(arrived).toHaveLength(1);
});

import type { Stage } from '../sweep/scenario.ts';

/**
 * Delivers the payment provider's webhooks, all or those that are due, to their endpoint. @returns whether any
 * arrived
 */
export async function deliverWebhooks(
  { platform, world }: Stage,
  which: 'all' | 'due' = 'all',
): Promise<boolean> {
  const arrived = await world.outside.bank.tell(which, async (body, signature) => {
    const headers = { 'stripe-signature': signature };
    // A webhook without an answer is sent again later.
    return (await platform.ask('POST /payments/webhook', { headers, body }))?.status ?? 0;
  });
  return arrived > 0;
}

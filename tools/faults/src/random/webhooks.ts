import type { Stage } from '../sweep/scenario.ts';

/** Carries what the payment provider has to tell, or what of it is due, to its endpoint. @returns whether anything arrived */
export async function deliverWebhooks(
  { platform, world }: Stage,
  which: 'all' | 'due' = 'all',
): Promise<boolean> {
  const arrived = await world.outside.bank.tell(which, async (body, signature) => {
    const headers = { 'stripe-signature': signature };
    // Whoever gets no answer comes again later.
    return (await platform.ask('POST /payments/webhook', { headers, body }))?.status ?? 0;
  });
  return arrived > 0;
}

import { publicHttp } from '@orderflow/lambda';
import { traceOf } from '@orderflow/tracing';
import { sendChecks } from '../lib/checksQueue.ts';
import { providerSecret } from '../lib/secrets.ts';
import { checkOf, readWebhook } from '../lib/stripeEvents.ts';

/** Only puts signed webhooks into a queue: Stripe waits for the answer, and sends the webhook again without one. */
export const handler = publicHttp(async ({ body, headers, context, log }) => {
  const { webhookSecrets } = await providerSecret();
  const event = readWebhook(body, headers['stripe-signature'], webhookSecrets, context.now.getTime());
  const check = checkOf(event);
  if (check) await sendChecks([{ ...check, ...traceOf(context) }]);
  log.info(check ? 'webhook taken' : 'webhook means nothing here', { eventId: event.id, type: event.type });
  return { status: 200, body: { received: true } };
});

import { sagaAlternatives } from '../cost/alternatives.ts';
import { paidOrderUsage } from '../cost/flows.ts';
import { PRICED } from '../cost/prices.ts';
import { byFunction, compared, environment, perMillion } from '../cost/tables.ts';
import { sum } from '../cost/usage.ts';
import { withEngines } from '../process/engines.ts';
import { atMost } from '../report/goals.ts';
import type { Comparison } from '../report/types.ts';
import { clientEnvironment } from '../standIn/standIn.ts';

const ORDERS = 100;

export const paid: Comparison = {
  name: 'paid',
  title: 'Cost of a paid order',
  async run(progress) {
    progress('paid orders through every function of orders and payments');
    const { busy, quiet } = await withEngines(async (dynamodb) => {
      const env = { ...environment, ...clientEnvironment(dynamodb) };
      return {
        busy: await paidOrderUsage(ORDERS, 100, env),
        quiet: await paidOrderUsage(ORDERS, 1, env),
      };
    });
    const ours = sum(Object.values(busy));
    const alone = sum(Object.values(quiet));
    const { 'one Step Functions Standard workflow, which waits for the shipment': standard = {} } =
      sagaAlternatives(busy);
    return {
      tables: [
        byFunction(`A million paid orders of one line, shipped, full batches (${PRICED})`, busy),
        byFunction('The same a message at a time, as on a quiet day', quiet),
        compared('A million paid orders, led by a workflow', ours, sagaAlternatives(busy)),
        compared('The same on a quiet day', alone, sagaAlternatives(quiet)),
      ],
      goals: [
        atMost(
          'a million paid orders to those of a Standard workflow, mails left out',
          perMillion({ ...ours, mails: 0 }) / perMillion({ ...standard, mails: 0 }),
          0.5,
        ),
      ],
      notes: [
        'Counted as in the cost model above, in both services: an order of a product of the catalogue, paid by card, shipped, with a mail when it is confirmed and one when it is shipped, and the two webhooks that our endpoint is told of it. Stripe’s own fee is not in it, and is more than all of this.',
        'Stripe is assumed to answer in 300 ms, three times an order; ten orders share the wait. A workflow has an invocation for each step of each order, and waits alone.',
        'Prices of workflows: aws.amazon.com/step-functions/pricing ($25 a million transitions; Express $1 a million, and $0.00001667 a GB-second), aws.amazon.com/lambda/pricing ($8 a million durable operations, read in September 2026; what they write and keep is left out). States of the workflow: reserve, authorise, confirm, wait for the shipment, capture; without a retry, a refund or a cancellation. What it costs to write and publish what callers and consumers read is the same in all of them.',
      ],
    };
  },
};

import { number } from '../report/format.ts';
import type { Table } from '../report/types.ts';
import {
  ANSWERS,
  API_RATE,
  CONCURRENCY,
  MAILS,
  ON_DEMAND,
  PARTITION_UNITS,
  PER_ENVIRONMENT,
  PROVIDER_CALLS,
  TABLE_UNITS,
  TOPIC_RATES,
  TRANSACTED,
} from './aws.ts';
import { functionOf, numberOf, type Settings } from './settings.ts';
import { COUNTERS } from './system.ts';
import { computing } from './work.ts';

/** The calculated maximum of one stage. */
export interface Ceiling {
  stage: string;
  /** Maximum per second. */
  most: number;
  of: string;
  because: string;
}

/** Write units of an order on account: it is inserted, and decided in a transaction. */
const UNITS = 1 + TRANSACTED;
/** Events per order: it was placed, and it was decided. */
const EVENTS = 2;
/** Clicks per call of POST /clicks. */
const CLICKS = 100;

/** The maximum of every stage as deployed, in an account without raised quotas. */
export function ceilings(settings: Settings): Ceiling[] {
  const of = (service: keyof Settings, name: string) => functionOf(settings, service, name);
  const rate = settings.orders.api.rate;
  const publish = of('orders', 'publishEvents');
  const aShard =
    publish.mapping.batchSize /
    (computing('publishEvents', publish.memoryMb)(publish.mapping.batchSize) + ANSWERS.publish);
  const decides = (name: 'reserveStock' | 'reserveImported') => {
    const { mapping, memoryMb } = of('orders', name);
    const { batchSize, maximumConcurrency = 0 } = mapping;
    const seconds = ANSWERS.batchGet + computing('reserveStock', memoryMb)(batchSize) + ANSWERS.transaction;
    const because = `${maximumConcurrency} executors x ${batchSize} orders / ${Math.round(seconds * 1e3)} ms`;
    return { most: (maximumConcurrency * batchSize) / seconds, because };
  };
  const counts = of('orders', 'sumOrders');
  const aBatch =
    ANSWERS.get + computing('sumOrders', counts.memoryMb)(counts.mapping.batchSize) + ANSWERS.transaction;
  const chunk = of('ingestion', 'importChunk');
  const executors = chunk.mapping.maximumConcurrency ?? 0;
  const [least, most] = [numberOf(chunk, 'MIN_ROWS_PER_SECOND'), numberOf(chunk, 'MAX_ROWS_PER_SECOND')];
  const mails = (service: keyof Settings, name: string) => {
    const one = of(service, name);
    const [each, side] = [numberOf(one, 'MAILS_PER_SECOND'), one.mapping.maximumConcurrency ?? 0];
    return { most: each * side, because: `${side} executors x ${each}; SES takes ${MAILS} of a new account` };
  };
  const clicks = settings.ingestion.routes['POST /clicks'] ?? 0;
  return [
    { stage: 'mails to buyers', ...mails('orders', 'mailBuyers'), of: 'mails' },
    { stage: 'mails of onboarding', ...mails('onboarding', 'sendMails'), of: 'mails' },
    {
      stage: 'payments (Stripe)',
      most: PROVIDER_CALLS.endpoint,
      of: 'paid orders',
      because: `a call to create each; Stripe takes ${PROVIDER_CALLS.endpoint} of one endpoint, ${PROVIDER_CALLS.all} of all`,
    },
    {
      stage: 'API of orders',
      most: rate,
      of: 'requests',
      because: `apiRateLimit; ${API_RATE} of all APIs of the account`,
    },
    {
      stage: 'orders table, new',
      most: ON_DEMAND.first / UNITS,
      of: 'orders',
      because: `${ON_DEMAND.first} units / ${UNITS} of an order`,
    },
    {
      stage: 'orders table, warmed',
      most: TABLE_UNITS / UNITS,
      of: 'orders',
      because: `${TABLE_UNITS} units of a table / ${UNITS}`,
    },
    {
      stage: 'index by user, new',
      most: ON_DEMAND.first,
      of: 'orders',
      because: `${ON_DEMAND.first} units / 1`,
    },
    {
      stage: 'orders of one user',
      most: PARTITION_UNITS,
      of: 'orders',
      because: 'one key of the index is in one partition',
    },
    {
      stage: 'stock table, new',
      most: ON_DEMAND.first / TRANSACTED,
      of: 'orders',
      because: `${ON_DEMAND.first} units / ${TRANSACTED}, where few orders of a batch share a sku`,
    },
    {
      stage: 'one sku',
      most: of('orders', 'reserveStock').mapping.batchSize / ANSWERS.transaction,
      of: 'orders',
      because: 'one transaction at a time on an item; with what they lose to conflicts, see below',
    },
    {
      stage: 'publishEvents',
      most: (aShard * (ON_DEMAND.first / PARTITION_UNITS)) / EVENTS,
      of: 'orders',
      because: `${number(aShard)} events of a shard, 4 shards of a new table, ${EVENTS} events an order`,
    },
    ...Object.entries(TOPIC_RATES).map(([region, messages]) => ({
      stage: `topic in ${region}`,
      most: messages / EVENTS,
      of: 'orders',
      because: `${messages} messages / ${EVENTS}`,
    })),
    { stage: 'reserveStock', ...decides('reserveStock'), of: 'orders' },
    { stage: 'reserveImported', ...decides('reserveImported'), of: 'imported orders' },
    {
      stage: 'sumOrders, a shard',
      most: counts.mapping.batchSize / aBatch,
      of: 'events',
      because: `${counts.mapping.batchSize} events / ${Math.round(aBatch * 1e3)} ms; a partition writes ${PARTITION_UNITS} at most`,
    },
    {
      stage: 'counters of a day',
      most: (COUNTERS * counts.mapping.batchSize) / ANSWERS.transaction,
      of: 'events',
      because: `${COUNTERS} items x ${counts.mapping.batchSize} events / ${ANSWERS.transaction * 1e3} ms`,
    },
    {
      stage: 'import, at most',
      most: executors * most,
      of: 'rows',
      because: `${executors} executors x ${most}; ${executors} x ${least} at least`,
    },
    {
      stage: 'placeOrder',
      most: CONCURRENCY * PER_ENVIRONMENT,
      of: 'requests',
      because: `${CONCURRENCY} environments of the account x ${PER_ENVIRONMENT} requests`,
    },
    {
      stage: 'clicks',
      most: clicks * CLICKS,
      of: 'clicks',
      because: `${clicks} calls of ${CLICKS} (clicksRateLimit)`,
    },
  ];
}

/** Sorted by maximum, lowest first. */
export const ceilingsTable = (settings: Settings): Table => ({
  title: 'What each stage takes a second, as it is deployed, in an account that asked for nothing',
  columns: ['stage', 'a second', 'of', 'by'],
  rows: ceilings(settings)
    .sort((a, b) => a.most - b.most)
    .map(({ stage, most, of, because }) => [stage, number(most), of, because]),
});

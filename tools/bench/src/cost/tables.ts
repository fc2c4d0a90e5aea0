import { money, number } from '../report/format.ts';
import type { Table } from '../report/types.ts';
import type { Usage } from './prices.ts';
import { bill, dollars, sum } from './usage.ts';

const MILLION = 1e6;
const local = (name: string) => `orderflow-local-${name}`;

/** Environment variables with which the measured functions find their resources. */
export const environment = {
  STAGE: 'local',
  ORDERS_TABLE: local('orders'),
  PRODUCTS_TABLE: local('products'),
  INVENTORY_TABLE: local('inventory'),
  ANALYTICS_TABLE: local('analytics'),
  USERS_TABLE: local('users'),
  SEEN_TABLE: local('seen'),
  PAYMENTS_TABLE: local('payments'),
  EVENTS_TOPIC_ARN: `arn:aws:sns:us-east-1:000000000000:${local('events')}`,
  PAYMENT_CHECKS_QUEUE_URL: `https://sqs.us-east-1.amazonaws.com/000000000000/${local('payment-checks')}`,
  ON_ACCOUNT: 'anyone',
  COUNT_FROM: 'always',
  PRODUCT_CACHE_SECONDS: '10',
  RESERVATION_SECONDS: '1800',
  MAIL_SENDER: 'no-reply@orderflow.dev',
  MAILS_PER_SECOND: '1000',
  PROVIDER_SECRET: 'orderflow-local-provider',
  PROVIDER_TIMEOUT_MS: '10000',
};

/** Dollars for a million times this usage. */
export const perMillion = (usage: Usage): number => dollars(usage) * MILLION;

export function byFunction(title: string, functions: Record<string, Usage>): Table {
  const all = Object.entries({ ...functions, together: sum(Object.values(functions)) });
  return {
    title,
    columns: ['function', 'write units', 'dollars', 'of which'],
    rows: all.map(([name, usage]) => [
      name,
      number(usage['DynamoDB write units'] ?? 0),
      money(perMillion(usage)),
      bill(usage)
        .map(([what, amount]) => [what, amount * MILLION] as const)
        .filter(([, amount]) => amount >= 0.005)
        .map(([what, amount]) => `${what} ${amount.toFixed(2)}`)
        .join(', '),
    ]),
  };
}

export const compared = (title: string, ours: Usage, alternatives: Record<string, Usage>): Table => ({
  title,
  columns: ['way', 'write units', 'dollars', 'to ours'],
  rows: Object.entries({ ours, ...alternatives }).map(([name, usage]) => [
    name,
    number(usage['DynamoDB write units'] ?? 0),
    money(perMillion(usage)),
    `${number(dollars(usage) / dollars(ours))}x`,
  ]),
});

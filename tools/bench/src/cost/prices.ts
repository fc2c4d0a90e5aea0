/** The price unit: a million of something. */
const MILLION = 1_000_000;

/** Dollars for one of each in us-east-1, on demand, without free tiers. As published in November 2026. */
export const PRICES = {
  'HTTP API requests': 1 / MILLION,
  'Lambda requests': 0.2 / MILLION,
  /** arm64. */
  'Lambda GB-seconds': 0.0000133334,
  'DynamoDB write units': 0.625 / MILLION,
  'DynamoDB read units': 0.125 / MILLION,
  /** Up to 64 kB; a PublishBatch is one request. */
  'SNS requests': 0.5 / MILLION,
  'SQS requests': 0.4 / MILLION,
  'log GB': 0.5,
  'state transitions': 25 / MILLION,
  'Express executions': 1 / MILLION,
  /** Of the workflow itself, in steps of 64 MB. */
  'Express GB-seconds': 0.00001667,
  /**
   * aws.amazon.com/lambda/pricing, read on 2026-09-20: a start, a step, a wait, a callback. Data that they write and
   * keep costs extra.
   */
  'durable operations': 8 / MILLION,
  /** aws.amazon.com/xray/pricing: per recorded trace, whatever its number of spans. */
  'X-Ray traces': 5 / MILLION,
  /** SES. */
  mails: 0.1 / 1_000,
};

export const PRICED = 'us-east-1, November 2026';

/** Charged amounts, by the name of the price. */
export type Usage = Partial<Record<keyof typeof PRICES, number>>;

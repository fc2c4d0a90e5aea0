import type { Used as Metered } from '../flow/meter.ts';
import { LATENCIES } from '../standIn/latencies.ts';
import { PRICES, type Usage } from './prices.ts';

/** Memory in MB that gives one full vCPU. https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html */
export const MB_PER_VCPU = 1769;
/** Messages per ReceiveMessage or DeleteMessageBatch of Lambda's poller. */
const QUEUE_BATCH = 10;
const GB = 1e9;

/** A function's measured use, as far as it is charged. */
export type Used = Omit<Metered, 'messageBytes'>;

const keys = Object.keys(PRICES) as (keyof typeof PRICES)[];

/** Dollars by kind of charge. */
export const bill = (usage: Usage): [keyof typeof PRICES, number][] =>
  keys.flatMap((key) => (usage[key] ? [[key, usage[key] * PRICES[key]]] : []));

export const dollars = (usage: Usage): number => bill(usage).reduce((sum, [, amount]) => sum + amount, 0);

export const sum = (usages: Usage[]): Usage =>
  Object.fromEntries(keys.map((key) => [key, usages.reduce((total, one) => total + (one[key] ?? 0), 0)]));

export const scaled = (usage: Usage, factor: number): Usage =>
  Object.fromEntries(Object.entries(usage).map(([key, value]) => [key, value * factor]));

/**
 * Milliseconds that Lambda charges: the CPU time at the memory's share of a vCPU, plus the wait for every call, one
 * after another, at AWS's latencies.
 */
export function billedMs({ cpuMs, calls }: Pick<Used, 'cpuMs' | 'calls'>, memoryMb: number): number {
  const waits = Object.entries(calls).map(([name, count]) => count * (LATENCIES[name] ?? 0));
  return (cpuMs * MB_PER_VCPU) / memoryMb + waits.reduce((total, wait) => total + wait, 0);
}

/** A function's use as billed. A message is sent, received and deleted, the latter two in batches. */
export function usageOf(used: Used, memoryMb: number): Usage {
  const { invocations, writeUnits, readUnits, logBytes, messages } = used;
  const perInvocation = invocations === 0 ? 0 : messages / invocations;
  const polls = invocations * Math.ceil(perInvocation / QUEUE_BATCH);
  return {
    'Lambda requests': invocations,
    'Lambda GB-seconds': (billedMs(used, memoryMb) / 1e3) * (memoryMb / 1024),
    'DynamoDB write units': writeUnits,
    'DynamoDB read units': readUnits,
    'SQS requests': messages + 2 * polls,
    'log GB': logBytes / GB,
  };
}

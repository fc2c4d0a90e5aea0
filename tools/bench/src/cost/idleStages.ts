import { compile } from '@orderflow/stacks/compile';
import { baseStack, services, stacks } from '@orderflow/stacks/find';
import { money } from '../report/format.ts';
import { atMost } from '../report/goals.ts';
import type { Report } from '../report/types.ts';
import { idleBill, idleDollars, idleUsage } from './idle.ts';
import { IDLE_PRICES, type IdleUsage } from './idlePrices.ts';
import { PRICED } from './prices.ts';

/** The kinds of stages, with the name and options of each. */
const STAGES = {
  'a stage': { stage: 'prod', options: [], hasEdge: true },
  'a small stage': { stage: 'shop', options: ['--param', 'profile=small'], hasEdge: true },
  'a preview': { stage: 'pr-1', options: [], hasEdge: false },
};

/** The monthly cost of each kind of unused stage, from its compiled templates. */
export async function idleReport(progress: (line: string) => void): Promise<Report> {
  const usages: Record<string, IdleUsage> = {};
  for (const [name, { stage, options, hasEdge }] of Object.entries(STAGES)) {
    progress(`the templates of ${name}`);
    const templates = [];
    // One after another: bundling uses every core.
    for (const stack of hasEdge ? stacks : [baseStack, ...services]) {
      templates.push((await compile(stack, stage, options)).template);
    }
    usages[name] = idleUsage(templates);
  }
  const dollars = (name: string) => idleDollars(usages[name] ?? {});
  return {
    tables: [table(usages)],
    goals: [
      atMost('a small stage that nobody uses, $ a month', dollars('a small stage'), 15),
      atMost('a preview that nobody uses, $ a month', dollars('a preview'), 3),
    ],
    notes: [
      'Idle: counted in the compiled templates, without free tiers, storage and transfer (aws.amazon.com/<service>/pricing). A type of resource without a price here is an error. Lambda polls an idle queue with five pollers, and with two if its mapping has no maximum concurrency, which is the lowest that AWS names (docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html). A small stage has no alarms on single APIs, figures and notices; alarms: outcomes brings them back. A preview has no clicks, no alarms, no edge and no client for other systems unless a parameter says so, by the hour: a shard for a working day is 12 cents, the client for other systems 7. A small stage that keeps that client costs $6 more; an issuer of one’s own replaces it.',
    ],
  };
}

function table(usages: Record<string, IdleUsage>): Report['tables'][number] {
  const names = Object.keys(usages);
  const bills = names.map((name) => new Map<string, number>(idleBill(usages[name] ?? {})));
  const cell = (usage: IdleUsage | undefined, bill: Map<string, number> | undefined, kind: string) => {
    const count = usage?.[kind as keyof typeof IDLE_PRICES] ?? 0;
    return count ? `${Number(count.toPrecision(3))}: ${money(bill?.get(kind) ?? 0)}` : '';
  };
  const used = Object.keys(IDLE_PRICES).filter((kind) => bills.some((bill) => bill.has(kind)));
  return {
    title: `What a stage costs a month while nobody uses it (${PRICED})`,
    columns: ['of', 'each', ...names],
    rows: [
      ...used.map((kind) => [
        kind,
        money(IDLE_PRICES[kind as keyof typeof IDLE_PRICES]),
        ...names.map((name, index) => cell(usages[name], bills[index], kind)),
      ]),
      ['together', '', ...names.map((name) => money(idleDollars(usages[name] ?? {})))],
    ],
  };
}

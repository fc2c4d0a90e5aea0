import type { Template, TemplateResource } from '@orderflow/stacks/template';
import { deployed } from './conditions.ts';
import { FREE_WHEN_IDLE, HOURS, IDLE_PRICES, type IdleUsage } from './idlePrices.ts';

type Kind = keyof typeof IDLE_PRICES;
type Item = [Kind, number];
type Properties = TemplateResource['Properties'];

/** Long polls of 20 seconds by one poller in a month. */
const POLLS = (HOURS * 3600) / 20;

/**
 * Polls per month of an empty queue's event source mapping: Lambda keeps five pollers, and reduces them to two if the
 * mapping has no maximum concurrency. https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html
 */
const queueOrStream = ({ StartingPosition, ScalingConfig }: Properties): Item[] =>
  // Reading streams is free.
  StartingPosition === undefined
    ? [['million polls of empty queues', ((ScalingConfig ? 5 : 2) * POLLS) / 1e6]]
    : [];

/** Metrics that a scheduled function publishes at each run, by function name. */
const PUBLISHED: Record<string, number> = { tidyImports: 1 };

const alarm = ({ Metrics, Period }: Properties): Item[] => {
  const read: { MetricStat?: { Period: number } }[] = Metrics?.filter(
    (one: { MetricStat?: object }) => one.MetricStat,
  ) ?? [{ MetricStat: { Period } }];
  return read.map(({ MetricStat }) => [
    Number(MetricStat?.Period) < 60 ? 'alarms by the second, by their metrics' : 'alarms, by their metrics',
    1,
  ]);
};

const stream = ({ StreamModeDetails, ShardCount }: Properties): Item[] =>
  StreamModeDetails?.StreamMode === 'ON_DEMAND'
    ? [['Kinesis streams on demand', 1]]
    : [['Kinesis shards', Number(ShardCount)]];

const PRICED: Record<string, (properties: Properties, all: TemplateResource[]) => Item[]> = {
  'AWS::CloudWatch::Alarm': alarm,
  'AWS::CloudWatch::CompositeAlarm': () => [['composite alarms', 1]],
  'AWS::CloudWatch::Dashboard': () => [['dashboards', 1]],
  'AWS::Cognito::UserPoolClient': ({ AllowedOAuthFlows }) =>
    Array.isArray(AllowedOAuthFlows) && AllowedOAuthFlows.includes('client_credentials')
      ? [['clients for other systems', 1]]
      : [],
  'AWS::KMS::Key': () => [['KMS keys', 1]],
  'AWS::Kinesis::Stream': stream,
  'AWS::SecretsManager::Secret': () => [['secrets', 1]],
  'AWS::Lambda::EventSourceMapping': queueOrStream,
  'AWS::Lambda::Alias': ({ ProvisionedConcurrencyConfig }) => {
    const kept = Number(ProvisionedConcurrencyConfig?.ProvisionedConcurrentExecutions ?? 0);
    return kept > 0 ? [['GB kept warm', kept / 2]] : [];
  },
  'AWS::Events::Rule': ({ ScheduleExpression, Targets }) => {
    const runs = runsOf(ScheduleExpression);
    const name = String(Targets[0].Arn['Fn::GetAtt']?.[0] ?? '').replace(/LambdaFunction$/, '');
    const metrics = PUBLISHED[name.charAt(0).toLowerCase() + name.slice(1)] ?? 0;
    return [
      ['million scheduled runs', runs / 1e6],
      ['custom metrics', (metrics * Math.min(runs, HOURS)) / HOURS],
    ];
  },
};

/** Runs per month of `rate(6 hours)` or of a daily `cron(…)`. */
function runsOf(expression: string): number {
  const [, count = '', unit = ''] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression) ?? [];
  const hours = { minute: 1 / 60, hour: 1, day: 24 }[unit];
  if (hours) return HOURS / (Number(count) * hours);
  if (/^cron\(\d+ \d+ \* \* \? \*\)$/.test(expression)) return HOURS / 24;
  throw new Error(`how often is ${expression}?`);
}

/**
 * What the stacks of an unused stage consume.
 *
 * @throws Error for a resource type without a known price.
 */
export function idleUsage(templates: Template[]): IdleUsage {
  const usage: IdleUsage = {};
  const all = templates.flatMap(deployed);
  for (const { Type, Properties = {} } of all) {
    const price = PRICED[Type];
    if (!price && !FREE_WHEN_IDLE.includes(Type)) throw new Error(`what does ${Type} cost while it is idle?`);
    for (const [kind, count] of price?.(Properties, all) ?? []) usage[kind] = (usage[kind] ?? 0) + count;
  }
  return usage;
}

const kinds = Object.keys(IDLE_PRICES) as Kind[];

/** Dollars per month by kind of charge. */
export const idleBill = (usage: IdleUsage): [Kind, number][] =>
  kinds.flatMap((kind) => (usage[kind] ? [[kind, usage[kind] * IDLE_PRICES[kind]]] : []));

export const idleDollars = (usage: IdleUsage): number =>
  idleBill(usage).reduce((sum, [, amount]) => sum + amount, 0);

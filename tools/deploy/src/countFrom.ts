import { ofType, type Template } from '@orderflow/stacks/template';

/** The time from which a service's shards count, read from its template; undefined if they do not count. */
const countFromOf = (template: Template): string | undefined =>
  ofType(template, 'AWS::Lambda::Function')
    .map(([, { Properties }]) => Properties['Environment']?.Variables?.COUNT_FROM)
    .find((from) => from !== undefined);

/**
 * Why the stage cannot use the deployment's `countFrom`; undefined if it can. The old counter of events must stop
 * where the shards begin, and that time may not change afterwards (docs/deploying.md#counters).
 */
export function wrongCountFrom(
  wanted: readonly { template: Template }[],
  there: readonly { template: Template; stack: { name: string } }[],
): string | undefined {
  const to = wanted.map(({ template }) => countFromOf(template)).find((from) => from !== undefined);
  const orders = there.find(({ stack }) => stack.name === 'orders');
  if (!orders || to === undefined) return undefined;
  const from = countFromOf(orders.template);
  if (from === to) return undefined;
  if (from !== undefined) return `countFrom is ${from} on this stage and must stay so, not ${to}`;
  if (to !== 'always') return undefined;
  return 'this stage counts orders event by event: countFrom must be a time after the end of this deployment';
}

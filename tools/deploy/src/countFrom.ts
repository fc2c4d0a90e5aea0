import { ofType, type Template } from '@orderflow/stacks/template';

/** Since when a service's shards count, by its template; undefined where they do not. */
const countFromOf = (template: Template): string | undefined =>
  ofType(template, 'AWS::Lambda::Function')
    .map(([, { Properties }]) => Properties['Environment']?.Variables?.COUNT_FROM)
    .find((from) => from !== undefined);

/**
 * Why a stage cannot count as a deployment wants it to, if it cannot: who has counted events until now has to stop where
 * the shards begin, and neither may be moved afterwards (docs/deploying.md#counters).
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

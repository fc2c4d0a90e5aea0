import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { GetCommand, type PutCommand } from '@aws-sdk/lib-dynamodb';
import type { PaymentsStore } from '../src/lib/store.ts';
import type { PaymentItem } from '../src/models/payment.ts';

/** A table of payments in memory, with the two conditions that its writes have. */
export function memoryStore(beforeCall: () => Promise<void> = async () => {}): PaymentsStore & {
  items: Map<string, PaymentItem>;
  /** Every event that was written, in its order. */
  events: { type: string; version: number; order: string }[];
} {
  const items = new Map<string, PaymentItem>();
  const events: { type: string; version: number; order: string }[] = [];
  const put = ({ Item, ConditionExpression, ExpressionAttributeValues }: PutCommand['input']) => {
    const item = structuredClone(Item) as PaymentItem;
    const there = items.get(item.pk);
    const isAsExpected =
      ConditionExpression === 'revision = :before'
        ? there?.revision === ExpressionAttributeValues?.[':before']
        : there === undefined;
    if (!isAsExpected) throw new ConditionalCheckFailedException({ message: 'no', $metadata: {} });
    items.set(item.pk, item);
    if (item.event && item.event.id !== there?.event?.id)
      events.push({ type: item.event.type, version: item.version, order: item.pk });
    return {};
  };
  const send = async (command: GetCommand | PutCommand) => {
    await beforeCall();
    if (command instanceof GetCommand) return { Item: structuredClone(items.get(command.input.Key?.['pk'])) };
    return put(command.input);
  };
  return { client: { send } as unknown as PaymentsStore['client'], payments: 'payments', items, events };
}

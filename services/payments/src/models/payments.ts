import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { LaterError } from '@orderflow/domain';
import type { PaymentsStore } from '../lib/store.ts';
import { withDue } from './due.ts';
import type { PaymentItem } from './payment.ts';

/** The payment of an order, as it is now. */
export async function readPayment(
  orderId: string,
  { client, payments }: PaymentsStore,
): Promise<PaymentItem | undefined> {
  const { Item } = await client.send(
    new GetCommand({ TableName: payments, Key: { pk: orderId }, ConsistentRead: true }),
  );
  return Item as PaymentItem | undefined;
}

/** Writes the first item of a payment. @returns the stored item: this one, or an earlier one */
export async function createPayment(
  payment: PaymentItem,
  now: Date,
  store: PaymentsStore,
): Promise<PaymentItem> {
  const item = withDue(payment, now);
  const isWritten = await write(item, 'attribute_not_exists(pk)', {}, store);
  return isWritten ? item : existing(payment.pk, store);
}

/**
 * Replaces a payment, if the stored one still is `before`.
 *
 * @returns undefined when another executor wrote meanwhile: read again
 */
export async function replacePayment(
  before: PaymentItem,
  after: PaymentItem,
  now: Date,
  store: PaymentsStore,
): Promise<PaymentItem | undefined> {
  if (after === before) return before;
  const item = withDue({ ...after, revision: before.revision + 1 }, now);
  const isWritten = await write(item, 'revision = :before', { ':before': before.revision }, store);
  return isWritten ? item : undefined;
}

/** An attempt fails only if others write at the same moment, and one payment has few writes. */
const MAX_ATTEMPTS = 10;

/**
 * Changes a payment by a rule. If others change it meanwhile, the rule is applied again to the new state.
 *
 * @returns undefined when there is no payment
 */
export async function changePayment(
  orderId: string,
  rule: (payment: PaymentItem) => PaymentItem,
  now: Date,
  store: PaymentsStore,
): Promise<PaymentItem | undefined> {
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
    const before = await readPayment(orderId, store);
    if (!before) return undefined;
    const after = await replacePayment(before, rule(before), now, store);
    if (after) return after;
  }
  throw new LaterError(`others keep changing the payment of ${orderId}`);
}

async function existing(orderId: string, store: PaymentsStore): Promise<PaymentItem> {
  const found = await readPayment(orderId, store);
  if (!found) throw new LaterError(`the payment of ${orderId} is not there any more`);
  return found;
}

async function write(
  item: PaymentItem,
  condition: string,
  values: Record<string, unknown>,
  { client, payments }: PaymentsStore,
): Promise<boolean> {
  try {
    await client.send(
      new PutCommand({
        TableName: payments,
        Item: item,
        ConditionExpression: condition,
        ...(Object.keys(values).length > 0 && { ExpressionAttributeValues: values }),
      }),
    );
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}

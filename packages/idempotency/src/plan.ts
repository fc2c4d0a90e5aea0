import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';

export type TransactItem = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** A conditional item of a transaction, whose condition fails once one of its events is applied. */
export interface Guard<E> {
  events: E[];
  item: TransactItem;
  /** Which of its events are applied, going by the item that failed the condition (`ALL_OLD`). */
  applied?(found: Record<string, AttributeValue>): E[];
}

/** What a batch of events does, as the items of one transaction. */
export interface Plan<E> {
  /** Every event is in one of them. */
  guards: Guard<E>[];
  /** What the events do together, e.g. one update per counter. A failing condition means: plan again. */
  effects: TransactItem[];
}

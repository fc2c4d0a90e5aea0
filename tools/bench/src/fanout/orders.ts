import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { newOrderItem, type OrderItem } from '@orderflow/domain';

/** A table or a queue of the local stage. */
export const table = (name: string) => `orderflow-local-${name}`;

const order = (sku: number): OrderItem =>
  newOrderItem(
    {
      orderId: crypto.randomUUID(),
      userId: `user-${sku}`,
      currency: 'EUR',
      lines: [{ sku: `TEA-${sku}`, quantity: 1, unitPrice: 350 }],
    },
    { correlationId: 'bench', now: new Date() },
  );

/** New orders, spread over this number of skus. */
export const orders = (count: number, skus: number): OrderItem[] =>
  Array.from({ length: count }, (_, index) => order(index % skus));

export const clientOf = (endpoint: string) =>
  DynamoDBDocumentClient.from(
    new DynamoDBClient({
      endpoint,
      region: 'us-east-1',
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    }),
  );

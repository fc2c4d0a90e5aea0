import type { DynamoDBDocumentClient, TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import { batchGet } from '@orderflow/idempotency';

type Items = NonNullable<TransactWriteCommandInput['TransactItems']>;

/** Bytes of a write unit; an item of a transaction takes two of them for one. */
const UNIT = 1024;
const TRANSACTED = 2;

/**
 * The write units of a transaction that has committed, by table, from the items as they are now. DynamoDB Local tells
 * two a table, whatever is in the transaction.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html
 */
export async function transactionUnits(
  client: DynamoDBDocumentClient,
  items: Items,
): Promise<Map<string, number>> {
  const units = new Map<string, number>();
  for (const { Put, Update } of items) {
    const { TableName = '' } = Put ?? Update ?? {};
    const { pk, sk } = Put?.Item ?? Update?.Key ?? {};
    const [item = {}] = await batchGet<{ pk: string }>(client, TableName, [sk ? { pk, sk } : { pk }]);
    const written = TRANSACTED * Math.ceil(attributesSize(item) / UNIT);
    units.set(TableName, (units.get(TableName) ?? 0) + written);
  }
  return units;
}

/**
 * Bytes of a value.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
 */
function size(value: unknown): number {
  if (typeof value === 'string') return Buffer.byteLength(value);
  if (typeof value === 'number') return 1 + Math.ceil(String(value).length / 2);
  if (value instanceof Set) return [...value].reduce((sum, one) => sum + size(one), 0);
  if (Array.isArray(value)) return value.reduce((sum, one) => sum + 1 + size(one), 3);
  if (typeof value === 'object' && value) return 3 + Object.keys(value).length + attributesSize(value);
  return 1;
}

const attributesSize = (item: object): number =>
  Object.entries(item).reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + size(value), 0);

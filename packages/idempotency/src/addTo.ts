import type { TransactItem } from './consume.ts';

/**
 * Adds to counters of one item, by attribute. What is not there begins at 0, and concurrent additions do not overwrite
 * each other: that is what ADD does.
 */
export function addTo(TableName: string, Key: object, amounts: Record<string, number>): TransactItem {
  const added = Object.entries(amounts);
  return {
    Update: {
      TableName,
      Key: { ...Key },
      UpdateExpression: `ADD ${added.map((_, index) => `#${index} :${index}`).join(', ')}`,
      ExpressionAttributeNames: Object.fromEntries(added.map(([name], index) => [`#${index}`, name])),
      ExpressionAttributeValues: Object.fromEntries(added.map(([, amount], index) => [`:${index}`, amount])),
    },
  };
}

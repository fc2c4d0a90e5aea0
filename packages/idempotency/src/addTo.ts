import type { TransactItem } from './consume.ts';

/**
 * Adds to counters of one item, by attribute. ADD starts an absent attribute at 0, and concurrent additions do not
 * overwrite each other.
 *
 * @param set attributes to write as they are; every caller writes the same values to the item
 */
export function addTo(
  TableName: string,
  Key: object,
  amounts: Record<string, number>,
  set: Record<string, unknown> = {},
): TransactItem {
  const attributes = Object.entries({ ...amounts, ...set });
  const places = attributes.map((_, index) => index);
  const added = Object.keys(amounts).length;
  const assigned = places.slice(added).map((index) => `#${index} = :${index}`);
  return {
    Update: {
      TableName,
      Key: { ...Key },
      UpdateExpression: [
        `ADD ${places
          .slice(0, added)
          .map((index) => `#${index} :${index}`)
          .join(', ')}`,
        ...(assigned.length > 0 ? [`SET ${assigned.join(', ')}`] : []),
      ].join(' '),
      ExpressionAttributeNames: Object.fromEntries(attributes.map(([name], index) => [`#${index}`, name])),
      ExpressionAttributeValues: Object.fromEntries(
        attributes.map(([, value], index) => [`:${index}`, value]),
      ),
    },
  };
}

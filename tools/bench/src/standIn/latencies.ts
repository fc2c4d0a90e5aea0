/**
 * Median milliseconds until DynamoDB answers, inside a region: derived from AWS's published latencies for one item
 * (single-digit milliseconds; transactions about three and a half times a write) and for batches of 25.
 */
export const LATENCIES: Record<string, number> = {
  GetItem: 3.5,
  BatchGetItem: 5,
  PutItem: 7.3,
  UpdateItem: 7.3,
  DeleteItem: 7.3,
  BatchWriteItem: 10,
  BatchExecuteStatement: 10,
  TransactWriteItems: 26,
};

/** Bytes per write unit. */
const UNIT = 1024;

interface Write {
  Item?: object;
  Key?: object;
  ExpressionAttributeValues?: object;
}

export interface Request {
  RequestItems?: Record<string, { PutRequest?: { Item: object } }[]>;
  Statements?: { Parameters?: object[] }[];
  TransactItems?: Record<string, Write>[];
}

const sized = (value: object) => Math.ceil(JSON.stringify(value).length / UNIT);
const sum = (counts: number[]) => counts.reduce((total, count) => total + count, 0);
const written = ({ Item, Key, ExpressionAttributeValues }: Write) =>
  sized(Item ?? { ...Key, ...ExpressionAttributeValues });

/**
 * The write units of a request to tables without indexes: one per started kilobyte of each item, two in a
 * transaction.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html
 */
export function writeUnits(operation: string, request: Request & Write): number {
  switch (operation) {
    case 'PutItem':
    case 'UpdateItem':
    case 'DeleteItem':
      return written(request);
    case 'BatchWriteItem':
      return sum(
        Object.values(request.RequestItems ?? {})
          .flat()
          .map(({ PutRequest }) => sized(PutRequest?.Item ?? {})),
      );
    case 'BatchExecuteStatement':
      return sum((request.Statements ?? []).map(({ Parameters = [] }) => sized(Parameters)));
    case 'TransactWriteItems':
      return 2 * sum((request.TransactItems ?? []).flatMap((item) => Object.values(item).map(written)));
    default:
      return 0;
  }
}

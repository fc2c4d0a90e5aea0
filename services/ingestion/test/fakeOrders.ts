import type {
  BatchExecuteStatementCommandInput,
  BatchGetCommandInput,
  DynamoDBDocumentClient,
} from '@aws-sdk/lib-dynamodb';
import type { ImportedOrder } from '../src/csv/orders/importedOrder.ts';

/** A call that DynamoDB throttled as a whole, after the SDK's retries. */
export const throttling = Object.assign(new Error('slow down'), { name: 'ThrottlingException' });

/** For each call: error codes by statement, an error of the whole call, or an empty answer. */
export type Answers = ((string | undefined)[] | Error | undefined)[];

/** A fake orders table that answers inserts with `answers`, and holds `there`. */
export function fakeOrders(answers: Answers, there: ImportedOrder[]) {
  const inserted: string[][] = [];
  const send = async ({ input }: { input: BatchExecuteStatementCommandInput | BatchGetCommandInput }) => {
    if ('RequestItems' in input) return { Responses: { orders: there } };
    const statements = 'Statements' in input ? (input.Statements ?? []) : [];
    inserted.push(statements.map(({ Parameters = [] }) => String(Parameters[0])));
    const answer = answers[inserted.length - 1];
    if (answer instanceof Error) throw answer;
    const respond = (code: string | undefined) => (code ? { Error: { Code: code } } : {});
    return { Responses: answer && statements.map((_, index) => respond(answer[index])) };
  };
  return { client: { send } as unknown as DynamoDBDocumentClient, inserted };
}

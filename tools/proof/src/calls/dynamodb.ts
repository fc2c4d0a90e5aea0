import { arn, type Call } from './call.ts';

interface Body {
  TableName?: string;
  IndexName?: string;
  RequestItems?: Record<string, unknown>;
  TransactItems?: Record<string, { TableName: string }>[];
  Statement?: string;
  Statements?: { Statement: string }[];
}

/** The action that each member of a transaction needs; TransactWriteItems itself needs none. */
const TRANSACT_ACTIONS: Record<string, string> = {
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  ConditionCheck: 'ConditionCheckItem',
  Get: 'GetItem',
};

const call = (operation: string, table = '', index?: string): Call => ({
  action: `dynamodb:${operation}`,
  resource: arn('dynamodb', `table/${table}${index ? `/index/${index}` : ''}`),
});

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html */
export function dynamodbCalls(operation: string, body: Body): Call[] {
  if (body.TransactItems) {
    return body.TransactItems.flatMap((item) =>
      Object.entries(item).map(([kind, { TableName }]) => call(TRANSACT_ACTIONS[kind] ?? kind, TableName)),
    );
  }
  if (body.RequestItems) return Object.keys(body.RequestItems).map((table) => call(operation, table));
  if (body.Statements) return body.Statements.map(({ Statement }) => partiQl(Statement));
  if (body.Statement) return [partiQl(body.Statement)];
  return [call(operation, body.TableName, body.IndexName)];
}

function partiQl(statement: string): Call {
  const [verb = ''] = statement.trim().split(/\s/);
  const [, table] = /(?:INTO|FROM|UPDATE)\s+"([^"]+)"/i.exec(statement) ?? [];
  return call(`PartiQL${verb.charAt(0).toUpperCase()}${verb.slice(1).toLowerCase()}`, table);
}

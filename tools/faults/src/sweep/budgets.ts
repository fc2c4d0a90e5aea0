import type { FunctionInfo } from '../platform/catalog.ts';

/**
 * The AWS calls that one request may make, by function: calls cause most of the latency and the cost. The sweep
 * checks every scenario, so an additional call must be listed here first. A function without an entry may make none.
 */
const BUDGETS: Record<string, string[]> = {
  // All except the first are only made if the address is taken, or if it is not the caller's first account.
  'users/createUser': [
    'DynamoDB.TransactWriteItems',
    'DynamoDB.GetItem',
    'DynamoDB.TransactWriteItems',
    'DynamoDB.UpdateItem',
    'DynamoDB.UpdateItem',
  ],
  'users/eraseUser': ['DynamoDB.GetItem', 'DynamoDB.GetItem', 'DynamoDB.TransactWriteItems'],
  // The person, their templates, and the onboarding items; orders and imports come from indexes, which hold keys
  // only.
  'users/exportUser': [
    'DynamoDB.GetItem',
    'DynamoDB.GetItem',
    'DynamoDB.Query',
    'DynamoDB.Query',
    'DynamoDB.Query',
    'DynamoDB.BatchGetItem',
    'DynamoDB.BatchGetItem',
  ],
  'users/getUser': ['DynamoDB.GetItem'],
  'users/updateUser': ['DynamoDB.UpdateItem'],
  'users/requestSignup': ['SQS.SendMessage'],
  // Usually only the first: prices are cached for some seconds. Before an order is refused, prices and the order are
  // read again.
  'orders/placeOrder': [
    'DynamoDB.PutItem',
    'DynamoDB.BatchGetItem',
    'DynamoDB.BatchGetItem',
    'DynamoDB.GetItem',
  ],
  'orders/putProduct': ['DynamoDB.PutItem'],
  'orders/getProduct': ['DynamoDB.GetItem'],
  'orders/listProducts': ['DynamoDB.Query'],
  'orders/getOrder': ['DynamoDB.GetItem'],
  'orders/listOrders': ['DynamoDB.Query', 'DynamoDB.BatchGetItem'],
  // A transaction if stock is returned.
  'orders/cancelOrder': ['DynamoDB.GetItem', 'DynamoDB.UpdateItem', 'DynamoDB.TransactWriteItems'],
  'orders/shipOrder': ['DynamoDB.GetItem', 'DynamoDB.UpdateItem'],
  'orders/deliverOrder': ['DynamoDB.GetItem', 'DynamoDB.UpdateItem'],
  'orders/returnOrder': ['DynamoDB.GetItem', 'DynamoDB.TransactWriteItems'],
  'orders/putInventory': ['DynamoDB.UpdateItem'],
  'orders/getInventory': ['DynamoDB.GetItem'],
  // Orders and clicks of the days, in one partition each.
  'orders/dailyAnalytics': ['DynamoDB.Query', 'DynamoDB.Query'],
  'orders/getReport': ['DynamoDB.GetItem'],
  // The refund is written, the provider is called, and the result is written.
  'payments/refundOrder': [
    'DynamoDB.GetItem',
    ...Array.from({ length: 2 }, () => 'DynamoDB.PutItem'),
    'Stripe.refunds.create',
  ],
  // The owner of the order, and its payment.
  'payments/listRefunds': ['DynamoDB.GetItem', 'DynamoDB.GetItem'],
  'payments/receiveWebhook': ['SQS.SendMessageBatch'],
  // The first if a mail is wanted, the second if a template is named, the third if either is refused.
  'ingestion/createImport': [...Array.from({ length: 3 }, () => 'DynamoDB.GetItem'), 'DynamoDB.PutItem'],
  // A user's first template also creates the item that holds their templates.
  'ingestion/putImportTemplate': Array.from({ length: 3 }, () => 'DynamoDB.UpdateItem'),
  'ingestion/listImportTemplates': ['DynamoDB.GetItem'],
  'ingestion/deleteImportTemplate': ['DynamoDB.UpdateItem'],
  'ingestion/getImport': ['DynamoDB.GetItem'],
  'ingestion/commitImport': ['DynamoDB.GetItem', 'DynamoDB.UpdateItem', 'SQS.SendMessage'],
  'ingestion/undoImport': ['DynamoDB.GetItem', 'DynamoDB.UpdateItem', 'SQS.SendMessage'],
  // The caller's own imports and the shared ones; the index holds keys only.
  'ingestion/listImports': ['DynamoDB.Query', 'DynamoDB.Query', 'DynamoDB.BatchGetItem'],
  'ingestion/addClicks': ['Kinesis.PutRecords'],
  // The partitions of one day.
  'ingestion/clickAnalytics': ['DynamoDB.Query', 'DynamoDB.Query', 'DynamoDB.Query', 'DynamoDB.Query'],
  'onboarding/startOnboarding': ['DynamoDB.GetItem', 'DynamoDB.TransactWriteItems', 'SFN.StartExecution'],
  // The third only if the account has ended or does not exist.
  'onboarding/getOnboarding': ['DynamoDB.GetItem', 'DynamoDB.GetItem', 'DynamoDB.GetItem'],
  'onboarding/confirmOnboarding': [
    'DynamoDB.GetItem',
    'DynamoDB.UpdateItem',
    'SFN.SendTaskSuccess',
    'DynamoDB.UpdateItem',
  ],
};

/** The calls of one request that exceed its function's budget. Only functions that answer requests have budgets. */
export function overBudget({ name, sources }: FunctionInfo, calls: readonly string[]): string[] {
  if (!sources.some(({ kind }) => kind === 'http')) return [];
  const left = [...(BUDGETS[name] ?? [])];
  return calls.filter((call) => {
    const index = left.indexOf(call);
    if (index >= 0) left.splice(index, 1);
    return index < 0;
  });
}

import type { FunctionInfo } from '../platform/catalog.ts';

/**
 * The AWS calls that one request may cost, by the function that answers it: latency and money are mostly calls. The
 * sweep holds every scenario to it, so a call more has to be written down here first. Without an entry, none.
 */
const BUDGETS: Record<string, string[]> = {
  // Each but the first: the address is somebody's, or the account is not the caller's first.
  'users/createUser': [
    'DynamoDB.TransactWriteItems',
    'DynamoDB.GetItem',
    'DynamoDB.TransactWriteItems',
    'DynamoDB.UpdateItem',
    'DynamoDB.UpdateItem',
  ],
  'users/eraseUser': ['DynamoDB.GetItem', 'DynamoDB.GetItem', 'DynamoDB.TransactWriteItems'],
  // The person, their templates, and what lies in the onboarding's table; orders and imports by their indexes, which hold keys only.
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
  // As a rule the first alone: prices are kept for some seconds. They are read again, and so is the order, before one is refused.
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
  // A transaction where stock comes back.
  'orders/cancelOrder': ['DynamoDB.GetItem', 'DynamoDB.UpdateItem', 'DynamoDB.TransactWriteItems'],
  'orders/shipOrder': ['DynamoDB.GetItem', 'DynamoDB.UpdateItem'],
  'orders/deliverOrder': ['DynamoDB.GetItem', 'DynamoDB.UpdateItem'],
  'orders/returnOrder': ['DynamoDB.GetItem', 'DynamoDB.TransactWriteItems'],
  'orders/putInventory': ['DynamoDB.UpdateItem'],
  'orders/getInventory': ['DynamoDB.GetItem'],
  // The days' orders and their clicks, each in a partition.
  'orders/dailyAnalytics': ['DynamoDB.Query', 'DynamoDB.Query'],
  'orders/getReport': ['DynamoDB.GetItem'],
  // The refund is written down, the provider called, and what came of it written.
  'payments/refundOrder': [
    'DynamoDB.GetItem',
    ...Array.from({ length: 2 }, () => 'DynamoDB.PutItem'),
    'Stripe.refunds.create',
  ],
  // Whose the order is, and its payment.
  'payments/listRefunds': ['DynamoDB.GetItem', 'DynamoDB.GetItem'],
  'payments/receiveWebhook': ['SQS.SendMessageBatch'],
  // The first when a mail is to be sent, the second when a template is named, the third when either is refused.
  'ingestion/createImport': [...Array.from({ length: 3 }, () => 'DynamoDB.GetItem'), 'DynamoDB.PutItem'],
  // The first template of somebody makes the item that they are in.
  'ingestion/putImportTemplate': Array.from({ length: 3 }, () => 'DynamoDB.UpdateItem'),
  'ingestion/listImportTemplates': ['DynamoDB.GetItem'],
  'ingestion/deleteImportTemplate': ['DynamoDB.UpdateItem'],
  'ingestion/getImport': ['DynamoDB.GetItem'],
  'ingestion/commitImport': ['DynamoDB.GetItem', 'DynamoDB.UpdateItem', 'SQS.SendMessage'],
  'ingestion/undoImport': ['DynamoDB.GetItem', 'DynamoDB.UpdateItem', 'SQS.SendMessage'],
  // The caller's own and the shared ones; the index holds keys only.
  'ingestion/listImports': ['DynamoDB.Query', 'DynamoDB.Query', 'DynamoDB.BatchGetItem'],
  'ingestion/addClicks': ['Kinesis.PutRecords'],
  // The partitions of one day.
  'ingestion/clickAnalytics': ['DynamoDB.Query', 'DynamoDB.Query', 'DynamoDB.Query', 'DynamoDB.Query'],
  'onboarding/startOnboarding': ['DynamoDB.GetItem', 'DynamoDB.TransactWriteItems', 'SFN.StartExecution'],
  // The third when the account ended or is not there.
  'onboarding/getOnboarding': ['DynamoDB.GetItem', 'DynamoDB.GetItem', 'DynamoDB.GetItem'],
  'onboarding/confirmOnboarding': [
    'DynamoDB.GetItem',
    'DynamoDB.UpdateItem',
    'SFN.SendTaskSuccess',
    'DynamoDB.UpdateItem',
  ],
};

/** The calls of one request beyond the budget of its function. Only functions that answer requests have budgets. */
export function overBudget({ name, sources }: FunctionInfo, calls: readonly string[]): string[] {
  if (!sources.some(({ kind }) => kind === 'http')) return [];
  const left = [...(BUDGETS[name] ?? [])];
  return calls.filter((call) => {
    const index = left.indexOf(call);
    if (index >= 0) left.splice(index, 1);
    return index < 0;
  });
}

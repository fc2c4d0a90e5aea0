/** Privileges whose use no recorded call can show. */
export interface Unused {
  /**
   * Action and resource may contain IAM's wildcards. Functions are given by the end of their names; without them, all
   * match.
   */
  action: string;
  resource: string;
  functions?: string[];
  reason: string;
}

/** See gaps.ts. */
const HELD =
  'only for orders that were decided, which imported ones never are on this engine: see the crash sweep';

/** See gaps.ts. */
const UNDECIDED = 'on the engine no imported order is announced, and so none decided: see the crash sweep';

export const UNUSED: readonly Unused[] = [
  {
    action: 'logs:*',
    resource: 'arn:aws:logs:*:log-group:/aws/lambda/*',
    reason: 'Lambda writes the log of a function with its role',
  },
  {
    action: 'xray:*',
    resource: '*',
    reason: 'Lambda sends the traces of a function with its role; these actions know no resource',
  },
  {
    action: 'sqs:ReceiveMessage',
    resource: '*',
    reason: 'the event source mapping receives with the role of its function',
  },
  {
    action: 'sqs:DeleteMessage',
    resource: '*',
    reason: 'the event source mapping deletes with the role of its function',
  },
  {
    action: 'sqs:GetQueueAttributes',
    resource: '*',
    reason: 'the event source mapping reads the settings of its queue with the role of its function',
  },
  {
    action: 'dynamodb:GetRecords',
    resource: '*/stream/*',
    reason: 'the event source mapping reads the stream with the role of its function',
  },
  {
    action: 'dynamodb:GetShardIterator',
    resource: '*/stream/*',
    reason: 'the event source mapping reads the stream with the role of its function',
  },
  {
    action: 'dynamodb:DescribeStream',
    resource: '*/stream/*',
    reason: 'the event source mapping reads the stream with the role of its function',
  },
  {
    action: 'dynamodb:ListStreams',
    resource: '*/stream/*',
    reason: 'the framework writes it for every stream; it can list nothing else',
  },
  {
    action: 'kinesis:*',
    resource: '*:stream/*-clicks',
    functions: ['aggregateClicks'],
    reason: 'the event source mapping reads the stream with the role of its function',
  },
  {
    action: 'sqs:SendMessage',
    resource: '*-stream-failures',
    reason: 'told there is what an event source mapping gave up on, and what its function set aside',
  },
  {
    action: 'sqs:SendMessage',
    resource: '*-analytics-dlq',
    functions: ['sumOrders'],
    reason:
      'told there is an event that breaks its schema, which no item here announces: see the crash sweep',
  },
  {
    action: 'sqs:SendMessage',
    resource: '*-schedule-failures',
    reason: 'Lambda tells there which firings of a schedule it gave up on',
  },
  {
    action: 'dynamodb:BatchGetItem',
    resource: '*-imports',
    functions: ['tidyImports'],
    reason: 'only while an import is open for hours: see the tests of tidyImports',
  },
  {
    action: 's3:ListBucket',
    resource: '*',
    functions: ['planImport', 'importChunk', 'undoChunk', 'tidyImports'],
    reason: 'without it, S3 answers 403 instead of 404 for an upload that is gone',
  },
  {
    action: 's3:GetObject',
    resource: '*/incoming/*',
    functions: ['planImport', 'importChunk', 'undoChunk'],
    reason: 'an object has no version where the bucket has stopped to keep them',
  },
  {
    action: 'dynamodb:PutItem',
    resource: '*-imports',
    functions: ['planImport'],
    reason: 'for a file that came without POST /imports, by which the suite does not come',
  },
  {
    action: 'dynamodb:Query',
    resource: '*-imports',
    functions: ['planImport'],
    reason: 'only when the last chunk was done before the plan was written down: see the crash sweep',
  },
  {
    action: 's3:GetObject',
    resource: '*/parts/*',
    functions: ['planImport'],
    reason: 'only when the last chunk was done before the plan was written down: see the crash sweep',
  },
  {
    action: 's3:PutObject',
    resource: '*/rejects/*',
    functions: ['planImport'],
    reason: 'only when the last chunk was done before the plan was written down: see the crash sweep',
  },
  {
    action: 'dynamodb:UpdateItem',
    resource: '*-orders',
    functions: ['reserveImported'],
    reason: UNDECIDED,
  },
  {
    action: 'dynamodb:BatchGetItem',
    resource: '*-inventory',
    functions: ['reserveImported'],
    reason: UNDECIDED,
  },
  {
    action: 'dynamodb:UpdateItem',
    resource: '*-inventory',
    functions: ['reserveImported'],
    reason: UNDECIDED,
  },
  {
    action: 'dynamodb:UpdateItem',
    resource: '*-inventory',
    functions: ['undoChunk'],
    reason: HELD,
  },
  {
    action: 'dynamodb:Query',
    resource: '*-imports',
    functions: ['undoChunk'],
    reason: HELD,
  },
  {
    action: 's3:GetObject',
    resource: '*/parts/*',
    functions: ['undoChunk'],
    reason: HELD,
  },
  {
    action: 's3:PutObject',
    resource: '*/parts/*',
    functions: ['undoChunk'],
    reason: HELD,
  },
  {
    action: 's3:PutObject',
    resource: '*/rejects/*',
    functions: ['undoChunk'],
    reason: HELD,
  },
  {
    action: 's3:GetObject',
    resource: '*/rejects/*',
    functions: ['undoImport'],
    reason: HELD,
  },
  {
    action: 's3:GetObjectVersion',
    resource: '*/parts/*',
    functions: ['undoChunk'],
    reason: 'only for what was unpacked, or made of rejects: see the integration tests of imports',
  },
  {
    action: 'dynamodb:*',
    resource: '*',
    functions: ['compensate'],
    reason: 'on this engine no error keeps the name that the workflow compensates for: see gaps.ts',
  },
  {
    action: 'dynamodb:GetItem',
    resource: '*-onboarding',
    functions: ['validate', 'createWorkspace', 'activate', 'expire'],
    reason: 'only when a step that is written down already runs again: see the crash sweep',
  },
  {
    action: 'dynamodb:PutItem',
    resource: '*-users',
    functions: ['startOnboarding'],
    reason: 'only after an onboarding failed, which on this engine none does by name: see gaps.ts',
  },
  {
    action: 'dynamodb:ConditionCheckItem',
    resource: '*-users',
    functions: ['startOnboarding'],
    reason: 'only after an onboarding failed, which on this engine none does by name: see gaps.ts',
  },
  {
    action: 'dynamodb:DeleteItem',
    resource: '*-seen',
    functions: ['sendMails', 'dailyReport'],
    reason: 'gives a lease back, only after a mail was refused: see the tests of the lease',
  },
  {
    action: 'states:SendTaskFailure',
    resource: '*',
    functions: ['sendMails'],
    reason: 'only for a mail that SES refuses for good: see the tests of the workflow',
  },
  {
    action: 'states:SendTaskSuccess',
    resource: '*',
    functions: ['awaitConfirmation'],
    reason: 'only when the confirmation is there before the wait: see the tests of the workflow',
  },
  {
    action: 's3:AbortMultipartUpload',
    resource: '*/rejects/*',
    functions: ['planImport', 'importChunk', 'undoChunk'],
    reason: 'only after a part of a rejects file of more than 5 MB could not be written',
  },
  {
    action: 's3:PutObject',
    resource: '*/parts/*/plain.csv',
    functions: ['planImport'],
    reason: 'the one name, below the id of any import',
  },
  {
    action: 's3:AbortMultipartUpload',
    resource: '*/parts/*/plain.csv',
    functions: ['planImport'],
    reason: 'only after a part of what was unpacked could not be written',
  },
  {
    action: 'sqs:SendMessage',
    resource: '*-import-files',
    functions: ['planImport'],
    reason: 'only for a file of more than planRunBytes: see the crash sweep',
  },
  {
    action: 'dynamodb:GetItem',
    resource: '*-orders',
    functions: ['placeOrder'],
    reason: 'only for a repeat whose prices have changed since: see the crash sweep',
  },
  {
    action: 'dynamodb:*',
    resource: '*',
    functions: ['expireReservations'],
    reason: 'only for a reservation that nobody paid in time: see the crash sweep',
  },
  {
    action: 'dynamodb:*',
    resource: '*-seen',
    functions: ['mailBuyers'],
    reason: 'only for a buyer whose account is active: see the integration tests of mailBuyers',
  },
  {
    action: 'ses:SendEmail',
    resource: '*',
    functions: ['mailBuyers'],
    reason: 'only for a buyer whose account is active: see the integration tests of mailBuyers',
  },
  {
    action: 'secretsmanager:GetSecretValue',
    resource: '*',
    reason: 'Secrets Manager ends the ARN of a secret with six characters of its own',
  },
];

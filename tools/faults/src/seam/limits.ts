import type { Call } from './functionProcess.ts';

/**
 * Checks a call against AWS's limits, which the engine here may not enforce. Every call of every scenario and random
 * run is checked, so that our code does not rely on a lenient engine.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html
 * @see https://docs.aws.amazon.com/sns/latest/api/API_PublishBatch.html
 * @see https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecords.html
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html
 * @see https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html
 * @returns what AWS would refuse; undefined if the call is valid
 */
export function refusal(call: Call): string | undefined {
  const check = CHECKS[call.name];
  return call.name.startsWith('S3.') ? objectKey(call.path) : check?.(body(call));
}

// biome-ignore lint/suspicious/noExplicitAny: requests differ by operation; their shape is the SDK's.
type Body = any;

function body({ name, body: bytes }: Call): Body {
  const text = bytes.toString();
  return name.startsWith('SNS.') ? Object.fromEntries(new URLSearchParams(text)) : JSON.parse(text || '{}');
}

const bytesOf = (value: unknown) =>
  Buffer.byteLength(typeof value === 'string' ? value : JSON.stringify(value ?? ''));
const isBetween = (value: number, min: number, max: number) => value >= min && value <= max;

/** The first violated claim. */
const first = (...claims: [broken: boolean | undefined, what: string][]) =>
  claims.find(([broken]) => broken)?.[1];

const BATCH_ID = /^[\w-]{1,80}$/;

/** A batch of SQS or SNS: up to 10 entries with unique ids. */
const batch = (ids: string[], bytes: number, most: number) =>
  first(
    [!isBetween(ids.length, 1, 10), `a batch of ${ids.length}`],
    [new Set(ids).size !== ids.length || !ids.every((id) => BATCH_ID.test(id)), 'ids of a batch'],
    [bytes > most, `${bytes} bytes in a batch`],
  );

const MAX_MESSAGES_BYTES = 1024 * 1024;
const MAX_PUBLISH_BYTES = 256 * 1024;
const EXPRESSIONS = ['ConditionExpression', 'UpdateExpression', 'KeyConditionExpression', 'FilterExpression'];

/** A key: the partition key has 1 to 2,048 bytes, the sort key 1 to 1,024. Our tables call them pk and sk. */
function key(attributes: Body): string | undefined {
  const [pk, sk] = ['pk', 'sk'].map((name) => attributes?.[name]?.S);
  return first(
    [pk !== undefined && !isBetween(bytesOf(pk), 1, 2_048), 'a partition key'],
    [sk !== undefined && !isBetween(bytesOf(sk), 1, 1_024), 'a sort key'],
  );
}

function item(request: Body): string | undefined {
  return (
    first(
      [bytesOf(request.Item ?? {}) > 400 * 1024, 'an item over 400 KB'],
      [EXPRESSIONS.some((name) => bytesOf(request[name] ?? '') > 4_096), 'an expression over 4 KB'],
      [
        bytesOf(request.ExpressionAttributeValues ?? {}) > 2 * 1024 * 1024,
        'values of an expression over 2 MB',
      ],
    ) ?? key(request.Item ?? request.Key)
  );
}

function transaction({ TransactItems = [], ClientRequestToken = 'x' }: Body): string | undefined {
  const actions = TransactItems.map((one: Body) => Object.values<Body>(one)[0]);
  const keys = actions.map(({ TableName, Key, Item }: Body) => {
    const { pk, sk } = Key ?? Item ?? {};
    return JSON.stringify([TableName, pk, sk]);
  });
  return (
    first(
      [!isBetween(actions.length, 1, 100), `a transaction of ${actions.length}`],
      [new Set(keys).size !== keys.length, 'two actions of a transaction on one item'],
      [bytesOf(TransactItems) > 4 * 1024 * 1024, 'a transaction over 4 MB'],
      [!isBetween(ClientRequestToken.length, 1, 36), 'a request token'],
    ) ?? actions.map(item).find((broken: string | undefined) => broken !== undefined)
  );
}

function batchGet({ RequestItems = {} }: Body): string | undefined {
  const keys = Object.entries<Body>(RequestItems).flatMap(([table, { Keys }]) =>
    Keys.map((one: Body) => JSON.stringify([table, one])),
  );
  return first(
    [!isBetween(keys.length, 1, 100), `${keys.length} keys`],
    [new Set(keys).size !== keys.length, 'a key twice'],
  );
}

const messages = ({ Entries = [] }: Body) =>
  batch(
    Entries.map(({ Id }: Body) => Id),
    Entries.reduce((sum: number, { MessageBody = '' }: Body) => sum + bytesOf(MessageBody), 0),
    MAX_MESSAGES_BYTES,
  );

function published(form: Record<string, string>): string | undefined {
  const of = (what: string) =>
    Object.entries(form).filter(([name]) =>
      new RegExp(`^PublishBatchRequestEntries\\.member\\.\\d+\\.${what}$`).test(name),
    );
  const bytes = [...of('Message'), ...of('MessageAttributes\\..*')].reduce(
    (sum, [, value]) => sum + bytesOf(value),
    0,
  );
  return batch(
    of('Id').map(([, id]) => id),
    bytes,
    MAX_PUBLISH_BYTES,
  );
}

function records({ Records = [] }: Body): string | undefined {
  const sizes = Records.map(
    ({ Data = '', PartitionKey }: Body) => (Data.length * 3) / 4 + bytesOf(PartitionKey),
  );
  return first(
    [!isBetween(Records.length, 1, 500), `${Records.length} records`],
    [
      Records.some(({ PartitionKey }: Body) => !isBetween([...PartitionKey].length, 1, 256)),
      'a partition key',
    ],
    [sizes.some((size: number) => size > 1024 * 1024), 'a record over 1 MB'],
    [sizes.reduce((sum: number, size: number) => sum + size, 0) > 5 * 1024 * 1024, 'records over 5 MB'],
  );
}

const CHECKS: Record<string, (request: Body) => string | undefined> = {
  'DynamoDB.PutItem': item,
  'DynamoDB.UpdateItem': item,
  'DynamoDB.DeleteItem': item,
  'DynamoDB.GetItem': item,
  'DynamoDB.Query': item,
  'DynamoDB.TransactWriteItems': transaction,
  'DynamoDB.BatchGetItem': batchGet,
  'DynamoDB.BatchExecuteStatement': ({ Statements = [] }) =>
    first(
      [!isBetween(Statements.length, 1, 25), `${Statements.length} statements`],
      [Statements.some(({ Statement }: Body) => bytesOf(Statement) > 8_192), 'a statement over 8 KB'],
    ),
  'SQS.SendMessage': ({ MessageBody }) =>
    first([!isBetween(bytesOf(MessageBody), 1, MAX_MESSAGES_BYTES), 'a message']),
  'SQS.SendMessageBatch': messages,
  'SQS.ChangeMessageVisibilityBatch': ({ Entries = [] }) =>
    messages({ Entries }) ??
    first([
      Entries.some(({ VisibilityTimeout }: Body) => !isBetween(VisibilityTimeout, 0, 43_200)),
      'a visibility timeout',
    ]),
  'SNS.PublishBatch': published,
  'Kinesis.PutRecords': records,
  'SFN.StartExecution': ({ name = 'x', input = '{}' }) =>
    first(
      [!/^[A-Za-z0-9-_]{1,80}$/.test(name), 'the name of an execution'],
      [bytesOf(input) > 256 * 1024, 'an input over 256 KB'],
    ),
  'SFN.SendTaskSuccess': ({ output = '' }) => first([bytesOf(output) > 256 * 1024, 'an output over 256 KB']),
  'SES.SendEmail': (mail) => {
    const recipients = Object.values<string[]>(mail.Destination ?? {}).flat();
    return first(
      [!isBetween(recipients.length, 1, 50), `${recipients.length} recipients`],
      [bytesOf(mail) > 40 * 1024 * 1024, 'a mail over 40 MB'],
    );
  },
};

function objectKey(path: string): string | undefined {
  const [, , ...parts] = new URL(path, 'http://s3').pathname.split('/');
  const length = Buffer.byteLength(decodeURIComponent(parts.join('/')));
  return first([length > 1_024, `a key of ${length} bytes`]);
}

import {
  CreateTableCommand,
  DeleteTableCommand,
  DynamoDBClient,
  ListTablesCommand,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import { deployedStacks } from '@orderflow/deploy/deployed';
import { command, expectSaid } from './command.ts';
import { DEPLOY, REMOVE } from './documentedCommands.ts';

const client = new DynamoDBClient({});
const param = (name: string, value: string | number) => ['--param', `${name}=${value}`];

/** More than 12 hours, the maximum of SQS and of the engine. */
const REFUSED = param('consumerVisibilityTimeout', 50_000);
const PROTECTED = [
  ...param('deletionProtection', 'true'),
  ...param('deletionPolicy', 'RetainExceptOnCreate'),
];

/**
 * Makes the first deployment of a stage fail, with its data protected as in prod, and creates the leftover that AWS
 * would leave. The engine's CloudFormation deletes even protected tables (its DynamoDB does not).
 */
export async function failFirst(stage: string, own: string[]): Promise<void> {
  const said = await command(DEPLOY, { args: [...own, ...PROTECTED, ...REFUSED], expected: 'fails' });
  expectSaid(said, /VisibilityTimeout/, /"serverless deploy" failed for base/, /clears away/);
  const TableName = `orderflow-${stage}-orders`;
  await client.send(
    new CreateTableCommand({
      TableName,
      AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      BillingMode: 'PAY_PER_REQUEST',
      DeletionProtectionEnabled: true,
    }),
  );
  await waitUntilTableExists({ client, maxWaitTime: 30 }, { TableName });
  const refused = await client.send(new DeleteTableCommand({ TableName })).then(
    () => false,
    () => true,
  );
  if (!refused) throw new Error('the engine deletes a table that is protected');
}

/** The message when the leftovers of {@link failFirst} are deleted. */
export const CLEARED = /Cleared away .* base had left: table orderflow-\w+-orders, which was empty/;

/** Removes a stage whose first deployment failed. Nothing may stay, although its table is in no stack. */
export async function removeFailed(stage: string, own: string[]): Promise<string> {
  await failFirst(stage, own);
  await command(REMOVE, { args: own });
  const { TableNames = [] } = await client.send(new ListTablesCommand({}));
  const left = [
    ...(await deployedStacks(stage)).map(({ stack }) => `stack ${stack.name}`),
    ...TableNames.filter((name) => name.startsWith(`orderflow-${stage}-`)),
  ];
  if (left.length > 0) throw new Error(`still there: ${left.join(', ')}`);
  return 'neither stacks nor tables are left';
}

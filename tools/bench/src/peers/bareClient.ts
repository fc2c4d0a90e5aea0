/** The minimal function on DynamoDB: the document client, and one call. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';

const client = DynamoDBDocumentClient.from(new DynamoDBClient({}));

export const handler = async ({ pk }: { pk: string }): Promise<object> =>
  (await client.send(new GetCommand({ TableName: 'orders', Key: { pk } }))).Item ?? {};

/** The bare client with our spans. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { recorder, traced } from '@orderflow/tracing';

const client = traced(DynamoDBDocumentClient.from(new DynamoDBClient({})));

export const handler = ({ pk }: { pk: string }): Promise<object> =>
  recorder.invocation('GET /orders', {}, async () => {
    const { Item = {} } = await client.send(new GetCommand({ TableName: 'orders', Key: { pk } }));
    return Item;
  });

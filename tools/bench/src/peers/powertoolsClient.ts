/** The bare client with Powertools' Tracer, which uses the X-Ray SDK. */
import { Tracer } from '@aws-lambda-powertools/tracer';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';

const tracer = new Tracer();
const client = DynamoDBDocumentClient.from(tracer.captureAWSv3Client(new DynamoDBClient({})));

export const handler = async ({ pk }: { pk: string }): Promise<object> =>
  (await client.send(new GetCommand({ TableName: 'orders', Key: { pk } }))).Item ?? {};

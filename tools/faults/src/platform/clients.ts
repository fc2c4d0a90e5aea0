import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { kinesisClient } from '@orderflow/local/engines/kinesisClient';
import { RawStreamsClient } from '@orderflow/local/poller/rawStreamsClient';

/** The harness's own clients for the running engines; endpoints and credentials come from the environment. */
export const createClients = () => ({
  dynamodb: new DynamoDBClient({}),
  documents: DynamoDBDocumentClient.from(new DynamoDBClient({})),
  streams: new RawStreamsClient(),
  kinesis: kinesisClient(process.env['AWS_ENDPOINT_URL_KINESIS'] ?? ''),
  sqs: new SQSClient({ useQueueUrlAsEndpoint: false }),
  sns: new SNSClient({}),
  s3: new S3Client({ forcePathStyle: true }),
});

export type Clients = ReturnType<typeof createClients>;

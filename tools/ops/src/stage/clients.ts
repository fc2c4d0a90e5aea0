import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Stage } from './types.ts';

/** Environment variables to reach a copy, as in `.local/env`. */
export type Environment = Record<string, string>;

/**
 * The SDK clients of a stage.
 *
 * @param environment endpoints and credentials of a local copy; without it, the SDK uses the caller's
 */
export function connect(environment?: Environment): Stage['clients'] {
  const at = (service: string) =>
    environment && {
      region: environment['AWS_REGION'] ?? 'us-east-1',
      endpoint: environment[`AWS_ENDPOINT_URL_${service}`] ?? '',
      credentials: {
        accessKeyId: environment['AWS_ACCESS_KEY_ID'] ?? '',
        secretAccessKey: environment['AWS_SECRET_ACCESS_KEY'] ?? '',
      },
    };
  return {
    sqs: new SQSClient({ ...at('SQS'), useQueueUrlAsEndpoint: environment === undefined }),
    sfn: new SFNClient({ ...at('SFN') }),
    documents: DynamoDBDocumentClient.from(new DynamoDBClient({ ...at('DYNAMODB') })),
  };
}

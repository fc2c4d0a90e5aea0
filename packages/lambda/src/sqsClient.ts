import { SQSClient } from '@aws-sdk/client-sqs';
import { traced } from '@orderflow/tracing';

/** The URL names the queue, the environment the endpoint. They differ if the endpoint is overridden. */
export const sqsClient = (): SQSClient =>
  traced(
    new SQSClient({
      useQueueUrlAsEndpoint: false,
      requestHandler: { connectionTimeout: 2_000, requestTimeout: 3_000, throwOnRequestTimeout: true },
    }),
  );

/** The URL of a queue, from its ARN. */
export function queueUrl(arn: string): string {
  const [, , , region, account, name] = arn.split(':');
  return `https://sqs.${region}.amazonaws.com/${account}/${name}`;
}

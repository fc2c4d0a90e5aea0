import { arn, type Call } from './call.ts';

/** The batch operations of SQS and SNS need the action of the single operation. */
const single = (operation: string) => operation.replace(/Batch$/, '');

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsqs.html */
export function sqsCalls(operation: string, { QueueUrl = '' }: { QueueUrl?: string }): Call[] {
  return [{ action: `sqs:${single(operation)}`, resource: arn('sqs', QueueUrl.split('/').at(-1) ?? '') }];
}

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsns.html */
export function snsCalls(operation: string, { TopicArn = '*' }: { TopicArn?: string }): Call[] {
  return [{ action: `sns:${single(operation)}`, resource: TopicArn }];
}

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsimpleemailservicev2.html */
export function sesCalls(method: string, url: URL, body: { FromEmailAddress?: string }): Call[] {
  const action = `ses:${method === 'POST' && url.pathname.endsWith('/outbound-emails') ? 'SendEmail' : method}`;
  const [, address] = /<(.+)>/.exec(body.FromEmailAddress ?? '') ?? [];
  return [{ action, resource: arn('ses', `identity/${address ?? body.FromEmailAddress}`) }];
}

import type { IncomingMessage, ServerResponse } from 'node:http';
import type {
  APIGatewayProxyEventV2WithJWTAuthorizer,
  AttributeValue,
  DynamoDBStreamEvent,
  SQSEvent,
} from 'aws-lambda';

/** What an HTTP API hands over. */
export const httpRequest = (
  body: object,
  key: string,
  pathParameters: Record<string, string> = {},
): APIGatewayProxyEventV2WithJWTAuthorizer =>
  ({
    headers: { 'content-type': 'application/json', 'idempotency-key': key },
    pathParameters,
    isBase64Encoded: false,
    body: JSON.stringify(body),
    requestContext: {
      requestId: key,
      http: { method: 'POST', path: '/orders' },
      authorizer: { jwt: { claims: { sub: 'ada', scope: 'inventory:write' } } },
    },
  }) as unknown as APIGatewayProxyEventV2WithJWTAuthorizer;

/** A batch of a table's stream, from pairs of the old and the new image. */
export const streamBatch = (images: unknown[][]): DynamoDBStreamEvent => ({
  Records: images.map(([before, after], index) => ({
    eventName: before ? 'MODIFY' : 'INSERT',
    dynamodb: {
      SequenceNumber: String(index),
      ...(before ? { OldImage: before as Record<string, AttributeValue> } : {}),
      NewImage: after as Record<string, AttributeValue>,
    },
  })),
});

/** A batch of a queue behind a raw subscription. */
export const sqsBatch = (messages: string[]): SQSEvent =>
  ({
    Records: messages.map((body, index) => ({
      messageId: String(index),
      receiptHandle: String(index),
      body,
      attributes: { ApproximateReceiveCount: '1', SentTimestamp: String(Date.now()) },
      messageAttributes: {},
    })),
  }) as unknown as SQSEvent;

/** A topic that accepts every PublishBatch and keeps the messages. */
export const publishedTo =
  (messages: string[]) => async (request: IncomingMessage, response: ServerResponse) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const form = new URLSearchParams(Buffer.concat(parts).toString());
    const names = [...form.keys()].filter((name) => /member\.\d+\.Id$/.test(name));
    for (const name of names) messages.push(form.get(name.replace(/Id$/, 'Message')) ?? '');
    const members = names.map(
      (name) => `<member><Id>${form.get(name)}</Id><MessageId>1</MessageId></member>`,
    );
    response
      .writeHead(200, { 'content-type': 'text/xml' })
      .end(
        `<PublishBatchResponse><PublishBatchResult><Successful>${members.join('')}</Successful><Failed/></PublishBatchResult></PublishBatchResponse>`,
      );
  };

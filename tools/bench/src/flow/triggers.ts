import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type {
  APIGatewayProxyEventV2WithJWTAuthorizer,
  AttributeValue,
  DynamoDBStreamEvent,
  SQSEvent,
} from 'aws-lambda';

/** The event of an HTTP API. */
export const httpRequest = (
  body: object,
  key: string,
  pathParameters: Record<string, string> = {},
): APIGatewayProxyEventV2WithJWTAuthorizer =>
  ({
    routeKey: 'POST /orders',
    headers: { 'content-type': 'application/json', 'idempotency-key': key },
    pathParameters,
    isBase64Encoded: false,
    body: JSON.stringify(body),
    requestContext: {
      requestId: key,
      http: { method: 'POST', path: '/orders' },
      authorizer: {
        jwt: { claims: { sub: 'ada', scope: 'inventory:write catalog:write fulfilment:write' } },
      },
    },
  }) as unknown as APIGatewayProxyEventV2WithJWTAuthorizer;

/** A batch of a table's stream, from pairs of the old and the new image; `from` is the number of earlier records. */
export const streamBatch = (images: unknown[][], from = 0): DynamoDBStreamEvent => ({
  Records: images.map(([before, after], index) => ({
    eventName: before ? 'MODIFY' : 'INSERT',
    eventSourceARN: 'arn:aws:dynamodb:us-east-1:000000000000:table/orderflow-bench/stream/local',
    dynamodb: {
      SequenceNumber: String(from + index),
      ...(before ? { OldImage: before as Record<string, AttributeValue> } : {}),
      NewImage: after as Record<string, AttributeValue>,
    },
  })),
});

/** A batch of a queue behind a subscription with raw delivery. */
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

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** Emulates a service with an HTTP API, until the process ends. @returns its URL */
export async function listen(answer: Answer): Promise<string> {
  const server = createServer(answer).listen(0, '127.0.0.1').unref();
  await new Promise((listening) => server.once('listening', listening));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Answers every call with the same JSON. */
export const always =
  (body: object): Answer =>
  (request, response) => {
    request.resume();
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  };

/** A topic that accepts every PublishBatch and keeps the messages. */
export const publishedTo =
  (messages: string[]): Answer =>
  async (request, response) => {
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

/** A typical starting point of teams: an order function with middy and Powertools that compiles its schema at start. */
import { IdempotencyConfig } from '@aws-lambda-powertools/idempotency';
import { DynamoDBPersistenceLayer } from '@aws-lambda-powertools/idempotency/dynamodb';
import { makeHandlerIdempotent } from '@aws-lambda-powertools/idempotency/middleware';
import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { Metrics } from '@aws-lambda-powertools/metrics';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import { Tracer } from '@aws-lambda-powertools/tracer';
import { captureLambdaHandler } from '@aws-lambda-powertools/tracer/middleware';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import middy from '@middy/core';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import common from '../../../../packages/validation/schemas/common.json' with { type: 'json' };
import schema from '../../../../packages/validation/schemas/http/create-order.json' with { type: 'json' };

const logger = new Logger();
const tracer = new Tracer();
const metrics = new Metrics({ namespace: 'bench' });
const raw = tracer.captureAWSv3Client(new DynamoDBClient({}));
const client = DynamoDBDocumentClient.from(raw);
const persistenceStore = new DynamoDBPersistenceLayer({ tableName: 'idempotency', awsSdkV3Client: raw });
const ajv = new Ajv2020({ allErrors: true, keywords: ['x-message'], schemas: [common] });
formats.default(ajv);
const validate = ajv.compile(schema);

export const handler = middy(async ({ body }: { body: string }) => {
  const order = JSON.parse(body);
  if (!validate(order)) return { statusCode: 422 };
  await client.send(new PutCommand({ TableName: 'orders', Item: { pk: crypto.randomUUID(), ...order } }));
  return { statusCode: 201 };
})
  .use(injectLambdaContext(logger))
  .use(captureLambdaHandler(tracer))
  .use(logMetrics(metrics))
  .use(
    makeHandlerIdempotent({
      persistenceStore,
      config: new IdempotencyConfig({ eventKeyJmesPath: 'body' }),
    }),
  );

import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { expect, test } from '@jest/globals';
import { HttpResponse } from '@smithy/core/protocols';
import { traced } from './recorder.ts';
import { withoutSdkLog } from './sdkLog.ts';

/** The number of lines that the SDK logs for one call. */
async function logged(prepare: (client: DynamoDBDocumentClient) => DynamoDBDocumentClient): Promise<number> {
  let lines = 0;
  const info = () => {
    lines += 1;
  };
  const response = new HttpResponse({ statusCode: 200, headers: {}, body: Buffer.from('{}') });
  const client = prepare(
    DynamoDBDocumentClient.from(
      new DynamoDBClient({
        region: 'eu-central-1',
        credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
        logger: { debug() {}, info, warn() {}, error() {} },
        requestHandler: { handle: async () => ({ response }) },
      }),
    ),
  );
  await client.send(new PutCommand({ TableName: 'orders', Item: { pk: 'a' } }));
  return lines;
}

test("the SDK's own log walks through no call of a client that is traced, and of one that is not", async () => {
  expect(await logged((client) => client)).toBe(1);
  expect(await logged(withoutSdkLog)).toBe(0);
  expect(await logged(traced)).toBe(0);
});

import { Readable } from 'node:stream';
import { CloudFrontClient } from '@aws-sdk/client-cloudfront';
import { expect, test } from '@jest/globals';
import type { Template } from '@orderflow/stacks/template';
import { testFunctions } from './edgeFunction.ts';

const template: Template = {
  Resources: { Viewer: { Type: 'AWS::CloudFront::Function', Properties: { Name: 'orderflow-prod-viewer' } } },
  Outputs: {},
};

/** The real client. Its requests are recorded and answered, not sent. */
function answering(...results: string[]) {
  const sent: { method: string; path: string; event?: { context: { eventType: string } } }[] = [];
  const handle = async (request: {
    method: string;
    path: string;
    body?: string;
    headers: Record<string, string>;
  }) => {
    const { method, path, body = '', headers } = request;
    const [, encoded] = /<EventObject>(.*?)<\/EventObject>/.exec(body) ?? [];
    const event = encoded && JSON.parse(Buffer.from(encoded, 'base64').toString());
    sent.push({ method, path, ...(event && { event }) });
    if (event) expect(headers['if-match']).toBe('E1');
    const answer = event
      ? `<TestResult>${results.shift()}</TestResult>`
      : '<FunctionSummary></FunctionSummary>';
    return { response: { statusCode: 200, headers: { etag: 'E1' }, body: Readable.from([answer]) } };
  };
  const client = new CloudFrontClient({
    region: 'us-east-1',
    credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' },
    requestHandler: { handle } as never,
    maxAttempts: 1,
  });
  return { sent, client };
}

test('has CloudFront run the live function with a request and a response', async () => {
  const { sent, client } = answering('', '<FunctionErrorMessage></FunctionErrorMessage>');
  await testFunctions(template, client);
  const run = { method: 'POST', path: '/2020-05-31/function/orderflow-prod-viewer/test' };
  expect(sent).toMatchObject([
    { method: 'GET', path: '/2020-05-31/function/orderflow-prod-viewer/describe' },
    { ...run, event: { context: { eventType: 'viewer-request' } } },
    { ...run, event: { context: { eventType: 'viewer-response' } } },
  ]);
});

test('fails with what CloudFront says of the function', async () => {
  const message = 'SyntaxError: Token "of" not supported in this version in 46';
  const { client } = answering(`<FunctionErrorMessage>${message}</FunctionErrorMessage>`);
  await expect(testFunctions(template, client)).rejects.toThrow(
    `orderflow-prod-viewer fails on a viewer-request, and every caller gets 503: ${message}`,
  );
});

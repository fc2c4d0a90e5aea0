import { CloudFrontClient, DescribeFunctionCommand, TestFunctionCommand } from '@aws-sdk/client-cloudfront';
import { ofType, type Template } from '@orderflow/stacks/template';

const VISIT = {
  version: '1.0',
  viewer: { ip: '192.0.2.1' },
  request: { method: 'GET', uri: '/config', querystring: {}, headers: {}, cookies: {} },
};
const CONTEXT = {
  distributionDomainName: 'd1.cloudfront.net',
  distributionId: 'E1',
  requestId: 'a-first-visit',
};

/** The events that CloudFront sends to a function. */
const EVENTS = [
  { ...VISIT, context: { ...CONTEXT, eventType: 'viewer-request' } },
  {
    ...VISIT,
    context: { ...CONTEXT, eventType: 'viewer-response' },
    response: { statusCode: 200, headers: {}, cookies: {} },
  },
];

/**
 * Has CloudFront run the functions of a deployed template, each with a request and a response. CloudFront deploys
 * even a function that its runtime cannot run; every request then gets a 503.
 *
 * @throws Error with CloudFront's error message for the function
 * @see https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_TestFunction.html
 */
export async function testFunctions(
  template: Template,
  client: Pick<CloudFrontClient, 'send'> = new CloudFrontClient({ region: 'us-east-1' }),
): Promise<void> {
  for (const [, { Properties }] of ofType(template, 'AWS::CloudFront::Function')) {
    const live = { Name: String(Properties['Name']), Stage: 'LIVE' as const };
    const { ETag: IfMatch } = await client.send(new DescribeFunctionCommand(live));
    for (const event of EVENTS) {
      const EventObject = Buffer.from(JSON.stringify(event));
      const { TestResult } = await client.send(new TestFunctionCommand({ ...live, IfMatch, EventObject }));
      if (TestResult?.FunctionErrorMessage) {
        throw new Error(
          `the function ${live.Name} fails on a ${event.context.eventType}, and every caller gets 503: ${TestResult.FunctionErrorMessage}`,
        );
      }
    }
  }
}

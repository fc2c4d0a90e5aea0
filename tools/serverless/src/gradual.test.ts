import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { http } from '@orderflow/lambda';
import { deployGradually } from './gradual.cjs';

const NAME = 'orderflow-users-prod-getUser';

interface Alarm {
  Namespace: string;
  MetricName: string;
  Dimensions: { Name: string; Value: unknown }[];
  Threshold: number;
}

/** The alarms that roll back a deployment of one function, whose new version is 7. */
function alarmsOfTheDeployment(): Alarm[] {
  const Resources: Record<string, { Type: string; Properties: Record<string, unknown> }> = {
    GetUserLambdaFunction: { Type: 'AWS::Lambda::Function', Properties: { FunctionName: NAME } },
    GetUserVersion: {
      Type: 'AWS::Lambda::Version',
      Properties: { FunctionName: { Ref: 'GetUserLambdaFunction' } },
    },
    Integration: {
      Type: 'AWS::ApiGatewayV2::Integration',
      Properties: { IntegrationUri: { 'Fn::GetAtt': ['GetUserLambdaFunction', 'Arn'] } },
    },
  };
  const settings = { deployment: 'Canary10Percent5Minutes', provisionedConcurrency: 0, alarmTopic: 'topic' };
  deployGradually({ Resources }, 'prod', settings);
  const group = Resources['GetUserDeployments']?.Properties as {
    AlarmConfiguration: { Alarms: { Name: { Ref: string } }[] };
  };
  return group.AlarmConfiguration.Alarms.map(({ Name }) => {
    const known = {
      '{"Ref":"GetUserLambdaFunction"}': NAME,
      '{"Fn::GetAtt":["GetUserVersion","Version"]}': '7',
    };
    const text = JSON.stringify(Resources[Name.Ref]?.Properties);
    return JSON.parse(
      Object.entries(known).reduce((all, [ref, value]) => all.replaceAll(ref, `"${value}"`), text),
    );
  });
}

/** The metrics that a version reports for one request. */
async function reportedBy(version: string, handle: Parameters<typeof http>[0]) {
  process.env['AWS_LAMBDA_FUNCTION_VERSION'] = version;
  const lines: string[] = [];
  const write = jest
    .spyOn(process.stdout, 'write')
    .mockImplementation((line) => lines.push(String(line)) > 0);
  try {
    const requestContext = { authorizer: { jwt: { claims: { sub: 'ann' }, scopes: null } } };
    const { statusCode } = await http(handle)({
      routeKey: 'GET /users/{userId}',
      headers: {},
      requestContext,
    } as never);
    return { statusCode, metrics: lines.map((line) => JSON.parse(line)).filter((line) => '_aws' in line) };
  } finally {
    write.mockRestore();
  }
}

/** True if a reported metric makes an alarm fire. */
const setsOff = (
  alarm: Alarm,
  metric: Record<string, unknown> & { _aws: { CloudWatchMetrics: [object] } },
) => {
  const { Namespace, Dimensions } = metric._aws.CloudWatchMetrics[0] as {
    Namespace: string;
    Dimensions: [string[]];
  };
  return (
    Namespace === alarm.Namespace &&
    Number(metric[alarm.MetricName]) > alarm.Threshold &&
    Dimensions[0].toSorted().join() ===
      alarm.Dimensions.map(({ Name }) => Name)
        .toSorted()
        .join() &&
    alarm.Dimensions.every(({ Name, Value }) => metric[Name] === Value)
  );
};

beforeEach(() => {
  Object.assign(process.env, { STAGE: 'prod', AWS_LAMBDA_FUNCTION_NAME: NAME });
});
afterEach(() => {
  for (const name of ['STAGE', 'AWS_LAMBDA_FUNCTION_NAME', 'AWS_LAMBDA_FUNCTION_VERSION']) {
    delete process.env[name];
  }
});

const broken = async () => {
  throw new TypeError('undefined is not a function');
};

test('a new version that throws is taken back, although every caller gets an answer', async () => {
  const { statusCode, metrics } = await reportedBy('7', broken);
  expect(statusCode).toBe(500);
  const off = alarmsOfTheDeployment().filter((alarm) => metrics.some((one) => setsOff(alarm, one)));
  expect(off.map(({ MetricName }) => MetricName)).toEqual(['FailedRequests']);
});

test('one that works is not, nor for what the version before it does', async () => {
  const works = await reportedBy('7', async () => ({ status: 404, body: {} }));
  const before = await reportedBy('6', broken);
  const off = alarmsOfTheDeployment().filter((alarm) =>
    [...works.metrics, ...before.metrics].some((one) => setsOff(alarm, one)),
  );
  expect([works.metrics, before.metrics.length, off]).toEqual([[], 1, []]);
});

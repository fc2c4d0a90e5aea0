import { expect, it } from '@jest/globals';
import { compile } from '@orderflow/stacks/compile';
import { baseStack } from '@orderflow/stacks/find';
import { ofType } from '@orderflow/stacks/template';

const withParams = (params: Record<string, string>) =>
  compile(
    baseStack,
    'ci',
    Object.entries(params).flatMap(([name, value]) => ['--param', `${name}=${value}`]),
  );
const receivers = ({ template }: Awaited<ReturnType<typeof compile>>) =>
  ofType(template, 'AWS::SNS::Subscription')
    .map(([, { Properties }]) => Properties)
    .filter(({ TopicArn }) => TopicArn.Ref === 'AlarmTopic');

it('sends alarms where a stage says, and nowhere by default', async () => {
  expect(receivers(await withParams({}))).toEqual([]);
  const stage = await withParams({ alarmEmail: 'ops@shop.test', alarmWebhook: 'https://hooks.test/a?b=c' });
  expect(receivers(stage)).toMatchObject([
    { Protocol: 'email', Endpoint: 'ops@shop.test' },
    { Protocol: 'https', Endpoint: 'https://hooks.test/a?b=c' },
  ]);
});

it('retries a webhook for no longer than SNS allows', async () => {
  const [{ DeliveryPolicy }] = receivers(await withParams({ alarmWebhook: 'https://hooks.test' })) as [
    { DeliveryPolicy: { healthyRetryPolicy: { numRetries: number; maxDelayTarget: number } } },
  ];
  const { numRetries, maxDelayTarget } = DeliveryPolicy.healthyRetryPolicy;
  // https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html
  expect(numRetries).toBeLessThanOrEqual(100);
  expect(numRetries * maxDelayTarget).toBeLessThanOrEqual(3600);
});

it.each([
  [{ alarmEmail: 'ops' }, 'alarmEmail is no e-mail address'],
  [{ alarmWebhook: 'http://hooks.test' }, 'alarmWebhook is no https URL'],
])('refuses %j before anything is deployed', async (params, message) => {
  await expect(withParams(params)).rejects.toThrow(message);
});

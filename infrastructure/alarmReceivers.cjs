/** The webhook's URL may be a secret in Secrets Manager, which CloudFormation resolves during the deployment. */
const WEBHOOK = /^(https:\/\/|\{\{resolve:secretsmanager:)\S+$/;
const EMAIL = /^[^\s@]+@[^\s@]+$/;

const subscription = (Protocol, Endpoint, more) => ({
  Type: 'AWS::SNS::Subscription',
  Properties: { TopicArn: { Ref: 'AlarmTopic' }, Protocol, Endpoint, ...more },
});

/**
 * Retries for most of an hour; by default, SNS gives up after a minute. All retries together may take at most an
 * hour.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html
 */
const RETRIES = {
  DeliveryPolicy: {
    healthyRetryPolicy: {
      numRetries: 50,
      minDelayTarget: 5,
      maxDelayTarget: 60,
      backoffFunction: 'exponential',
    },
  },
};

/** The subscriptions of the alarm topic for the stage's `alarmEmail` and `alarmWebhook`. */
module.exports = async ({ resolveVariable }) => {
  const email = await resolveVariable('param:alarmEmail');
  const webhook = await resolveVariable('param:alarmWebhook');
  if (email && !EMAIL.test(email)) throw new Error(`alarmEmail is no e-mail address: ${email}`);
  if (webhook && !WEBHOOK.test(webhook)) throw new Error('alarmWebhook is no https URL');
  return {
    Resources: {
      ...(email ? { AlarmEmail: subscription('email', email) } : {}),
      ...(webhook ? { AlarmWebhook: subscription('https', webhook, RETRIES) } : {}),
    },
  };
};

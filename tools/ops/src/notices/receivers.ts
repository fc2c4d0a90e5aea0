import type { Notice } from '../stage/types.ts';

/** A subscription of the alarm topic, as in ListSubscriptionsByTopic. */
export interface Receiver {
  protocol: string;
  endpoint: string;
  /** An ARN, or `PendingConfirmation`. */
  subscriptionArn: string;
}

const ADVICE = 'docs/deploying.md#who-hears-the-alarms';

/**
 * Notices if nobody receives the stage's alarms. An address must confirm its subscription. SNS drops an unconfirmed
 * one after two days, while CloudFormation still lists it.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-email-notifications.html
 */
export function unheardAlarms(receivers: readonly Receiver[]): Notice[] {
  const pending = receivers.filter(({ subscriptionArn }) => subscriptionArn === 'PendingConfirmation');
  const notices = pending.map(({ protocol, endpoint }) => ({
    text: `${shown(protocol, endpoint)} gets no alarms yet: pending confirmation`,
    remedy:
      protocol === 'email'
        ? `follow the link in the mail "AWS Notification - Subscription Confirmation"; after two days: ${ADVICE}`
        : `the receiver has to open the SubscribeURL that SNS posted to it: ${ADVICE}`,
  }));
  if (pending.length < receivers.length) return notices;
  const nobody = { text: 'nobody hears the alarms: their topic has no confirmed subscription' };
  return [{ ...nobody, remedy: `deploy with alarmEmail or alarmWebhook: ${ADVICE}` }, ...notices];
}

/** The path of a webhook is often its secret, so only the host is shown. */
const shown = (protocol: string, endpoint: string) =>
  protocol === 'email'
    ? endpoint
    : `${protocol} ${URL.canParse(endpoint) ? new URL(endpoint).host : endpoint}`;

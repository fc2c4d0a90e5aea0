import { expect, test } from '@jest/globals';
import { callName } from './callName.ts';

const named = (method: string, path: string, headers: object = {}, body = '') =>
  callName(method, path, headers as Record<string, string>, Buffer.from(body));

test('a call is named by its service and operation', () => {
  expect(named('POST', '/', { 'x-amz-target': 'DynamoDB_20120810.PutItem' })).toBe('DynamoDB.PutItem');
  expect(named('POST', '/', { 'x-amz-target': 'AmazonSQS.SendMessage' })).toBe('SQS.SendMessage');
  expect(named('POST', '/', { 'x-amz-target': 'AWSStepFunctions.StartExecution' })).toBe(
    'SFN.StartExecution',
  );
  expect(named('POST', '/', {}, 'Action=PublishBatch&TopicArn=x')).toBe('SNS.PublishBatch');
  expect(named('POST', '/', { 'x-amz-target': 'secretsmanager.GetSecretValue' })).toBe(
    'SecretsManager.GetSecretValue',
  );
  expect(named('POST', '/v1/payment_intents/pi_1/capture')).toBe('Stripe.paymentIntents.capture');
  expect(named('GET', '/v1/payment_intents/pi_1?expand[0]=x')).toBe('Stripe.paymentIntents.retrieve');
  expect(named('POST', '/v1/refunds')).toBe('Stripe.refunds.create');
  expect(named('POST', '/v2/email/outbound-emails')).toBe('SES.SendEmail');
  expect(named('HEAD', '/bucket/incoming/a.csv')).toBe('S3.HeadObject');
  expect(named('GET', '/bucket?list-type=2')).toBe('S3.GetBucket');
  expect(named('PUT', '/bucket/a?partNumber=1&uploadId=u')).toBe('S3.PutObjectPart');
});

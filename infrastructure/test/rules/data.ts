import { ofType, resource } from '@orderflow/stacks/template';
import type { Rule } from './rule.ts';

export const tablesAreSafe: Rule = {
  name: 'a table is on demand, encrypted, restorable to any second and kept when the stack goes',
  violations: (template) =>
    ofType(template, 'AWS::DynamoDB::Table')
      .filter(
        ([, { DeletionPolicy, UpdateReplacePolicy, Properties }]) =>
          DeletionPolicy !== 'RetainExceptOnCreate' ||
          UpdateReplacePolicy !== 'Retain' ||
          Properties.BillingMode !== 'PAY_PER_REQUEST' ||
          Properties.SSESpecification?.SSEEnabled !== true ||
          Properties.PointInTimeRecoverySpecification?.PointInTimeRecoveryEnabled !== true ||
          Properties.DeletionProtectionEnabled !== true,
      )
      .map(([id]) => id),
  breaks: {
    'deleted with the stack': (template) => {
      delete resource(template, 'OrdersTable').DeletionPolicy;
    },
    'deleted when replaced': (template) => {
      resource(template, 'OrdersTable').UpdateReplacePolicy = 'Delete';
    },
    'provisioned capacity': (template) => {
      delete resource(template, 'SeenTable').Properties.BillingMode;
    },
    'no encryption setting': (template) => {
      delete resource(template, 'UsersTable').Properties.SSESpecification;
    },
    'no point-in-time recovery': (template) => {
      delete resource(template, 'UsersTable').Properties.PointInTimeRecoverySpecification;
    },
    'no deletion protection': (template) => {
      resource(template, 'UsersTable').Properties.DeletionProtectionEnabled = false;
    },
  },
};

export const messagesAreEncrypted: Rule = {
  name: 'a queue uses SSE-SQS, to which SNS and S3 can deliver, and a topic a KMS key',
  violations: (template) => [
    ...ofType(template, 'AWS::SQS::Queue')
      .filter(([, { Properties }]) => Properties.SqsManagedSseEnabled !== true || Properties.KmsMasterKeyId)
      .map(([id]) => id),
    ...ofType(template, 'AWS::SNS::Topic')
      .filter(([, { Properties }]) => !Properties.KmsMasterKeyId)
      .map(([id]) => id),
  ],
  breaks: {
    'a queue under the key that shuts services out': (template) => {
      resource(template, 'InventoryQueue').Properties.KmsMasterKeyId = 'alias/aws/sqs';
    },
    'a topic without key': (template) => {
      delete resource(template, 'EventsTopic').Properties.KmsMasterKeyId;
    },
  },
};

export const streamsAreSafe: Rule = {
  name: 'a Kinesis stream is encrypted and keeps a day at least',
  violations: (template) =>
    ofType(template, 'AWS::Kinesis::Stream')
      .filter(
        ([, { Properties }]) =>
          Properties.StreamEncryption?.EncryptionType !== 'KMS' || !(Properties.RetentionPeriodHours >= 24),
      )
      .map(([id]) => id),
  breaks: {
    'no encryption': (template) => {
      delete resource(template, 'ClicksStream').Properties.StreamEncryption;
    },
    'forgets sooner': (template) => {
      delete resource(template, 'ClicksStream').Properties.RetentionPeriodHours;
    },
  },
};

export const bucketsAreClosed: Rule = {
  name: 'a bucket is encrypted and closed to the public',
  violations: (template) =>
    ofType(template, 'AWS::S3::Bucket')
      .filter(([, { Properties }]) => {
        const block: Record<string, boolean> = Properties.PublicAccessBlockConfiguration ?? {};
        const closed = Object.values(block).filter(Boolean).length === 4;
        return !closed || !Properties.BucketEncryption;
      })
      .map(([id]) => id),
  breaks: {
    'public policies accepted': (template) => {
      resource(template, 'ImportsBucket').Properties.PublicAccessBlockConfiguration.BlockPublicPolicy = false;
    },
    'no encryption': (template) => {
      delete resource(template, 'ImportsBucket').Properties.BucketEncryption;
    },
  },
};

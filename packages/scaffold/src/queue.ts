import type { Name } from './plan.ts';

/** The queue of a consumer with all that belongs to it: DLQs, subscription, policy, alarm. */
export const queueTemplate = ({ pascal, kebab }: Name, eventType: string) => {
  const arn = (name: string) =>
    `arn:\${AWS::Partition}:sqs:\${AWS::Region}:\${AWS::AccountId}:orderflow-\${sls:stage}-${name}`;
  return `# The queue of ${kebab}: what feeds it, what it gives up on, and who hears of that.
Resources:
  ${pascal}Queue:
    Type: AWS::SQS::Queue
    Properties:
      QueueName: orderflow-\${sls:stage}-${kebab}
      VisibilityTimeout: \${param:consumerVisibilityTimeout}
      ReceiveMessageWaitTimeSeconds: 20
      SqsManagedSseEnabled: true
      RedrivePolicy: { deadLetterTargetArn: !GetAtt ${pascal}Dlq.Arn, maxReceiveCount: 5 }

  ${pascal}Dlq:
    Type: AWS::SQS::Queue
    Properties:
      QueueName: orderflow-\${sls:stage}-${kebab}-dlq
      RedriveAllowPolicy:
        redrivePermission: byQueue
        sourceQueueArns:
          - !Sub "${arn(kebab)}"
      <<: &deadLetterQueue
        MessageRetentionPeriod: 1209600
        SqsManagedSseEnabled: true

  ${pascal}Subscription:
    Type: AWS::SNS::Subscription
    Properties:
      Endpoint: !GetAtt ${pascal}Queue.Arn
      TopicArn: \${param:eventsTopicArn}
      Protocol: sqs
      FilterPolicyScope: MessageAttributes
      FilterPolicy: { type: [${eventType}] }
      RawMessageDelivery: true
      RedrivePolicy: { deadLetterTargetArn: !GetAtt ${pascal}SubscriptionDlq.Arn }

  # What SNS could not deliver to the queue at all.
  ${pascal}SubscriptionDlq:
    Type: AWS::SQS::Queue
    Properties:
      QueueName: orderflow-\${sls:stage}-${kebab}-subscription-dlq
      <<: *deadLetterQueue

  ${pascal}QueuePolicy:
    Type: AWS::SQS::QueuePolicy
    Properties:
      Queues: [!Ref ${pascal}Queue, !Ref ${pascal}Dlq, !Ref ${pascal}SubscriptionDlq]
      PolicyDocument:
        Version: "2012-10-17"
        Statement:
          - Sid: TlsOnly
            Effect: Deny
            Principal: "*"
            Action: sqs:*
            Resource: !Sub "${arn(`${kebab}*`)}"
            Condition: { Bool: { aws:SecureTransport: "false" } }
          - Sid: EventsTopicSends
            Effect: Allow
            Principal: { Service: sns.amazonaws.com }
            Action: sqs:SendMessage
            Resource: !Sub "${arn(`${kebab}*`)}"
            Condition: { ArnEquals: { aws:SourceArn: "\${param:eventsTopicArn}" } }

  ${pascal}DlqDepthAlarm:
    Type: AWS::CloudWatch::Alarm
    Properties:
      AlarmName: orderflow-\${sls:stage}-${kebab}-dlq-depth
      AlarmDescription: >-
        Events failed 5 times. Read a message and its consumer's log lines, fix the cause, then redrive: every
        consumer takes a repeated message once. Runbook: docs/runbook.md#${kebab}-dlq
      Namespace: AWS/SQS
      MetricName: ApproximateNumberOfMessagesVisible
      Dimensions: [{ Name: QueueName, Value: !GetAtt ${pascal}Dlq.QueueName }]
      Statistic: Maximum
      Period: 60
      EvaluationPeriods: 1
      ComparisonOperator: GreaterThanThreshold
      Threshold: 0
      TreatMissingData: notBreaching
      AlarmActions: ["\${param:alarmTopicArn}"]
`;
};

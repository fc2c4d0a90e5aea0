import type { Insertion, Name } from './plan.ts';

/** Template of the base stack with the queue of a consumer and all that belongs to it. */
export const queueFile = ({ kebab }: Name) => `infrastructure/queues/${kebab}.yml`;

/** The lines by which services have the queue's ARN; the base stack takes every file of the folder. */
export function queueInsertions({ camel, kebab }: Name): Insertion[] {
  const params = 'infrastructure/params.yml';
  const parameter = `  ${camel}QueueArn:`;
  return [
    {
      path: params,
      text: `${parameter} { Fn::ImportValue: "orderflow-\${sls:stage}-${kebab}-queue-arn" }`,
      before: '  usersStreamFailuresArn: \\{',
    },
    {
      path: params,
      text: `${parameter} arn:aws:sqs:us-east-1:000000000000:orderflow-local-${kebab}`,
      before: '  usersStreamFailuresArn: arn:',
    },
  ];
}

/** The queue, its DLQs, subscription, policy, alarms and export. */
export const queueTemplate = ({ pascal, kebab }: Name, eventType: string) => {
  const arn = (name: string) =>
    `arn:\${AWS::Partition}:sqs:\${AWS::Region}:\${AWS::AccountId}:orderflow-\${sls:stage}-${name}`;
  const alarmOn = (queue: string, suffix: string) => `  ${pascal}${suffix}Alarm:
    Type: AWS::CloudWatch::Alarm
    Properties:
      AlarmName: orderflow-\${sls:stage}-${kebab}-${queue}`;
  return `# The queue of ${kebab}: what feeds it, what it gives up on, and who hears of that.
Resources:
  ${pascal}Queue:
    Type: AWS::SQS::Queue
    Properties:
      QueueName: orderflow-\${sls:stage}-${kebab}
      VisibilityTimeout: \${param:consumerVisibilityTimeout}
      MessageRetentionPeriod: 1209600
      ReceiveMessageWaitTimeSeconds: 20
      SqsManagedSseEnabled: true
      RedrivePolicy: { deadLetterTargetArn: !GetAtt ${pascal}Dlq.Arn, maxReceiveCount: 30 }

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
      TopicArn: !Ref EventsTopic
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
            Condition: { ArnEquals: { aws:SourceArn: !Ref EventsTopic } }

${alarmOn('dlq-depth', 'DlqDepth')}
      AlarmDescription: >-
        Events failed for good. Read a message and its consumer's log lines, fix the cause, then redrive: every
        consumer takes a repeated message once. Runbook: docs/runbook.md#${kebab}-dlq
      Dimensions: [{ Name: QueueName, Value: !GetAtt ${pascal}Dlq.QueueName }]
      <<: &depth
        Namespace: AWS/SQS
        MetricName: ApproximateNumberOfMessagesVisible
        Statistic: Maximum
        Period: 60
        EvaluationPeriods: 1
        ComparisonOperator: GreaterThanThreshold
        Threshold: 0
        TreatMissingData: notBreaching
        AlarmActions: [!Ref AlarmTopic]

${alarmOn('subscription-dlq-depth', 'SubscriptionDlqDepth')}
      AlarmDescription: >-
        SNS could not deliver events to the queue. Check that the queue exists and that its policy lets the topic
        send, then send the messages on to the queue. Runbook: docs/runbook.md#subscription-dlqs
      Dimensions: [{ Name: QueueName, Value: !GetAtt ${pascal}SubscriptionDlq.QueueName }]
      <<: *depth

${alarmOn('queue-age', 'QueueAge')}
      AlarmDescription: >-
        Events wait for more than 10 minutes. The consumer is failing, throttled, switched off or too slow: look at
        its errors and throttles and at whether its event source mapping is enabled, then raise its concurrency.
        Runbook: docs/runbook.md#age-of-the-oldest-message
      Dimensions: [{ Name: QueueName, Value: !GetAtt ${pascal}Queue.QueueName }]
      <<: *depth
      MetricName: ApproximateAgeOfOldestMessage
      EvaluationPeriods: 5
      Threshold: 600

Outputs:
  ${pascal}QueueArn:
    Value: !GetAtt ${pascal}Queue.Arn
    Export: { Name: "orderflow-\${sls:stage}-${kebab}-queue-arn" }
`;
};

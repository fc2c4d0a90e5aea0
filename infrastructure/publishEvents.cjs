// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the placeholders are the framework's and CloudFormation's.
/** Tables whose items carry events: the table's stream publishes the `event` that a write sets. */
const TABLES = ['users', 'orders', 'imports', 'onboarding', 'payments'];

/** The function of a service that publishes the events of its table: `publishEvents: ${file(…/publishEvents.cjs):users}`. */
const publishEvents = (table, environment) => ({
  handler: 'src/handlers/publishEvents.handler',
  timeout: '${param:streamTimeout}',
  events: [
    {
      stream: {
        type: 'dynamodb',
        arn: `\${param:${table}StreamArn}`,
        batchSize: 100,
        startingPosition: 'TRIM_HORIZON',
        bisectBatchOnFunctionError: true,
        functionResponseType: 'ReportBatchItemFailures',
        // As long as the stream keeps records: retries last through an outage, and a record that can never be
        // published is set aside.
        maximumRetryAttempts: -1,
        maximumRecordAgeInSeconds: 86400,
        destinations: { onFailure: { arn: '${param:streamFailuresArn}', type: 'sqs' } },
        filterPatterns: [
          {
            eventName: ['INSERT', 'MODIFY'],
            dynamodb: { NewImage: { event: { M: { id: { S: [{ exists: true }] } } } } },
          },
        ],
      },
    },
  ],
  environment: {
    EVENTS_TOPIC_ARN: '${param:eventsTopicArn}',
    FAILURES_QUEUE_ARN: '${param:streamFailuresArn}',
    ...environment,
  },
  iamRoleStatements: [
    { Effect: 'Allow', Action: 'sns:Publish', Resource: '${param:eventsTopicArn}' },
    // The event source mapping needs this, too, for records that it gives up.
    { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: '${param:streamFailuresArn}' },
  ],
});

/** From when on the shards count events instead of the queue `analytics`: published events carry that mark. */
const ENVIRONMENTS = { orders: { COUNT_FROM: '${param:countFrom}' } };

module.exports = Object.fromEntries(
  TABLES.map((table) => [table, publishEvents(table, ENVIRONMENTS[table])]),
);

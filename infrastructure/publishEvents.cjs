// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the placeholders are the framework's and CloudFormation's.
/** Tables whose items carry events: what a write sets as `event`, the table's stream publishes. */
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
        // As long as the stream keeps them: an outage is waited out, and what can never be published is set aside.
        maximumRetryAttempts: -1,
        maximumRecordAgeInSeconds: 86400,
        destinations: { onFailure: { arn: `\${param:${table}StreamFailuresArn}`, type: 'sqs' } },
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
    FAILURES_QUEUE_ARN: `\${param:${table}StreamFailuresArn}`,
    ...environment,
  },
  iamRoleStatements: [
    { Effect: 'Allow', Action: 'sns:Publish', Resource: '${param:eventsTopicArn}' },
    // Also the mapping's, for what it gives up on.
    { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: `\${param:${table}StreamFailuresArn}` },
  ],
});

/** Which events the shards count, and not the queue `analytics`: what it publishes says so. */
const ENVIRONMENTS = { orders: { COUNT_FROM: '${param:countFrom}' } };

module.exports = Object.fromEntries(
  TABLES.map((table) => [table, publishEvents(table, ENVIRONMENTS[table])]),
);

const { existsSync, readdirSync } = require('node:fs');
const { join } = require('node:path');

const services = join(__dirname, '../services');

/** Columns of a dashboard. */
const WIDTH = 24;
const HEIGHT = 5;

const SERVICES = readdirSync(services).filter((name) => existsSync(join(services, name, 'serverless.yml')));
const NOT_DEAD = ' NOT QueueName=dlq NOT QueueName=failures';
const DEAD = ' (QueueName=dlq OR QueueName=failures)';

/** A graph of all metrics that a search finds. */
const graph = (title, namespaceAndDimensions, metric, statistic, where) => {
  const expression = `SEARCH('{${namespaceAndDimensions}} MetricName="${metric}" ${where}', '${statistic}', 60)`;
  return { title, metrics: [[{ expression }]] };
};

/**
 * The stage on one page, in the order of the console's map. Searches find metrics by the stage's name, so a new
 * queue, function or table appears by itself. An API's metrics have an id that no name contains, so its alarms are
 * shown instead.
 */
function rows(stage) {
  const of = (dimensions, name) => (title, metric, statistic, more) =>
    graph(title, dimensions, metric, statistic, `${name}=orderflow ${name}=${stage}${more ?? ''}`);
  const queues = of('AWS/SQS,QueueName', 'QueueName');
  const functions = of('AWS/Lambda,FunctionName', 'FunctionName');
  const topics = of('AWS/SNS,TopicName', 'TopicName');
  const machines = of('AWS/States,StateMachineArn', 'StateMachineArn');
  const business = (title, ...names) => ({
    title,
    stat: 'Sum',
    period: 60,
    metrics: names.map((name) => ['Orderflow', name, 'Stage', stage]),
  });
  const businessBy = (dimension, title, metric, statistic) =>
    graph(title, `Orderflow,Stage,${dimension}`, metric, statistic, `Stage="${stage}"`);
  const alarmed = (title, alarm) =>
    SERVICES.map((service) => {
      const name = `orderflow-${service}-${stage}-HttpApi-${alarm}`;
      const arn = `arn:\${AWS::Partition}:cloudwatch:\${AWS::Region}:\${AWS::AccountId}:alarm:${name}`;
      return { title: `${service}: ${title}`, annotations: { alarms: [arn] } };
    });
  return [
    [
      business('Orders', 'OrdersCreated', 'OrdersConfirmed', 'OrdersRejected', 'OrdersCancelled'),
      businessBy('Currency', 'Revenue in minor units', 'Revenue', 'Sum'),
      business('Onboarding', 'OnboardingsCompleted', 'OnboardingsExpired', 'OnboardingsFailed'),
      business('Rows of imports', 'RowsCreated', 'RowsDuplicate', 'RowsRejected'),
    ],
    alarmed('5xx', 'ServerErrors'),
    alarmed('p99 of latency', 'Latency'),
    [
      of('AWS/DynamoDB,TableName,Operation', 'TableName')('Throttled requests', 'ThrottledRequests', 'Sum'),
      of('AWS/Kinesis,StreamName', 'StreamName')('Records put on streams', 'IncomingRecords', 'Sum'),
      functions('How far streams are behind', 'IteratorAge', 'Maximum'),
    ],
    [
      businessBy('Source', 'p99 from write to topic', 'PublishLag', 'p99'),
      { ...business('p95 from an order to its decision', 'DecisionLag'), stat: 'p95' },
      topics('Published', 'NumberOfMessagesPublished', 'Sum'),
      topics('Not delivered', 'NumberOfNotificationsFailed', 'Sum'),
    ],
    [
      queues('Waiting', 'ApproximateNumberOfMessagesVisible', 'Maximum', NOT_DEAD),
      queues('In flight', 'ApproximateNumberOfMessagesNotVisible', 'Maximum', NOT_DEAD),
      queues('Age of the oldest message', 'ApproximateAgeOfOldestMessage', 'Maximum', NOT_DEAD),
      queues('Dead letters', 'ApproximateNumberOfMessagesVisible', 'Maximum', DEAD),
    ],
    [
      functions('Invocations', 'Invocations', 'Sum'),
      functions('Errors', 'Errors', 'Sum'),
      functions('Throttles', 'Throttles', 'Sum'),
      functions('p99 of duration', 'Duration', 'p99'),
    ],
    [
      machines('Executions succeeded', 'ExecutionsSucceeded', 'Sum'),
      machines('Executions failed', 'ExecutionsFailed', 'Sum'),
      machines('Executions timed out', 'ExecutionsTimedOut', 'Sum'),
    ],
  ];
}

const place = (graphs, row) => {
  const width = Math.floor(WIDTH / graphs.length);
  return graphs.map((properties, column) => ({
    type: 'metric',
    x: column * width,
    y: row * HEIGHT,
    width,
    height: HEIGHT,
    properties: { region: `\${AWS::Region}`, view: 'timeSeries', ...properties },
  }));
};

module.exports = async ({ resolveVariable }) => {
  if (String(await resolveVariable('param:dashboard')) !== 'true') return {};
  const stage = await resolveVariable('sls:stage');
  const DashboardBody = { 'Fn::Sub': JSON.stringify({ widgets: rows(stage).flatMap(place) }) };
  const Properties = { DashboardName: `orderflow-${stage}`, DashboardBody };
  return { Resources: { Dashboard: { Type: 'AWS::CloudWatch::Dashboard', Properties } } };
};

import { ofType, type Template, type TemplateResource, target } from '@orderflow/stacks/template';
import type { Rule } from './rule.ts';

const mappings = (template: Template) => ofType(template, 'AWS::Lambda::EventSourceMapping');

/**
 * The queue, table or stream that a mapping reads: the base stack's, by export or by literal ARN, or the service's
 * own.
 */
function sourceOf(
  { Properties }: TemplateResource,
  template: Template,
  base: Template,
): TemplateResource | undefined {
  const arn = Properties.EventSourceArn;
  if (typeof arn === 'string') {
    const table = /:table\/([^/]+)\/stream/.exec(arn)?.[1];
    const queue = /:sqs:.*:([^:]+)$/.exec(arn)?.[1];
    const stream = /:kinesis:.*:stream\/(.+)$/.exec(arn)?.[1];
    return Object.values(base.Resources).find(({ Type, Properties: { QueueName, TableName, Name } }) => {
      if (Type === 'AWS::SQS::Queue') return QueueName === queue;
      if (Type === 'AWS::DynamoDB::Table') return TableName === table;
      return Type === 'AWS::Kinesis::Stream' && Name === stream;
    });
  }
  const output = Object.values(base.Outputs).find(({ Export }) => Export?.Name === arn['Fn::ImportValue']);
  return output ? base.Resources[target(output.Value) ?? ''] : template.Resources[target(arn) ?? ''];
}

const QUEUES = ['AWS::SQS::Queue'];
const STREAMS = ['AWS::DynamoDB::Table', 'AWS::Kinesis::Stream'];

/** The mappings with a source of these types that fail `holds`. */
function failing(
  template: Template,
  base: Template,
  types: string[],
  holds: (mapping: TemplateResource, source: TemplateResource) => boolean,
): string[] {
  return mappings(template)
    .map(([id, mapping]) => ({ id, mapping, source: sourceOf(mapping, template, base) }))
    .filter(({ mapping, source }) => !source || (types.includes(source.Type) && !holds(mapping, source)))
    .map(({ id }) => id);
}

const reportsPartialFailures = ({ Properties }: TemplateResource) =>
  Properties.FunctionResponseTypes?.includes('ReportBatchItemFailures') ?? false;

/** Edits every mapping of the template. */
const everyMapping = (edit: (properties: TemplateResource['Properties']) => void) => (template: Template) => {
  for (const [, { Properties }] of mappings(template)) {
    edit(Properties);
  }
};

export const queueConsumersAreCapped: Rule = {
  name: 'a queue consumer reports partial failures and has a concurrency cap',
  violations: (template, base) =>
    failing(
      template,
      base,
      QUEUES,
      (mapping) =>
        reportsPartialFailures(mapping) && mapping.Properties.ScalingConfig?.MaximumConcurrency >= 2,
    ),
  breaks: {
    'whole batches fail': everyMapping((properties) => {
      delete properties.FunctionResponseTypes;
    }),
    'no cap': everyMapping((properties) => {
      delete properties.ScalingConfig;
    }),
  },
};

/** How long a stream keeps a record, in seconds. */
const DAY = 86_400;

export const streamConsumersGiveUp: Rule = {
  name: 'a stream consumer reports partial failures, bisects, tries as long as the stream remembers, and says what it gave up on',
  violations: (template, base) =>
    failing(template, base, STREAMS, (mapping) => {
      const { Properties } = mapping;
      return (
        reportsPartialFailures(mapping) &&
        Properties.BisectBatchOnFunctionError === true &&
        Properties.MaximumRetryAttempts === -1 &&
        Properties.MaximumRecordAgeInSeconds === DAY &&
        Properties.DestinationConfig?.OnFailure?.Destination !== undefined
      );
    }),
  breaks: {
    'whole batches fail': everyMapping((properties) => {
      delete properties.FunctionResponseTypes;
    }),
    'no bisecting': everyMapping((properties) => {
      delete properties.BisectBatchOnFunctionError;
    }),
    'giving up in an outage': everyMapping((properties) => {
      properties.MaximumRetryAttempts = 10;
    }),
    'no age limit': everyMapping((properties) => {
      delete properties.MaximumRecordAgeInSeconds;
    }),
    'no on-failure destination': everyMapping((properties) => {
      delete properties.DestinationConfig;
    }),
  },
};

/**
 * Maximum concurrent readers of a shard:
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.html
 */
const READERS = 2;
const sourceName = ({ Properties }: TemplateResource) => JSON.stringify(Properties.EventSourceArn);
const publishes = ({ Properties }: TemplateResource) =>
  JSON.stringify(Properties.FunctionName).includes('PublishEvents');

export const tableReadersKnowTheirShard: Rule = {
  name: "a table's stream has two readers at most, and who reads it beside publishEvents is told its shard, a batch at a time",
  violations(template, base) {
    const all = mappings(template).map(([, mapping]) => mapping);
    return failing(template, base, ['AWS::DynamoDB::Table'], (mapping) => {
      const readers = all.filter((one) => sourceName(one) === sourceName(mapping));
      const { TumblingWindowInSeconds = 0, ParallelizationFactor = 1 } = mapping.Properties;
      const knows = TumblingWindowInSeconds > 0 && ParallelizationFactor === 1;
      return readers.length <= READERS && (publishes(mapping) || knows);
    });
  },
  breaks: {
    'no window': everyMapping((properties) => {
      delete properties.TumblingWindowInSeconds;
    }),
    'batches of a shard side by side': everyMapping((properties) => {
      if (properties.TumblingWindowInSeconds) properties.ParallelizationFactor = 2;
    }),
    'a third reader': (template) => {
      const [id, counts] =
        mappings(template).find(([, { Properties }]) => Properties.TumblingWindowInSeconds) ?? [];
      if (id && counts) template.Resources[`${id}Too`] = structuredClone(counts);
    },
  },
};

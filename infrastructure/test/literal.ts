import { resource, type Template } from '../scripts/template.ts';

const ACCOUNT = '000000000000';
const arn = (service: string, name: string) => `arn:aws:${service}:us-east-1:${ACCOUNT}:${name}`;

type Attributes = (properties: Record<string, string>) => Record<string, string>;

/** What `Ref` and `Fn::GetAtt` answer for a resource of stage local, by type. */
const ATTRIBUTES: Record<string, Attributes> = {
  'AWS::DynamoDB::Table': ({ TableName = '' }) => ({
    Ref: TableName,
    Arn: arn('dynamodb', `table/${TableName}`),
    StreamArn: arn('dynamodb', `table/${TableName}/stream/local`),
  }),
  'AWS::SQS::Queue': ({ QueueName = '' }) => ({
    Ref: `http://127.0.0.1:4002/${ACCOUNT}/${QueueName}`,
    Arn: arn('sqs', QueueName),
  }),
  'AWS::Kinesis::Stream': ({ Name = '' }) => ({ Ref: Name, Arn: arn('kinesis', `stream/${Name}`) }),
  'AWS::SNS::Topic': ({ TopicName = '' }) => ({ Ref: arn('sns', TopicName) }),
  'AWS::S3::Bucket': ({ BucketName = '' }) => ({ Ref: BucketName, Arn: `arn:aws:s3:::${BucketName}` }),
};

/** The value of an output of stage local, as its resource's explicit name decides it. */
export function literal(template: Template, value: unknown): string | undefined {
  const { Ref, 'Fn::GetAtt': getAtt } = value as { Ref?: string; 'Fn::GetAtt'?: [string, string] };
  const [id, attribute] = getAtt ?? [Ref ?? '', 'Ref'];
  const { Type, Properties } = resource(template, id);
  return ATTRIBUTES[Type]?.(Properties)[attribute];
}

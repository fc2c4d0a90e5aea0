import type { Recorder } from './recording.ts';
import { type Attributes, SpanKind } from './span.ts';

type Input = Record<string, unknown>;
type Next = (args: { input: object }) => Promise<{ output: object }>;

/** The part of a client's middleware stack that is used here. Each client types it by its own requests. */
interface Stack {
  add(middleware: unknown, options: { step: 'initialize'; name: string }): void;
}

interface Described {
  name: string;
  kind: SpanKind;
  attributes: Attributes;
}

/** A failed condition is an answer, not a failure: writes are conditional so that they can be repeated. */
const ANSWERS = new Set(['ConditionalCheckFailedException', 'TransactionCanceledException']);

/**
 * Records every call of a client as a span of its invocation: service, operation, and the table, queue, topic, stream
 * or bucket, by OpenTelemetry's semantic conventions. The span has no key, content or statement.
 *
 * @see https://opentelemetry.io/docs/specs/semconv/cloud-providers/aws-sdk/
 */
export function traceCalls<C extends { middlewareStack: object }>(
  client: C,
  { span }: Pick<Recorder, 'span'>,
): C {
  const middleware =
    (next: Next, { clientName = '', commandName = '' }: { clientName?: string; commandName?: string }) =>
    (args: { input: object }) => {
      const { name, kind, attributes } = describe(
        clientName.replace(/Client$/, ''),
        commandName.replace(/Command$/, ''),
        args.input as Input,
      );
      const isAnswer = (error: unknown) => error instanceof Error && ANSWERS.has(error.name);
      return span(name, { kind, attributes, isAnswer }, async (it) => {
        try {
          const result = await next(args);
          // Signing a link goes through the same middleware, but is not a call.
          if ('presigned' in result.output) it.discard();
          it.set(answered(result.output));
          return result;
        } catch (error) {
          const { name: errorName } = error as Error;
          it.set({ ...answered(error), ...(isAnswer(error) && { 'db.response.status_code': errorName }) });
          throw error;
        }
      });
    };
  (client.middlewareStack as Stack).add(middleware, { step: 'initialize', name: 'tracing' });
  return client;
}

function answered(output: unknown): Attributes {
  const { $metadata: { httpStatusCode, requestId, attempts } = {} } = (output ?? {}) as {
    $metadata?: { httpStatusCode?: number; requestId?: string; attempts?: number };
  };
  return {
    'http.response.status_code': httpStatusCode,
    'aws.request_id': requestId,
    'http.request.resend_count': attempts !== undefined && attempts > 1 ? attempts - 1 : undefined,
  };
}

const call = (service: string, operation: string): Attributes => ({
  'rpc.system': 'aws-api',
  'rpc.service': service,
  'rpc.method': operation,
});

function describe(service: string, operation: string, input: Input): Described {
  const attributes = call(service, operation);
  const plain = { name: `${service}/${operation}`, kind: SpanKind.CLIENT, attributes };
  switch (service) {
    case 'DynamoDB':
      return database(operation, tablesOf(input), attributes);
    case 'SQS':
      return messaging('aws_sqs', operation, lastOf(input['QueueUrl'], '/'), plain);
    case 'SNS':
      return messaging('aws.sns', operation, lastOf(input['TopicArn'], ':'), plain);
    case 'Kinesis':
      return messaging('aws_kinesis', operation, lastOf(input['StreamName'], '/'), plain);
    case 'S3':
      return { ...plain, attributes: { ...attributes, 'aws.s3.bucket': textOf(input['Bucket']) } };
    case 'SFN':
      return {
        ...plain,
        attributes: {
          ...attributes,
          'aws.step_functions.state_machine.arn': textOf(input['stateMachineArn']),
        },
      };
    default:
      return plain;
  }
}

function database(operation: string, tables: string[], attributes: Attributes): Described {
  const [table] = tables;
  const one = tables.length === 1 ? table : undefined;
  return {
    name: one ? `${operation} ${one}` : operation,
    kind: SpanKind.CLIENT,
    attributes: {
      ...attributes,
      'db.system.name': 'aws.dynamodb',
      'db.operation.name': operation,
      'db.collection.name': one,
      'aws.dynamodb.table_names': tables.length > 0 ? tables : undefined,
    },
  };
}

const SENDS = /^(Send|Publish|Put)/;

function messaging(system: string, operation: string, destination: string | undefined, plain: Described) {
  const sends = SENDS.test(operation);
  const [type, kind] = sends ? (['send', SpanKind.PRODUCER] as const) : (['settle', plain.kind] as const);
  return {
    name: destination ? `${type} ${destination}` : plain.name,
    kind,
    attributes: {
      ...plain.attributes,
      'messaging.system': system,
      'messaging.operation.type': type,
      'messaging.operation.name': operation,
      'messaging.destination.name': destination,
    },
  };
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
const lastOf = (value: unknown, separator: string): string | undefined =>
  textOf(value)?.split(separator).at(-1);

/** A statement of PartiQL names its table first, in double quotes. */
const TABLE = /^[A-Z ]{1,20}"([\w.-]{3,255})"/;

/** The tables that a request of DynamoDB names, each once. */
function tablesOf({ TableName, RequestItems, TransactItems, Statements, Statement }: Input): string[] {
  const actions = (Array.isArray(TransactItems) ? TransactItems : []).flatMap((item) =>
    Object.values(item as Record<string, Input>),
  );
  const statements = [
    Statement,
    ...(Array.isArray(Statements) ? Statements.map(({ Statement }) => Statement) : []),
  ];
  const names = [
    TableName,
    ...Object.keys(RequestItems ?? {}),
    ...actions.map((action) => action['TableName']),
    ...statements.map((one) => TABLE.exec(textOf(one) ?? '')?.[1]),
  ];
  return [...new Set(names.filter((name) => typeof name === 'string'))];
}

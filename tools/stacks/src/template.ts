// biome-ignore lint/suspicious/noExplicitAny: what is below Properties differs by type.
export type Properties = Record<string, any>;

/** A resource in a template. */
export interface TemplateResource {
  Type: string;
  DeletionPolicy?: string;
  UpdateReplacePolicy?: string;
  DependsOn?: string | string[];
  Condition?: string;
  Properties: Properties;
}

/** A CloudFormation template, as `serverless package` writes it. */
export interface Template {
  Parameters?: Record<string, { Type: string; Default?: unknown }>;
  Conditions?: Record<string, unknown>;
  Resources: Record<string, TemplateResource>;
  Outputs: Record<string, { Value: unknown; Condition?: string; Export?: { Name: string } }>;
}

/** A resource with every intrinsic function resolved. */
export interface Resource {
  logicalId: string;
  /** CloudFormation type, e.g. `AWS::SQS::Queue`. */
  type: string;
  /** The value of `Ref`: a name, a URL, an ARN or an id; absent if it cannot be known. */
  physicalId?: string;
  properties: Record<string, unknown>;
}

/** A stack's resources, resolved; those whose condition does not hold are absent. */
export interface Stack {
  /** `base`, `edge`, or the service's name. */
  name: string;
  resources: Resource[];
}

/** Logical id and resource of every resource of a type. */
export function ofType(template: Template, type: string): [id: string, resource: TemplateResource][] {
  return Object.entries(template.Resources).filter(([, resource]) => resource.Type === type);
}

/** The logical id that a `Ref` or `Fn::GetAtt` points to, whatever the attribute. */
export function target(value: unknown): string | undefined {
  const { Ref, 'Fn::GetAtt': getAtt } = (value ?? {}) as { Ref?: string; 'Fn::GetAtt'?: [string, string] };
  return Ref ?? getAtt?.[0];
}

/**
 * The resource with this logical id.
 *
 * @throws Error when it does not exist: a rule's counterexample may name a resource that was removed.
 */
export function resource(template: Template, id: string): TemplateResource {
  const found = template.Resources[id];
  if (!found) {
    throw new Error(`no resource ${id} in the template`);
  }
  return found;
}

/** Names of the exports that a template imports, without duplicates. */
export const importsOf = (template: unknown): string[] => [...new Set(importsIn(template))];

function importsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'Fn::ImportValue' && typeof inner === 'string' ? [inner] : importsIn(inner),
  );
}

/** The property that names a resource, by type. Only types that can be found by this name in an account. */
export const NAME_PROPERTY: Readonly<Record<string, string>> = {
  'AWS::ApiGatewayV2::Api': 'Name',
  'AWS::Cognito::UserPool': 'UserPoolName',
  'AWS::DynamoDB::Table': 'TableName',
  'AWS::Kinesis::Stream': 'Name',
  'AWS::Lambda::Function': 'FunctionName',
  'AWS::Logs::LogGroup': 'LogGroupName',
  'AWS::S3::Bucket': 'BucketName',
  'AWS::SNS::Topic': 'TopicName',
  'AWS::SQS::Queue': 'QueueName',
  'AWS::StepFunctions::StateMachine': 'StateMachineName',
};

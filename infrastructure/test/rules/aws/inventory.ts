import { attribute, physicalId } from '@orderflow/stacks/attributes';
import type { Deployment } from '@orderflow/stacks/deployment';
import { stackName } from '@orderflow/stacks/find';

/** Types that other resources name by ARN, with the attribute that gives the ARN. */
const BY_ARN: Record<string, string[]> = {
  'AWS::CloudWatch::Alarm': ['Arn'],
  'AWS::DynamoDB::Table': ['Arn', 'StreamArn'],
  'AWS::Events::Rule': ['Arn'],
  'AWS::IAM::Role': ['Arn'],
  'AWS::Kinesis::Stream': ['Arn'],
  'AWS::KMS::Key': ['Arn'],
  'AWS::Lambda::Alias': ['Ref'],
  'AWS::Lambda::Function': ['Arn'],
  'AWS::Lambda::Version': ['Ref'],
  'AWS::Logs::LogGroup': ['Arn'],
  'AWS::S3::Bucket': ['Arn'],
  'AWS::SNS::Topic': ['Ref'],
  'AWS::SQS::Queue': ['Arn'],
  'AWS::StepFunctions::StateMachine': ['Arn'],
};

/** The resources that a stage would have in the account. */
export interface Inventory {
  /** The ARN of everything that has one. */
  arns: Set<string>;
  /** `AWS::DynamoDB::Table orderflow-prod-orders`. */
  names: Set<string>;
  /** URLs of queues. */
  urls: Set<string>;
}

export function inventory(stage: Deployment): Inventory {
  const found: Inventory = { arns: new Set(), names: new Set(), urls: new Set() };
  for (const [stack, { Resources }] of Object.entries(stage.stacks)) {
    for (const [id, { Type, Properties = {} }] of Object.entries(Resources)) {
      const resource = {
        logicalId: id,
        type: Type,
        stackName: stackName(stack, stage.stage),
        property: (name: string): unknown => Properties[name],
      };
      found.names.add(`${Type} ${physicalId(resource)}`);
      for (const one of BY_ARN[Type] ?? []) found.arns.add(String(attribute(resource, one, stage)));
      if (Type === 'AWS::SQS::Queue') found.urls.add(String(attribute(resource, 'Ref', stage)));
    }
  }
  return found;
}

import {
  CreateStateMachineCommand,
  StateMachineAlreadyExists,
  UpdateStateMachineCommand,
} from '@aws-sdk/client-sfn';
import type { NamedResource } from '@orderflow/stacks/resolve';
import { accountId, region } from '../../settings.ts';
import { reasons } from '../reasons.ts';
import { applied, physicalName, type ResourceType } from '../resourceType.ts';

const arn = (resource: NamedResource) =>
  `arn:aws:states:${region}:${accountId}:stateMachine:${physicalName(resource, 'StateMachineName')}`;

export const stateMachine: ResourceType = {
  ref: arn,
  attributes: { Arn: arn, Name: (resource) => physicalName(resource, 'StateMachineName') },
  properties: {
    StateMachineName: applied,
    StateMachineType: applied,
    Definition: applied,
    DefinitionString: applied,
    DefinitionSubstitutions: applied,
    RoleArn: applied,
    EncryptionConfiguration: reasons.encryption,
    LoggingConfiguration: reasons.logs,
    TracingConfiguration: reasons.tracing,
    Tags: reasons.tags,
  },
  create: async (resource, { sfn }) => {
    const { properties } = resource;
    const definition = substitute(properties);
    const roleArn = String(properties['RoleArn']);
    const name = physicalName(resource, 'StateMachineName');
    const type = (properties['StateMachineType'] ?? 'STANDARD') as 'STANDARD';
    try {
      await sfn.send(new CreateStateMachineCommand({ name, definition, roleArn, type }));
    } catch (error) {
      if (!(error instanceof StateMachineAlreadyExists)) {
        throw error;
      }
      await sfn.send(new UpdateStateMachineCommand({ stateMachineArn: arn(resource), definition, roleArn }));
    }
  },
};

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-stepfunctions-statemachine.html */
function substitute(properties: Record<string, unknown>): string {
  const { Definition, DefinitionString, DefinitionSubstitutions = {} } = properties;
  const text = Definition === undefined ? String(DefinitionString) : JSON.stringify(Definition);
  const values = DefinitionSubstitutions as Record<string, unknown>;
  return text.replace(/\$\{([A-Za-z0-9]+)\}/g, (placeholder, name: string) =>
    Object.hasOwn(values, name) ? JSON.stringify(String(values[name])).slice(1, -1) : placeholder,
  );
}

import type { NamedResource } from '@orderflow/stacks/resolve';
import { accountId, region } from '../../settings.ts';
import { reasons } from '../reasons.ts';
import { applied, fields, physicalName, type ResourceType } from '../resourceType.ts';

const arn = (resource: NamedResource) =>
  `arn:aws:events:${region}:${accountId}:rule/${physicalName(resource, 'Name')}`;

/** Played by the scheduler. */
export const rule: ResourceType = {
  ref: (resource) => physicalName(resource, 'Name'),
  attributes: { Arn: arn },
  properties: {
    Name: applied,
    ScheduleExpression: applied,
    State: applied,
    Targets: fields({ Arn: applied, Id: applied, Input: applied }),
    Description: reasons.deployment,
    Tags: reasons.tags,
  },
};

/** Played by the scheduler, for the functions it invokes. */
export const eventInvokeConfig: ResourceType = {
  ref: ({ logicalId }) => logicalId,
  properties: {
    FunctionName: applied,
    Qualifier: reasons.deployment,
    DestinationConfig: fields({ OnFailure: fields({ Destination: applied }) }),
    MaximumEventAgeInSeconds: applied,
    MaximumRetryAttempts: applied,
  },
};

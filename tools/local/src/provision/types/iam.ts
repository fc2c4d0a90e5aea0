import { accountId } from '../../settings.ts';
import { reasons } from '../reasons.ts';
import { physicalName, type ResourceType } from '../resourceType.ts';

export const role: ResourceType = {
  ref: (resource) => physicalName(resource, 'RoleName'),
  attributes: {
    Arn: (resource) => `arn:aws:iam::${accountId}:role/${physicalName(resource, 'RoleName')}`,
    RoleId: ({ logicalId }) => logicalId,
  },
  properties: {
    AssumeRolePolicyDocument: reasons.accessControl,
    Description: reasons.accessControl,
    ManagedPolicyArns: reasons.accessControl,
    MaxSessionDuration: reasons.accessControl,
    Path: reasons.accessControl,
    PermissionsBoundary: reasons.accessControl,
    Policies: reasons.accessControl,
    RoleName: reasons.accessControl,
    Tags: reasons.tags,
  },
};

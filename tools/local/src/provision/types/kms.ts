import { accountId, region } from '../../settings.ts';
import { reasons } from '../reasons.ts';
import type { ResourceType } from '../resourceType.ts';

export const key: ResourceType = {
  ref: ({ logicalId }) => logicalId,
  attributes: {
    Arn: ({ logicalId }) => `arn:aws:kms:${region}:${accountId}:key/${logicalId}`,
    KeyId: ({ logicalId }) => logicalId,
  },
  properties: {
    Description: reasons.encryption,
    EnableKeyRotation: reasons.encryption,
    KeyPolicy: reasons.accessControl,
    Tags: reasons.tags,
  },
};

import { reasons } from '../reasons.ts';
import type { ResourceType } from '../resourceType.ts';

const ref: ResourceType['ref'] = ({ logicalId }) => logicalId;

export const queuePolicy: ResourceType = {
  ref,
  properties: { Queues: reasons.accessControl, PolicyDocument: reasons.accessControl },
};

export const topicPolicy: ResourceType = {
  ref,
  properties: { Topics: reasons.accessControl, PolicyDocument: reasons.accessControl },
};

export const bucketPolicy: ResourceType = {
  ref,
  properties: { Bucket: reasons.accessControl, PolicyDocument: reasons.accessControl },
};

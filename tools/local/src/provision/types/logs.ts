import { accountId, region } from '../../settings.ts';
import { reasons } from '../reasons.ts';
import { physicalName, type ResourceType } from '../resourceType.ts';

/** Functions log to the console and to .local/logs. */
export const logGroup: ResourceType = {
  ref: (resource) => physicalName(resource, 'LogGroupName'),
  attributes: {
    Arn: (resource) =>
      `arn:aws:logs:${region}:${accountId}:log-group:${physicalName(resource, 'LogGroupName')}:*`,
  },
  properties: {
    LogGroupName: reasons.logs,
    LogGroupClass: reasons.logs,
    RetentionInDays: reasons.logs,
    KmsKeyId: reasons.encryption,
    Tags: reasons.tags,
  },
};

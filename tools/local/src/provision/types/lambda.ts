import type { NamedResource } from '@orderflow/stacks/resolve';
import { accountId, region } from '../../settings.ts';
import { reasons } from '../reasons.ts';
import { applied, fields, physicalName, type ResourceType } from '../resourceType.ts';

const functionArn = (resource: NamedResource) =>
  `arn:aws:lambda:${region}:${accountId}:function:${physicalName(resource, 'FunctionName')}`;

/** Played by serverless-offline, which reads the same serverless.yml. */
export const lambdaFunction: ResourceType = {
  ref: (resource) => physicalName(resource, 'FunctionName'),
  attributes: { Arn: functionArn },
  properties: {
    FunctionName: applied,
    Handler: applied,
    Runtime: applied,
    MemorySize: applied,
    Timeout: applied,
    Environment: applied,
    Architectures: reasons.deployment,
    Code: reasons.deployment,
    DeadLetterConfig: reasons.deployment,
    Description: reasons.deployment,
    EphemeralStorage: reasons.deployment,
    KmsKeyArn: reasons.encryption,
    Layers: reasons.deployment,
    LoggingConfig: reasons.logs,
    ReservedConcurrentExecutions: reasons.capacity,
    Role: reasons.accessControl,
    SnapStart: reasons.deployment,
    Tags: reasons.tags,
    TracingConfig: reasons.tracing,
    VpcConfig: reasons.network,
  },
};

export const version: ResourceType = {
  ref: (resource) => `${resource.property('FunctionName')}:1`,
  attributes: { Version: () => '1' },
  properties: {
    FunctionName: reasons.deployment,
    CodeSha256: reasons.deployment,
    Description: reasons.deployment,
    ProvisionedConcurrencyConfig: reasons.capacity,
  },
};

export const permission: ResourceType = {
  ref: ({ logicalId }) => logicalId,
  properties: {
    Action: reasons.accessControl,
    FunctionName: reasons.accessControl,
    Principal: reasons.accessControl,
    SourceAccount: reasons.accessControl,
    SourceArn: reasons.accessControl,
  },
};

/** Played by the poller. */
export const eventSourceMapping: ResourceType = {
  ref: ({ logicalId }) => logicalId,
  properties: {
    BatchSize: applied,
    BisectBatchOnFunctionError: applied,
    DestinationConfig: fields({ OnFailure: fields({ Destination: applied }) }),
    Enabled: applied,
    EventSourceArn: applied,
    FilterCriteria: fields({ Filters: fields({ Pattern: applied }) }),
    FunctionName: applied,
    FunctionResponseTypes: applied,
    MaximumBatchingWindowInSeconds: applied,
    MaximumRecordAgeInSeconds: applied,
    MaximumRetryAttempts: applied,
    ParallelizationFactor: applied,
    ScalingConfig: fields({ MaximumConcurrency: applied }),
    StartingPosition: applied,
    Tags: reasons.tags,
    TumblingWindowInSeconds: applied,
  },
};

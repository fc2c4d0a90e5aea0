import type { Resource } from '@orderflow/stacks/template';
import { compileFilter, type Filter } from './filter.ts';
import { boolean, integer, object, refuseUnknown, string } from './properties.ts';

interface MappingBase {
  functionName: string;
  sourceArn: string;
  batchSize: number;
  windowMs: number;
  reportsItemFailures: boolean;
  matches: Filter;
}

/** An event source mapping of an SQS queue. */
export interface QueueMapping extends MappingBase {
  kind: 'queue';
  maximumConcurrency: number;
}

/** An event source mapping of a stream. Unlimited retries and age are `Infinity`. */
export interface StreamMapping extends MappingBase {
  kind: 'stream';
  startingPosition: 'TRIM_HORIZON' | 'LATEST';
  parallelizationFactor: number;
  maximumRetryAttempts: number;
  maximumRecordAgeMs: number;
  bisect: boolean;
  /** Length of a tumbling window; 0 without one. */
  tumblingWindowMs: number;
  onFailureQueueArn?: string;
}

export type Mapping = QueueMapping | StreamMapping;

/**
 * Concurrent invocations of a queue's mapping without `ScalingConfig`. On AWS it is the account's limit; here every
 * concurrent invocation is a worker thread on the developer's machine. 2 is the smallest value AWS accepts.
 */
export const defaultConcurrency = 2;

const COMMON = [
  ...['BatchSize', 'Enabled', 'EventSourceArn', 'FilterCriteria', 'FunctionName', 'FunctionResponseTypes'],
  ...['MaximumBatchingWindowInSeconds', 'Tags'],
];
const QUEUE = [...COMMON, 'ScalingConfig'];
const STREAM = [
  ...[...COMMON, 'BisectBatchOnFunctionError', 'DestinationConfig', 'MaximumRecordAgeInSeconds'],
  ...['MaximumRetryAttempts', 'ParallelizationFactor', 'StartingPosition', 'TumblingWindowInSeconds'],
];

/**
 * Reads an `AWS::Lambda::EventSourceMapping` of a compiled template, with Lambda's defaults and limits.
 *
 * @returns undefined when the mapping is not enabled
 * @throws Error naming the mapping and the property that is unknown, not supported locally or out of range
 */
export function readMapping({ logicalId, properties }: Resource): Mapping | undefined {
  try {
    const [, , service] = string(properties, 'EventSourceArn').split(':');
    if (service !== 'sqs' && service !== 'dynamodb' && service !== 'kinesis') {
      throw new Error(`event sources of type "${service}" are not supported locally`);
    }
    const mapping = service === 'sqs' ? readQueueMapping(properties) : readStreamMapping(properties);
    return boolean(properties, 'Enabled', true) ? mapping : undefined;
  } catch (error) {
    throw new Error(`${logicalId}: ${(error as Error).message}`, { cause: error });
  }
}

function readQueueMapping(properties: Record<string, unknown>): QueueMapping {
  refuseUnknown(properties, QUEUE, 'a queue mapping');
  const base = readBase(properties, { batchSize: 10, filterKeys: ['body'] });
  if (base.sourceArn.endsWith('.fifo')) throw new Error('FIFO queues are not supported locally');
  if (base.batchSize > 10 && base.windowMs === 0) {
    throw new Error('a BatchSize over 10 needs a MaximumBatchingWindowInSeconds of at least 1');
  }
  const scaling = object(properties, 'ScalingConfig', ['MaximumConcurrency']);
  const concurrency = { min: 2, max: 1000, fallback: defaultConcurrency };
  return { ...base, kind: 'queue', maximumConcurrency: integer(scaling, 'MaximumConcurrency', concurrency) };
}

function readStreamMapping(properties: Record<string, unknown>): StreamMapping {
  refuseUnknown(properties, STREAM, 'a stream mapping');
  if (isKinesis(string(properties, 'EventSourceArn')) && properties['FilterCriteria'] !== undefined) {
    throw new Error('FilterCriteria of Kinesis streams are not supported locally');
  }
  const startingPosition = string(properties, 'StartingPosition');
  if (startingPosition !== 'TRIM_HORIZON' && startingPosition !== 'LATEST') {
    throw new Error(`StartingPosition must be TRIM_HORIZON or LATEST, not ${startingPosition}`);
  }
  const age = integer(properties, 'MaximumRecordAgeInSeconds', { min: -1, max: 604_800, fallback: -1 });
  if (age > -1 && age < 60) throw new Error('MaximumRecordAgeInSeconds must be -1 or at least 60');
  const retries = integer(properties, 'MaximumRetryAttempts', { min: -1, max: 10_000, fallback: -1 });
  const onFailureQueueArn = readOnFailure(properties);
  const parallelizationFactor = integer(properties, 'ParallelizationFactor', {
    min: 1,
    max: 10,
    fallback: 1,
  });
  const tumblingWindow = integer(properties, 'TumblingWindowInSeconds', { min: 0, max: 900, fallback: 0 });
  if (tumblingWindow > 0 && parallelizationFactor > 1) {
    throw new Error('a TumblingWindowInSeconds with a ParallelizationFactor over 1 is not supported locally');
  }
  return {
    ...readBase(properties, { batchSize: 100 }),
    kind: 'stream',
    startingPosition,
    parallelizationFactor,
    maximumRetryAttempts: retries === -1 ? Number.POSITIVE_INFINITY : retries,
    maximumRecordAgeMs: age === -1 ? Number.POSITIVE_INFINITY : age * 1000,
    bisect: boolean(properties, 'BisectBatchOnFunctionError', false),
    tumblingWindowMs: tumblingWindow * 1000,
    ...(onFailureQueueArn && { onFailureQueueArn }),
  };
}

/** True if the ARN is of a Kinesis stream, not of a table's stream. */
export const isKinesis = (sourceArn: string): boolean => sourceArn.split(':')[2] === 'kinesis';

function readBase(
  properties: Record<string, unknown>,
  source: { batchSize: number; filterKeys?: readonly string[] },
): MappingBase {
  const window = { min: 0, max: 300, fallback: 0 };
  return {
    functionName: functionNameOf(string(properties, 'FunctionName')),
    sourceArn: string(properties, 'EventSourceArn'),
    batchSize: integer(properties, 'BatchSize', { min: 1, max: 10_000, fallback: source.batchSize }),
    windowMs: integer(properties, 'MaximumBatchingWindowInSeconds', window) * 1000,
    reportsItemFailures: readResponseTypes(properties['FunctionResponseTypes'] ?? []),
    matches: compileFilter(readPatterns(properties), source.filterKeys),
  };
}

function readResponseTypes(types: unknown): boolean {
  if (!Array.isArray(types) || types.some((type) => type !== 'ReportBatchItemFailures')) {
    throw new Error('FunctionResponseTypes may only hold ReportBatchItemFailures');
  }
  return types.length > 0;
}

function readPatterns(properties: Record<string, unknown>): string[] {
  const { Filters: filters = [] } = object(properties, 'FilterCriteria', ['Filters']);
  if (!Array.isArray(filters)) throw new Error('FilterCriteria.Filters must be a list');
  return filters.map((filter: Record<string, unknown>) => {
    refuseUnknown(filter, ['Pattern'], 'a filter');
    return string(filter, 'Pattern');
  });
}

function readOnFailure(properties: Record<string, unknown>): string | undefined {
  const destinations = object(properties, 'DestinationConfig', ['OnFailure']);
  if (destinations['OnFailure'] === undefined) return undefined;
  const arn = string(object(destinations, 'OnFailure', ['Destination']), 'Destination');
  if (!arn.startsWith('arn:aws:sqs:'))
    throw new Error(`the on-failure destination must be an SQS queue, not ${arn}`);
  return arn;
}

/** The reference is a function's name or ARN, either with or without a version or alias. */
function functionNameOf(reference: string): string {
  const parts = reference.split(':');
  return (reference.startsWith('arn:') ? parts[6] : parts[0]) ?? reference;
}

import type { SFNClient } from '@aws-sdk/client-sfn';
import type { SQSClient } from '@aws-sdk/client-sqs';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Stack } from '@orderflow/stacks/template';
import type { Traces } from '../traces/types.ts';

export type { Resource, Stack } from '@orderflow/stacks/template';

/** A line of a function's log. */
export interface LogLine {
  /** RFC 3339. */
  time: string;
  /** The service, or the log group on AWS. */
  source: string;
  level: string;
  message: string;
  correlationId?: string;
  /** All other fields of the line. */
  fields: Record<string, unknown>;
}

export type AlarmState = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';

/** An alarm, as in CloudWatch's DescribeAlarms. */
export interface Alarm {
  name: string;
  state: AlarmState;
  reason: string;
  description: string;
  /** RFC 3339: time of the last state change. */
  since: string;
}

/** A business metric over the last hour. */
export interface BusinessFigure {
  name: string;
  /** The dimension that separates it from others, such as a currency; empty without one. */
  by: string;
  /** CloudWatch's name of the unit. */
  unit: string;
  statistic: 'p99' | 'Sum';
  value: number;
}

/** Recent activity of a function or an API. */
export interface Activity {
  /** Invocations or requests. */
  perMinute: number;
  /** In the last five minutes: failed invocations, or responses with status 500 and above. */
  errors: number;
}

/** A problem of a deployed stage that its templates do not show, and its remedy. */
export interface Notice {
  text: string;
  remedy: string;
  /** The function that does not run, if the notice is about one. */
  stopped?: string;
}

/** Messages in a queue. */
export interface QueueDepth {
  /** Visible: can be received now. */
  waiting: number;
  /** Received by a consumer, not yet deleted. */
  inFlight: number;
  /** Not yet visible because of their delay. */
  delayed: number;
}

/** Everything that differs between a copy on this machine and a deployed stage. */
export interface Sources {
  alarms(): Promise<Alarm[]>;
  /**
   * Log lines that contain `text`, oldest first.
   *
   * @param functionName searches only where this function logs: its log group, or the log file of its service
   */
  findLines(text: string, since: Date, functionName?: string): Promise<LogLine[]>;
  /** Depth of every queue by name; only if one request tells all. */
  depths?(): Promise<Map<string, QueueDepth>>;
  /** Age of a queue's oldest message in seconds; undefined if it cannot be read at once. */
  oldestMessage(queueName: string): Promise<number | undefined>;
  business(): Promise<BusinessFigure[]>;
  /** Problems that the alarms do not show; empty for a copy on this machine. */
  notices(): Promise<Notice[]>;
  /** By function name and by API name. */
  activity(): Promise<Record<string, Activity>>;
  /** The traces of a copy; those of a deployed stage are in X-Ray. */
  traces?: Traces;
}

/** One stage: its resources, clients to reach them, and the sources of its alarms and logs. */
export interface Stage {
  name: string;
  stacks: Stack[];
  clients: { sqs: SQSClient; sfn: SFNClient; documents: DynamoDBDocumentClient };
  sources: Sources;
}

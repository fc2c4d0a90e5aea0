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
  /** Service, or log group on AWS. */
  source: string;
  level: string;
  message: string;
  correlationId?: string;
  /** Everything else that the line says. */
  fields: Record<string, unknown>;
}

export type AlarmState = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';

/** An alarm as DescribeAlarms of CloudWatch tells it. */
export interface Alarm {
  name: string;
  state: AlarmState;
  reason: string;
  description: string;
  /** RFC 3339: since when it is in this state. */
  since: string;
}

/** A business metric over the last hour. */
export interface BusinessFigure {
  name: string;
  /** What it is told apart by, such as a currency; empty when by nothing. */
  by: string;
  /** As CloudWatch names units. */
  unit: string;
  statistic: 'p99' | 'Sum';
  value: number;
}

/** What a function or an API has done of late. */
export interface Activity {
  /** Invocations or requests. */
  perMinute: number;
  /** Of the last five minutes: invocations that failed, or answers of 500 and above. */
  errors: number;
}

/** Something about a deployed stage that its templates do not say, and what puts it right. */
export interface Notice {
  text: string;
  remedy: string;
  /** The function that does not run, where it is about one. */
  stopped?: string;
}

/** Messages in a queue. */
export interface QueueDepth {
  /** Can be received now. */
  waiting: number;
  /** A consumer holds them. */
  inFlight: number;
  /** Wait for their delay. */
  delayed: number;
}

/** What differs between a copy on this machine and a deployed stage. */
export interface Sources {
  alarms(): Promise<Alarm[]>;
  /**
   * Lines that contain `text`, the oldest first.
   *
   * @param functionName look where this function logs: its log group, or the file that it shares with its service's others
   */
  findLines(text: string, since: Date, functionName?: string): Promise<LogLine[]>;
  /** What every queue holds, by its name, where one look tells it. */
  depths?(): Promise<Map<string, QueueDepth>>;
  /** Age of a queue's oldest message in seconds, where it can be known at once. */
  oldestMessage(queueName: string): Promise<number | undefined>;
  business(): Promise<BusinessFigure[]>;
  /** What people should know beside the alarms; nothing of a copy on this machine. */
  notices(): Promise<Notice[]>;
  /** By function name and by API name. */
  activity(): Promise<Record<string, Activity>>;
  /** Where a copy keeps traces; those of a deployed stage are in X-Ray. */
  traces?: Traces;
}

/** One stage to look at: its resources, clients that reach them, and where its alarms and logs are. */
export interface Stage {
  name: string;
  stacks: Stack[];
  clients: { sqs: SQSClient; sfn: SFNClient; documents: DynamoDBDocumentClient };
  sources: Sources;
}

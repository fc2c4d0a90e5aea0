import { readExecutions } from '@orderflow/ops/readers/executions';
import { type QueueFigures, readQueues } from '@orderflow/ops/readers/queues';
import type { Activity, Alarm, BusinessFigure, Stage } from '@orderflow/ops/stage/types';
import { Business } from './business.ts';
import { type CompositeDefinition, combine, readComposites } from './composite.ts';
import { type AlarmDefinition, metricKey, readAlarms } from './definition.ts';
import { evaluate } from './evaluate.ts';
import { readInvocation } from './invocations.ts';
import type { LogTail } from './logTail.ts';
import { Samples } from './samples.ts';

/** Interval between two reads of all queues. They take a fiftieth of a core. */
const INTERVAL_MS = 2_000;
/** The same while nothing happens. */
const QUIET_INTERVAL_MS = 10_000;
/** "Nothing happens" means: no request, no run of a function and no change of a queue for this long. */
const QUIET_AFTER_MS = 10_000;
/** The reason of an alarm that has no data at all. */
export const NOT_MEASURED = 'nothing measured on this machine';
const FAILURES: Record<string, string> = { FAILED: 'ExecutionsFailed', TIMED_OUT: 'ExecutionsTimedOut' };

/** Plays CloudWatch for a local copy: measures the engines, and evaluates the templates' alarms on what it measured. */
export class Monitor {
  readonly #stage: Stage;
  readonly #logs: LogTail;
  readonly #definitions: AlarmDefinition[];
  readonly #composites: CompositeDefinition[];
  readonly #samples = new Samples();
  readonly #business = new Business(this.#samples);
  readonly #alarms = new Map<string, Alarm>();
  readonly #counted = new Set<string>();
  readonly #started = new Date().toISOString();
  readonly #machines: string[];
  #timer: NodeJS.Timeout | undefined;
  #pauseMs = 0;
  #happened = Date.now();
  #waiting = '';

  constructor(stage: Stage, logs: LogTail) {
    this.#stage = stage;
    this.#logs = logs;
    this.#definitions = readAlarms(stage.stacks);
    this.#composites = readComposites(stage.stacks);
    this.#machines = this.#definitions.flatMap(({ metrics }) =>
      Object.values(metrics).flatMap(({ metric }) => /StateMachineArn=(\S+)$/.exec(metric)?.[1] ?? []),
    );
  }

  start(): void {
    this.#measureIn(0);
  }

  #measureIn(pauseMs: number): void {
    const timer = setTimeout(async () => {
      // An engine that restarts does not answer for a moment. That is missing data, as on AWS.
      await this.measure().catch(() => undefined);
      const isQuiet = Date.now() - this.#happened > QUIET_AFTER_MS;
      if (this.#timer === timer) this.#measureIn(isQuiet ? QUIET_INTERVAL_MS : INTERVAL_MS);
    }, pauseMs).unref();
    this.#timer = timer;
    this.#pauseMs = pauseMs;
  }

  /** Something happened: go back to the short interval. */
  #wake(): void {
    this.#happened = Date.now();
    if (!this.#timer || this.#pauseMs !== QUIET_INTERVAL_MS) return;
    clearTimeout(this.#timer);
    this.#measureIn(INTERVAL_MS);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** Counts a request that the gateway answered for a service's API. */
  request(service: string, status: number, durationMs: number): void {
    this.#wake();
    const api = { ApiId: service };
    this.#add('AWS/ApiGateway', '5xx', api, status >= 500 ? 1 : 0);
    this.#add('AWS/ApiGateway', 'Latency', api, durationMs);
    const distribution = { DistributionId: 'edge', Region: 'Global' };
    this.#add('AWS/CloudFront', '5xxErrorRate', distribution, status >= 500 ? 100 : 0);
  }

  /** Counts a run of the function at the edge. */
  edgeFunction(failed: boolean): void {
    const fn = { FunctionName: `orderflow-${this.#stage.name}-viewer`, Region: 'Global' };
    this.#add('AWS/CloudFront', 'FunctionExecutionErrors', fn, failed ? 1 : 0);
  }

  /** Takes one sample of everything and evaluates every alarm. */
  async measure(): Promise<void> {
    const [queues] = await Promise.all([readQueues(this.#stage), this.#readLogs(), this.#readExecutions()]);
    for (const queue of queues) this.#addQueue(queue);
    const waiting = queues.map((queue) => queue.waiting).join();
    if (waiting !== this.#waiting) this.#wake();
    this.#waiting = waiting;
    for (const definition of this.#definitions) this.#evaluate(definition, Date.now());
    const now = new Date().toISOString();
    for (const one of this.#composites) this.#alarms.set(one.name, combine(one, this.#alarms, now));
  }

  /** Calls in the last minute and errors in the last five, by name of each function and API. */
  activity(): Record<string, Activity> {
    const now = Date.now();
    const counted = this.#stage.stacks.flatMap(({ name: ApiId, resources }) =>
      resources.flatMap(({ type, properties }): [name: string, runs: string, errors: string][] => {
        const FunctionName = String(properties['FunctionName']);
        const ofFunction = (metric: string) => metricKey('AWS/Lambda', metric, { FunctionName });
        const ofApi = (metric: string) => metricKey('AWS/ApiGateway', metric, { ApiId });
        if (type === 'AWS::Lambda::Function')
          return [[FunctionName, ofFunction('Duration'), ofFunction('Errors')]];
        return type === 'AWS::ApiGatewayV2::Api'
          ? [[String(properties['Name']), ofApi('Latency'), ofApi('5xx')]]
          : [];
      }),
    );
    const over = (metric: string, statistic: string, minutes: number) =>
      this.#samples.datapoints(metric, statistic, minutes * 60_000, 1, now)[0] ?? 0;
    return Object.fromEntries(
      counted.map(([name, runs, errors]) => [
        name,
        { perMinute: over(runs, 'SampleCount', 1), errors: over(errors, 'Sum', 5) },
      ]),
    );
  }

  alarms = (): Alarm[] => [...this.#alarms.values()];

  business = (): BusinessFigure[] => this.#business.figures();

  #addQueue({ name, waiting, oldestSeconds }: QueueFigures): void {
    const queue = { QueueName: name };
    this.#add('AWS/SQS', 'ApproximateNumberOfMessagesVisible', queue, waiting);
    if (oldestSeconds !== undefined) {
      this.#add('AWS/SQS', 'ApproximateAgeOfOldestMessage', queue, oldestSeconds);
    }
  }

  async #readLogs(): Promise<void> {
    for (const [service, lines] of await this.#logs.read()) {
      if (lines.length > 0) this.#wake();
      for (const line of lines) {
        this.#business.read(line);
        const found = readInvocation(line);
        if (!found) continue;
        const fn = { FunctionName: `orderflow-${service}-local-${found.functionKey}` };
        if (found.durationMs !== undefined) this.#add('AWS/Lambda', 'Duration', fn, found.durationMs);
        this.#add('AWS/Lambda', 'Errors', fn, found.failed ? 1 : 0);
        this.#add('AWS/Lambda', 'Throttles', fn, 0);
      }
    }
  }

  async #readExecutions(): Promise<void> {
    for (const StateMachineArn of this.#machines)
      for (const metric of Object.values(FAILURES)) this.#add('AWS/States', metric, { StateMachineArn }, 0);
    for (const { arn, status, stoppedAt = '' } of await readExecutions(this.#stage, 100)) {
      const end = `${arn} ${stoppedAt}`;
      const metric = FAILURES[status];
      if (!metric || this.#counted.has(end) || stoppedAt < this.#started) continue;
      this.#counted.add(end);
      const StateMachineArn = arn.replace(':execution:', ':stateMachine:').replace(/:[^:]+$/, '');
      this.#add('AWS/States', metric, { StateMachineArn }, 1);
    }
  }

  #add(namespace: string, name: string, dimensions: Record<string, string>, value: number): void {
    this.#samples.add(metricKey(namespace, name, dimensions), Date.now(), value);
  }

  #evaluate(definition: AlarmDefinition, now: number): void {
    const { name, description, metrics } = definition;
    const values = this.#datapoints(definition, now);
    const before = this.#alarms.get(name);
    const state = evaluate(definition, values, before?.state ?? 'INSUFFICIENT_DATA');
    const isMeasured = Object.values(metrics).some(({ metric }) => this.#samples.has(metric));
    const reason = isMeasured ? explain(definition, values) : NOT_MEASURED;
    const since = before?.state === state ? before.since : new Date(now).toISOString();
    this.#alarms.set(name, { name, description, state, reason, since });
  }

  /** The values that an alarm evaluates: one per period, the newest last. */
  #datapoints({ metrics, value, periodSeconds, evaluationPeriods: count }: AlarmDefinition, now: number) {
    const series = Object.entries(metrics).map(([id, { metric, statistic }]) => ({
      id,
      values: this.#samples.datapoints(metric, statistic, periodSeconds * 1000, count, now),
    }));
    return Array.from({ length: count }, (_, at) =>
      value(Object.fromEntries(series.map(({ id, values }) => [id, values[at]]))),
    );
  }
}

function explain(definition: AlarmDefinition, values: readonly (number | undefined)[]): string {
  const { label, comparison, threshold } = definition;
  const shown = values
    .map((value) => (value === undefined ? 'none' : Math.round(value * 10) / 10))
    .join(', ');
  const words = comparison.replace(/Threshold$/, '').replace(/([a-z])([A-Z])/g, '$1 $2');
  return `${label}: ${shown}; alarms at ${words.toLowerCase()} ${threshold}`;
}

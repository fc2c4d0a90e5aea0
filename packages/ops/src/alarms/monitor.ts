import { readExecutions } from '../readers/executions.ts';
import { type QueueFigures, readQueues } from '../readers/queues.ts';
import type { Alarm, BusinessFigure, Stage } from '../stage/types.ts';
import { Business } from './business.ts';
import { type CompositeDefinition, combine, readComposites } from './composite.ts';
import { type AlarmDefinition, metricKey, readAlarms } from './definition.ts';
import { evaluate } from './evaluate.ts';
import { readInvocation } from './invocations.ts';
import type { LogTail } from './logTail.ts';
import { Samples } from './samples.ts';

const INTERVAL_MS = 2_000;
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
  #timer: NodeJS.Timeout | undefined;

  constructor(stage: Stage, logs: LogTail) {
    this.#stage = stage;
    this.#logs = logs;
    this.#definitions = readAlarms(stage.stacks);
    this.#composites = readComposites(stage.stacks);
  }

  start(): void {
    const round = async () => {
      // An engine that restarts says nothing for a moment: missing data, as on AWS.
      await this.measure().catch(() => undefined);
      this.#timer = setTimeout(round, INTERVAL_MS).unref();
    };
    this.#timer = setTimeout(round, 0).unref();
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  /** Counts a request that the gateway answered for a service's API. */
  request(service: string, status: number, durationMs: number): void {
    const api = { ApiId: service };
    this.#add('AWS/ApiGateway', '5xx', api, status >= 500 ? 1 : 0);
    this.#add('AWS/ApiGateway', 'Latency', api, durationMs);
  }

  /** Takes one sample of everything and evaluates every alarm. */
  async measure(): Promise<void> {
    const [queues] = await Promise.all([readQueues(this.#stage), this.#readLogs(), this.#readExecutions()]);
    for (const queue of queues) this.#addQueue(queue);
    for (const definition of this.#definitions) this.#evaluate(definition, Date.now());
    const now = new Date().toISOString();
    for (const one of this.#composites) this.#alarms.set(one.name, combine(one, this.#alarms, now));
  }

  /** Invocations of each function and requests to each API in the last minute. */
  invocations(): Record<string, number> {
    const counted = this.#stage.stacks.flatMap(({ name: ApiId, resources }) =>
      resources.flatMap(({ type, properties }): [name: string, metric: string][] => {
        const FunctionName = String(properties['FunctionName']);
        if (type === 'AWS::Lambda::Function')
          return [[FunctionName, metricKey('AWS/Lambda', 'Duration', { FunctionName })]];
        if (type === 'AWS::ApiGatewayV2::Api')
          return [[String(properties['Name']), metricKey('AWS/ApiGateway', 'Latency', { ApiId })]];
        return [];
      }),
    );
    const inLastMinute = (metric: string) =>
      this.#samples.datapoints(metric, 'SampleCount', 60_000, 1, Date.now())[0] ?? 0;
    return Object.fromEntries(counted.map(([name, metric]) => [name, inLastMinute(metric)]));
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
      for (const line of lines) {
        this.#business.read(line);
        const found = readInvocation(line);
        if (!found) continue;
        const fn = { FunctionName: `orderflow-${service}-local-${found.functionKey}` };
        if (found.durationMs !== undefined) this.#add('AWS/Lambda', 'Duration', fn, found.durationMs);
        this.#add('AWS/Lambda', 'Errors', fn, found.failed ? 1 : 0);
      }
    }
  }

  async #readExecutions(): Promise<void> {
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
    const { name, description, metric, statistic, periodSeconds, evaluationPeriods } = definition;
    const values = this.#samples.datapoints(metric, statistic, periodSeconds * 1000, evaluationPeriods, now);
    const before = this.#alarms.get(name);
    const state = evaluate(definition, values, before?.state ?? 'INSUFFICIENT_DATA');
    const reason = this.#samples.has(metric)
      ? explain(definition, values)
      : 'nothing measured on this machine';
    const since = before?.state === state ? before.since : new Date(now).toISOString();
    this.#alarms.set(name, { name, description, state, reason, since });
  }
}

function explain(definition: AlarmDefinition, values: readonly (number | undefined)[]): string {
  const { metric, statistic, comparison, threshold } = definition;
  const shown = values
    .map((value) => (value === undefined ? 'none' : Math.round(value * 10) / 10))
    .join(', ');
  const words = comparison.replace(/Threshold$/, '').replace(/([a-z])([A-Z])/g, '$1 $2');
  return `${statistic} of ${metric.split('|')[1]}: ${shown}; alarms at ${words.toLowerCase()} ${threshold}`;
}

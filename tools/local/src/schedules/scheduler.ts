import { randomUUID } from 'node:crypto';
import { type Clock, systemClock } from '../poller/clock.ts';
import type { InvokeEvent } from '../poller/invoke.ts';
import type { Log } from '../poller/log.ts';
import { accountId, region } from '../settings.ts';
import { invokeAsync, type Run } from './asyncInvocation.ts';
import type { Schedule } from './schedule.ts';

/** After this time, it notices that the laptop was asleep or its clock was set. */
const LONGEST_SLEEP_MS = 30_000;

export interface SchedulerOptions {
  invoker(schedule: Schedule): InvokeEvent;
  sendFailure(queueArn: string, message: Record<string, unknown>): Promise<void>;
  log: Log;
  clock?: Clock;
}

/** How a schedule's function ran when it was fired by hand. */
export interface Fired {
  run: Run;
  /** True if Lambda tries again. */
  willRetry: boolean;
}

/** Fires the schedules of a copy when they are due, as EventBridge does, or by hand. */
export class Scheduler {
  readonly #schedules: readonly Schedule[];
  readonly #options: SchedulerOptions;
  readonly #clock: Clock;
  readonly #stopping = new AbortController();

  constructor(schedules: readonly Schedule[], options: SchedulerOptions) {
    this.#schedules = schedules;
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
  }

  start(): void {
    for (const schedule of this.#schedules) {
      if (schedule.enabled) void this.#wait(schedule);
    }
  }

  /** Stops firing. Retries that are due later are dropped. */
  stop(): void {
    this.#stopping.abort();
  }

  /** Names of the functions that have a schedule. */
  functionNames = (): string[] => [...new Set(this.#schedules.map(({ functionName }) => functionName))];

  /**
   * Fires a function's schedule now, even if it is disabled. Resolves after the function's first run. A failed run is
   * retried, as after any other firing.
   *
   * @param time the due time in the event
   * @returns undefined when no schedule has this function
   */
  async fire(functionName: string, time = new Date(this.#clock.now())): Promise<Fired | undefined> {
    const schedule = this.#schedules.find((one) => one.functionName === functionName);
    return schedule && this.#fire(schedule, time);
  }

  async #wait(schedule: Schedule): Promise<void> {
    const now = () => this.#clock.now();
    for (let due = schedule.next(new Date(now())); due; due = schedule.next(new Date(now()))) {
      while (now() < due.getTime()) {
        await this.#clock.sleep(Math.min(due.getTime() - now(), LONGEST_SLEEP_MS), this.#stopping.signal);
        if (this.#stopping.signal.aborted) return;
      }
      this.#options.log(`schedule: ${schedule.functionName} is due`);
      void this.#fire(schedule, due);
    }
  }

  #fire(schedule: Schedule, time: Date): Promise<Fired> {
    const { functionName, failures } = schedule;
    const { invoker, sendFailure, log } = this.#options;
    const first = Promise.withResolvers<Fired>();
    const invocation = invokeAsync({
      functionName,
      event: schedule.input ?? scheduledEvent(schedule, time),
      failures,
      invoke: invoker(schedule),
      sendFailure,
      onRun: (run, willRetry) => {
        first.resolve({ run, willRetry });
        if (run.status === 'failed') {
          log(`schedule: ${functionName} failed: ${run.reason}${willRetry ? '; it is tried again' : ''}`);
        }
      },
      clock: this.#clock,
      signal: this.#stopping.signal,
    });
    invocation.catch((error: Error) => log(`schedule: ${functionName}: ${error.message}`));
    return first.promise;
  }
}

/** @see https://docs.aws.amazon.com/eventbridge/latest/ref/overiew-event-structure.html */
const scheduledEvent = ({ arn }: Schedule, time: Date) => ({
  version: '0',
  id: randomUUID(),
  'detail-type': 'Scheduled Event',
  source: 'aws.events',
  account: accountId,
  time: time.toISOString().replace(/\.\d+Z$/, 'Z'),
  region,
  resources: [arn],
  detail: {},
});

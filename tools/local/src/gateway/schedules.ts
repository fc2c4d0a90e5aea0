import type { ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { utcTime } from '@orderflow/validation/time';
import { unlessInspected } from '../inspect.ts';
import type { Scheduler } from '../schedules/scheduler.ts';
import { HttpProblem } from './problem.ts';

/** Longer than the timeout of any function that a person waits for. */
const ANSWER_WITHIN_MS = 120_000;

/**
 * `POST /local/schedules/{functionName}`: fires a schedule and answers when its function has run. The function is given by
 * its name on this stage, or by its key in serverless.yml if only one service has such a key. `?time=` is the due time in
 * the event; now by default.
 *
 * @throws HttpProblem 400 for an invalid time, 404 without a schedule, 502 with the function's error, 504 when it does not
 *   run
 */
export async function fireSchedule(
  scheduler: Pick<Scheduler, 'functionNames' | 'fire'>,
  name: string,
  query: URLSearchParams,
  response: ServerResponse,
): Promise<void> {
  const functionName = find(scheduler.functionNames(), name);
  const startedAt = new Date();
  const timer = new AbortController();
  const fired = await Promise.race([
    scheduler.fire(functionName, timeOf(query, startedAt)),
    delay(unlessInspected(ANSWER_WITHIN_MS), undefined, { signal: timer.signal, ref: false }).catch(
      () => undefined,
    ),
  ]);
  timer.abort();
  if (!fired) throw new HttpProblem(504, `${functionName} did not run within ${ANSWER_WITHIN_MS / 1000} s`);
  const { run, willRetry } = fired;
  if (run.status === 'failed') {
    const then = willRetry
      ? 'it is tried again after one minute and then after two'
      : 'it is not tried again';
    throw new HttpProblem(502, `${functionName} failed: ${run.reason}; ${then}`, {}, { functionName });
  }
  const body = { functionName, startedAt, finishedAt: new Date(), result: run.payload };
  response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
}

function find(all: readonly string[], name: string): string {
  const found = all.filter((one) => one === name || one.endsWith(`-local-${name}`));
  if (found.length === 1 && found[0]) return found[0];
  const reason = found.length === 0 ? 'has no schedule' : 'is the name of several functions';
  const known = all.length === 0 ? 'there are no schedules' : `there are schedules of ${all.join(', ')}`;
  throw new HttpProblem(404, `${name} ${reason}; ${known}`);
}

function timeOf(query: URLSearchParams, now: Date): Date {
  const time = query.get('time');
  if (time === null) return now;
  const at = utcTime(time);
  if (at === undefined)
    throw new HttpProblem(400, 'time must be a time that exists, such as 2026-01-31T04:00:00Z');
  return new Date(at);
}

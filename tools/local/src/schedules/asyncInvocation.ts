import { randomUUID } from 'node:crypto';
import type { Clock } from '../poller/clock.ts';
import type { Invocation, InvokeEvent } from '../poller/invoke.ts';
import { accountId, region } from '../settings.ts';
import type { FailureHandling } from './schedule.ts';

/** How long Lambda waits before the first retry, and before the second. */
const RETRY_AFTER_MS = [60_000, 120_000];
/** Pause before the next attempt when a function cannot be invoked: its service is being started. */
const ASK_AGAIN_MS = 500;

/** The outcome of one run: the function's answer or its error. */
export type Run = Exclude<Invocation, { status: 'uninvoked' }>;

export interface AsyncInvocation {
  functionName: string;
  event: unknown;
  failures: FailureHandling;
  invoke: InvokeEvent;
  /** Sends a message to the on-failure destination. */
  sendFailure(arn: string, message: Record<string, unknown>): Promise<void>;
  /** Called after each attempt, with its outcome and whether another one follows. */
  onRun(run: Run, willRetry: boolean): void;
  clock: Clock;
  signal: AbortSignal;
}

/**
 * Invokes a function asynchronously, as Lambda does. If it fails, it runs again after one minute and after two. Then a
 * record goes to the on-failure destination. Resolves when there is nothing more to do.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html
 */
export async function invokeAsync(options: AsyncInvocation): Promise<void> {
  const { event, failures, invoke, onRun, clock, signal } = options;
  const expiry = clock.now() + failures.maximumAgeMs;
  for (let runs = 0; !signal.aborted; ) {
    const invocation = await invoke(event);
    if (invocation.status === 'uninvoked') {
      if (clock.now() + ASK_AGAIN_MS > expiry) return giveUp(options, 'EventAgeExceeded', runs);
      await clock.sleep(ASK_AGAIN_MS, signal);
      continue;
    }
    runs += 1;
    const wait = RETRY_AFTER_MS[Math.min(runs, RETRY_AFTER_MS.length) - 1] ?? 0;
    const exhausted = runs > failures.retries;
    const willRetry = invocation.status === 'failed' && !exhausted && clock.now() + wait <= expiry;
    onRun(invocation, willRetry);
    if (invocation.status === 'succeeded') return;
    if (!willRetry) {
      return giveUp(options, exhausted ? 'RetriesExhausted' : 'EventAgeExceeded', runs, invocation);
    }
    await clock.sleep(wait, signal);
  }
}

async function giveUp(
  { functionName, event, failures, sendFailure, clock }: AsyncInvocation,
  condition: 'RetriesExhausted' | 'EventAgeExceeded',
  runs: number,
  last?: Invocation,
): Promise<void> {
  if (!failures.onFailureQueueArn) return;
  const failed = last?.status === 'failed' ? last : undefined;
  await sendFailure(failures.onFailureQueueArn, {
    version: '1.0',
    timestamp: new Date(clock.now()).toISOString(),
    requestContext: {
      requestId: failed?.requestId ?? randomUUID(),
      functionArn: `arn:aws:lambda:${region}:${accountId}:function:${functionName}:$LATEST`,
      condition,
      approximateInvokeCount: runs,
    },
    requestPayload: event,
    ...(failed && {
      responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
      responsePayload: failed.payload ?? { errorMessage: failed.reason },
    }),
  });
}

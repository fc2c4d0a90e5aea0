import { traceCalls } from './awsCalls.ts';
import { noRecorder, type Recorder } from './recording.ts';
import { withoutSdkLog } from './sdkLog.ts';
import { recorderOf } from './tracer.ts';

/** Of this function, as its environment says. */
export const recorder: Recorder = recorderOf(process.env);

interface Planner<E> {
  plan(events: E[]): Promise<unknown>;
}

/** Has each plan of a transaction be a span, with what it reads below it; the commit is the span of its call. */
export const tracedPlan = <E, C extends Planner<E>>(consumer: C & Planner<E>): C => ({
  ...consumer,
  plan: (events: E[]) =>
    recorder.span('plan', { attributes: { 'orderflow.events': events.length } }, () => consumer.plan(events)),
});

/** Has each call of a client of the AWS SDK be a span, where spans are recorded, in place of what the SDK itself would log. */
export const traced = <C extends { middlewareStack: object }>(client: C): C =>
  recorder === noRecorder ? withoutSdkLog(client) : traceCalls(withoutSdkLog(client), recorder);

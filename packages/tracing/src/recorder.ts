import { traceCalls } from './awsCalls.ts';
import { noRecorder, type Recorder } from './recording.ts';
import { withoutSdkLog } from './sdkLog.ts';
import { recorderOf } from './tracer.ts';

/** The recorder of this function, as its environment configures it. */
export const recorder: Recorder = recorderOf(process.env);

interface Planner<E> {
  plan(events: E[]): Promise<unknown>;
}

/** Records each plan of a transaction as a span, with its reads below it. The commit is the span of its own call. */
export const tracedPlan = <E, C extends Planner<E>>(consumer: C & Planner<E>): C => ({
  ...consumer,
  plan: (events: E[]) =>
    recorder.span('plan', { attributes: { 'orderflow.events': events.length } }, () => consumer.plan(events)),
});

/** Records each call of an AWS SDK client as a span, if spans are recorded. Switches off the SDK's own log. */
export const traced = <C extends { middlewareStack: object }>(client: C): C =>
  recorder === noRecorder ? withoutSdkLog(client) : traceCalls(withoutSdkLog(client), recorder);

import { traceCalls } from './awsCalls.ts';
import { noRecorder, type Recorder } from './recording.ts';
import { recorderOf } from './tracer.ts';

/** Of this function, as its environment says. */
export const recorder: Recorder = recorderOf(process.env);

/** Has each call of a client of the AWS SDK be a span, where spans are recorded. */
export const traced = <C extends { middlewareStack: object }>(client: C): C =>
  recorder === noRecorder ? client : traceCalls(client, recorder);

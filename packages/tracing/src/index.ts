export { traceCalls } from './awsCalls.ts';
export { recorder, traced, tracedPlan } from './recorder.ts';
export {
  type ActiveSpan,
  createRecorder,
  noRecorder,
  type OpenSpan,
  type Recorder,
  type SpanOptions,
} from './recording.ts';
export { withoutSdkLog } from './sdkLog.ts';
export { type Attributes, type EndedSpan, SpanKind } from './span.ts';
export { enterTrace, type TraceContext, traceFields, traceOf, unsampled } from './traceContext.ts';
export { recorderOf, type TracingEnvironment } from './tracer.ts';

export { enterTrace, type TraceContext, traceFields, traceOf } from './traceContext.ts';

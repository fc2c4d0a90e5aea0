import { sendDatagrams, toDatagrams } from './datagrams.ts';
import { encodeTraces } from './otlp.ts';
import { postTraces } from './postTraces.ts';
import { createRecorder, noRecorder, type Recorder } from './recording.ts';
import { sampler } from './sampling.ts';
import type { Attributes, EndedSpan } from './span.ts';

const SCOPE = 'orderflow';

/** The variables that say whether and where spans go. The names are OpenTelemetry's and Lambda's own. */
export interface TracingEnvironment {
  /** The share of traces beginning here that are sampled, from 0 to 1. If unset, nothing is recorded. */
  OTEL_TRACES_SAMPLER_ARG?: string;
  /** An OTLP endpoint: spans are posted to /v1/traces below it. */
  OTEL_EXPORTER_OTLP_ENDPOINT?: string;
  /** Without an endpoint, spans go to this daemon. Lambda offers it while tracing is active. */
  AWS_XRAY_DAEMON_ADDRESS?: string;
  OTEL_SERVICE_NAME?: string;
  AWS_LAMBDA_FUNCTION_NAME?: string;
  AWS_LAMBDA_FUNCTION_VERSION?: string;
  AWS_REGION?: string;
  STAGE?: string;
}

/** The recorder that a function's environment configures. It records nothing if the variables are not set. */
export function recorderOf(environment: TracingEnvironment): Recorder {
  const { OTEL_TRACES_SAMPLER_ARG: ratio, OTEL_EXPORTER_OTLP_ENDPOINT: endpoint } = environment;
  const { AWS_XRAY_DAEMON_ADDRESS: daemon } = environment;
  if (!ratio || !(endpoint || daemon)) return noRecorder;
  const resource = resourceOf(environment);
  const encode = (spans: readonly EndedSpan[]) => encodeTraces(resource, SCOPE, spans);
  const post = endpoint && postTraces(endpoint);
  return createRecorder({
    isSampled: sampler(Number(ratio)),
    send: async (spans) => {
      if (post) post(encode(spans));
      else await sendDatagrams(daemon ?? '', toDatagrams(spans, encode));
    },
  });
}

/** @see https://opentelemetry.io/docs/specs/semconv/resource/faas/ */
const resourceOf = (environment: TracingEnvironment): Attributes => ({
  'service.name': environment.OTEL_SERVICE_NAME ?? environment.AWS_LAMBDA_FUNCTION_NAME ?? 'unknown_service',
  'deployment.environment.name': environment.STAGE,
  'cloud.provider': 'aws',
  'cloud.platform': 'aws_lambda',
  'cloud.region': environment.AWS_REGION,
  'faas.name': environment.AWS_LAMBDA_FUNCTION_NAME,
  'faas.version': environment.AWS_LAMBDA_FUNCTION_VERSION,
});

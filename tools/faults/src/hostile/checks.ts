import type { Outcome } from '../platform/invoke.ts';
import type { FunctionProcess } from '../seam/functionProcess.ts';

const HARMLESS_ID = /^[A-Za-z0-9_.:-]{1,128}$/;
const TRACE_ID = /^[0-9a-f]{32}$/;
const MAX_ANSWER_BYTES = 1024 * 1024;
const BUILT_INS = [Object.prototype, Array.prototype, Function.prototype, String.prototype].map(
  (prototype) => [prototype, Reflect.ownKeys(prototype).length] as const,
);

/** @throws Error when code that handled hostile input had a forbidden effect. */
export function checkProcess(process: FunctionProcess): void {
  for (const [prototype, keys] of BUILT_INS) {
    if (Reflect.ownKeys(prototype).length !== keys) throw new Error('a prototype was polluted');
  }
  for (const text of process.log) {
    if (text.indexOf('\n') !== text.length - 1) throw new Error(`the log has a line that is none: ${text}`);
    const line = JSON.parse(text);
    if (line._aws) checkMetrics(line);
    else if (!['INFO', 'WARN', 'ERROR'].includes(line.level))
      throw new Error(`a log line has no level: ${text}`);
    if (line.correlationId !== undefined && !HARMLESS_ID.test(line.correlationId)) {
      throw new Error(`the log has the correlation id ${line.correlationId}`);
    }
    if (line.traceId !== undefined && !TRACE_ID.test(line.traceId)) {
      throw new Error(`the log has the trace id ${line.traceId}`);
    }
  }
}

/** A metric takes only numbers from an input, and at most 100 values at once. */
function checkMetrics(line: EmbeddedMetrics): void {
  const names = line._aws.CloudWatchMetrics.flatMap(({ Metrics }) => Metrics.map(({ Name }) => Name));
  for (const name of names) {
    const values = [line[name]].flat();
    if (values.length > 100 || !values.every(Number.isFinite)) {
      throw new Error(`the metric ${name} has the values ${JSON.stringify(values)}`);
    }
  }
}

interface EmbeddedMetrics {
  _aws: { CloudWatchMetrics: { Metrics: { Name: string }[] }[] };
  [name: string]: unknown;
}

/** @throws Error when no client may get this answer. */
export function checkAnswer(outcome: Outcome): number {
  if (outcome.kind !== 'answered') {
    throw new Error(`no answer: ${outcome.kind} ${'error' in outcome ? (outcome.error as Error).stack : ''}`);
  }
  const { statusCode, headers, body } = outcome.value as {
    statusCode: number;
    headers: Record<string, string>;
    body: string;
  };
  if (statusCode < 200 || statusCode > 499) throw new Error(`status ${statusCode}: ${body}`);
  if (body.length > MAX_ANSWER_BYTES) throw new Error(`an answer of ${body.length} characters`);
  const isPage = headers['content-type']?.startsWith('text/html');
  if (!isPage && !HARMLESS_ID.test(headers['x-correlation-id'] ?? '')) throw new Error('no correlation id');
  const bad = Object.values(headers).find((value) => /[\r\n]/.test(value));
  if (bad) throw new Error(`a header with a line end: ${bad}`);
  if (!isPage) JSON.parse(body);
  return statusCode;
}

/** The random part of a trace id: its last 56 bits. W3C Trace Context Level 2, section 3.2.2.3. */
const RANDOM_DIGITS = 14;
const ALL = 2 ** 56;

/**
 * Decides by the trace id alone, so that all services decide alike. It takes this share of random ids.
 *
 * @param ratio from 0 (none) to 1 (all); anything else is none
 * @see https://opentelemetry.io/docs/specs/otel/trace/tracestate-probability-sampling/
 */
export const sampler =
  (ratio: number) =>
  (traceId: string): boolean =>
    ratio >= 1 || Number.parseInt(traceId.slice(-RANDOM_DIGITS), 16) >= ALL * (1 - ratio);

import type { Json } from './json.ts';

/** Response headers by name, as OpenAPI header objects. */
export const answerHeaders: Record<string, Json> = {
  'x-correlation-id': {
    description: "The request's, where it sent one; it is in every log line and event that follows.",
    required: true,
    schema: { type: 'string', pattern: '^[A-Za-z0-9_.:-]{1,128}$' },
  },
  Location: { description: 'Path of what was created.', schema: { type: 'string', format: 'uri-reference' } },
  'Idempotency-Replayed': {
    description: '`true`: this request had succeeded before, and this is the answer it got then.',
    schema: { const: 'true' },
  },
  'Retry-After': {
    description: 'Seconds to wait before trying again.',
    schema: { type: 'integer', minimum: 0 },
  },
};

/** Request headers by component name, as OpenAPI parameter objects. */
export const requestHeaders: Record<string, Json> = {
  CorrelationId: {
    name: 'x-correlation-id',
    in: 'header',
    description:
      'Follows the request through logs and events, if it is 1 to 128 characters of `A-Z a-z 0-9 _ . : -`; another is not refused, but replaced.',
    schema: { type: 'string' },
  },
  Traceparent: {
    name: 'traceparent',
    in: 'header',
    description:
      'W3C Trace Context: where in its trace the caller is. What follows from the request, its events among it, is in that trace; one that is malformed is not refused, but a trace begins.',
    schema: { type: 'string' },
  },
  Tracestate: {
    name: 'tracestate',
    in: 'header',
    description:
      'W3C Trace Context, beside `traceparent`; 256 characters of it are passed on, in whole entries.',
    schema: { type: 'string' },
  },
  IdempotencyKey: {
    name: 'Idempotency-Key',
    in: 'header',
    required: true,
    description:
      'Makes the request safe to repeat: the same key with the same request is answered as the first was; with another request it is refused with 422. Bare, or in double quotes (RFC 8941), where it may also have commas: outside of them a comma stands between two keys, which are refused.',
    schema: {
      type: 'string',
      minLength: 1,
      maxLength: 514,
      pattern: '^(?:[!#-+\\--~][ -+\\--~]{0,254}|"(?:[ !#-\\[\\]-~]|\\\\["\\\\]){1,255}")$',
    },
    example: 'my-first-order',
  },
};

/** Default descriptions of error statuses; an operation may have its own. */
export const problems: Record<string, string> = {
  400: 'Malformed: the body is not JSON, or a header or a query parameter is not of its form.',
  401: 'No token, or one that does not hold.',
  403: 'The token lacks the scope.',
  404: 'There is no such thing, or it is not yours.',
  409: 'The state of the thing forbids it.',
  413: 'The body is larger than 256 KiB.',
  422: 'The body breaks its schema (`errors` says where), or the Idempotency-Key was used for another request.',
  429: 'Too many requests; wait for Retry-After.',
  500: 'Something went wrong on our side; quote the x-correlation-id when you report it.',
  503: 'Busy; wait for Retry-After.',
};

export const retryable = new Set(['429', '503']);

import type { Context } from '@orderflow/domain';
import { type ActiveSpan, recorder as ownRecorder, SpanKind, traceFields } from '@orderflow/tracing';
import type { Validator } from '@orderflow/validation';
import type {
  APIGatewayProxyEventV2WithJWTAuthorizer,
  APIGatewayProxyStructuredResultV2,
  Context as LambdaContext,
} from 'aws-lambda';
import { operatorIn, scopesIn, verifiedEmailIn } from './claims.ts';
import { correlationIdFrom } from './correlation.ts';
import { experimentBucket } from './experiment.ts';
import { errorFields, type Logger, logger } from './log.ts';
import { measure } from './metrics.ts';
import { refusePastEdge } from './origin.ts';
import { toProblem } from './problem.ts';
import { bodyBytes, jsonBody, principalOf } from './request.ts';
import { CORRELATION_ID, invocationAttributes } from './spanAttributes.ts';

/** A request without an authenticated caller. */
export interface PublicRequest {
  /**
   * Header values by lower-case name, without cookies. A header that came twice has both values, joined with a comma;
   * the code that reads it decides what that means.
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
   */
  headers: Record<string, string | undefined>;
  /** Decoded path parameters. */
  params: Record<string, string | undefined>;
  query: Record<string, string | undefined>;
  /** The bytes that were sent, for checks of a signature. */
  body: Buffer;
  /**
   * The JSON body, validated.
   *
   * @throws RefusedError (malformed) when it is not JSON; ValidationError when it breaks the schema.
   */
  json<T>(validator: Validator<T>): T;
  context: Context;
  log: Logger;
}

export interface HttpRequest extends PublicRequest {
  /** The caller: `sub` of the verified token. It passes `isUserId` of the domain. */
  principal: string;
  /** The caller's scopes. */
  scopes: Set<string>;
  /** The caller's e-mail address, if the token says that its issuer has verified it. */
  verifiedEmail: string | undefined;
}

export interface HttpReply {
  status: number;
  /** A string is sent as it is, and the reply sets its `content-type`. Anything else is sent as JSON. */
  body: unknown;
  headers?: Record<string, string>;
}

type Event = APIGatewayProxyEventV2WithJWTAuthorizer;

/**
 * Adapts a function from request to reply to an HTTP API (payload format 2.0): correlation id in and out, trace context
 * in, limits, problem details for errors, and one log line per request. An error that is not meant for callers is
 * logged whole and answered as a bare 500.
 */
export const http = (
  handle: (request: HttpRequest) => Promise<HttpReply>,
  clock = systemClock,
  recorder = ownRecorder,
) =>
  adapter(
    (request, event) =>
      handle({
        ...request,
        principal: principalOf(event),
        scopes: scopesIn(event.requestContext.authorizer?.jwt?.claims),
        verifiedEmail: verifiedEmailIn(event.requestContext.authorizer?.jwt?.claims),
      }),
    clock,
    (event) => operatorIn(event.requestContext.authorizer?.jwt?.claims),
    recorder,
  );

/** {@link http} for a route without authorizer. */
export const publicHttp = (
  handle: (request: PublicRequest) => Promise<HttpReply>,
  clock = systemClock,
  recorder = ownRecorder,
) => adapter(handle, clock, () => undefined, recorder);

const systemClock = () => new Date();

type Handle = (request: PublicRequest, event: Event) => Promise<HttpReply>;

function adapter(
  handle: Handle,
  clock: () => Date,
  operatorOf: (event: Event) => string | undefined,
  { invocation }: typeof ownRecorder,
) {
  const run = async (event: Event, correlationId: string, span: ActiveSpan) => {
    const now = clock();
    const log = logger({ correlationId, ...traceFields(span.trace), route: event.routeKey });
    const context = { correlationId, now, ...span.trace };
    const { status, body, headers } = await answer(event, context, log, handle);
    // The edge sets this header, too, but not on errors: CloudFront runs no function for error responses.
    const bucket = experimentBucket(event.headers);
    if (status === 500) countFailure();
    if (status >= 500) span.fail(String(status));
    span.set({ 'http.response.status_code': status });
    const operator = operatorOf(event);
    log.info('request', { status, ms: clock().getTime() - now.getTime(), ...(operator && { operator }) });
    return {
      statusCode: status,
      headers: {
        'content-type': 'application/json',
        'cache-control': 'no-store',
        ...(bucket && { 'x-experiment-bucket': bucket }),
        ...headers,
        'x-correlation-id': correlationId,
      },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    };
  };
  return (
    event: Event,
    lambda?: Pick<LambdaContext, 'awsRequestId'>,
  ): Promise<APIGatewayProxyStructuredResultV2> => {
    const correlationId = correlationIdFrom(event.headers['x-correlation-id']);
    const [method, route] = event.routeKey.split(' ');
    const attributes = {
      ...invocationAttributes('http', lambda),
      'http.request.method': method,
      'http.route': route,
      [CORRELATION_ID]: correlationId,
    };
    const options = { kind: SpanKind.SERVER, attributes, parent: event.headers, isParentTrusted: false };
    return invocation(event.routeKey, options, (span) => run(event, correlationId, span));
  };
}

/**
 * Lambda counts no error that has an answer. This metric counts them by function version, and a gradual deployment is
 * rolled back on it (tools/serverless/src/gradual.cjs). A 503 asks the caller to retry and does not count: otherwise
 * anybody who floods an open route could stop every deployment.
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime
 */
function countFailure(): void {
  const { AWS_LAMBDA_FUNCTION_NAME: FunctionName, AWS_LAMBDA_FUNCTION_VERSION: Version } = process.env;
  if (FunctionName && Version) measure('Count', { FailedRequests: 1 }, { FunctionName, Version });
}

async function answer(event: Event, context: Context, log: Logger, handle: Handle): Promise<HttpReply> {
  try {
    refusePastEdge(event.headers);
    const bytes = bodyBytes(event);
    const request: PublicRequest = {
      headers: event.headers,
      params: event.pathParameters ?? {},
      query: event.queryStringParameters ?? {},
      body: bytes,
      json: (validator) => jsonBody(event, bytes, validator),
      context,
      log,
    };
    return await handle(request, event);
  } catch (error) {
    const reply = problemReply(error);
    if (reply.status >= 500) log.error('request failed', errorFields(error));
    return reply;
  }
}

/** The answer to an error. `members` are additional ones for programs (RFC 9457, section 3.2). */
export function problemReply(error: unknown, members: Record<string, unknown> = {}): HttpReply {
  const problem = toProblem(error);
  return {
    status: problem.status,
    body: { ...problem, ...members },
    headers: {
      'content-type': 'application/problem+json',
      ...retryAfter(problem.status),
    },
  };
}

/** In seconds. A busy service recovers soon; a caller who exceeded a limit may try again within the hour. */
const RETRY_AFTER: Record<number, string> = { 429: '3600', 503: '1' };

const retryAfter = (status: number): Record<string, string> => {
  const seconds = RETRY_AFTER[status];
  return seconds ? { 'retry-after': seconds } : {};
};

/** The header of a replayed answer. */
export const replayed = ({ replayed }: { replayed: boolean }): Record<string, string> =>
  replayed ? { 'idempotency-replayed': 'true' } : {};

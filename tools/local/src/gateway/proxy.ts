import {
  Agent,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  type ServerResponse,
  request as send,
} from 'node:http';
import { buffer } from 'node:stream/consumers';
import { unlessInspected } from '../inspect.ts';
import { correlationHeader } from './correlation.ts';
import { HttpProblem, problemType } from './problem.ts';

/** An HTTP API waits at most this long for a function. */
const ANSWER_WITHIN_MS = 30_000;
/** These headers end at each hop (RFC 9110, section 7.6.1). `accept-encoding` is dropped too: HTTP APIs don't compress. */
const HOP_BY_HOP =
  'connection keep-alive proxy-authenticate proxy-authorization proxy-connection te trailer transfer-encoding upgrade';
const FAILED = "The function failed or timed out; its service's log says why";
const REFUSED = 'The service refused the request';
const agent = new Agent({ keepAlive: true });

interface Upstream {
  port: number;
  body: Buffer;
  /** Headers for the service, which override the caller's. */
  headers: Record<string, string>;
}

/** A service's answer as its caller gets it. */
export interface Answer {
  status: number;
  headers: OutgoingHttpHeaders;
  body: Buffer;
}

/**
 * Forwards a request to a service and returns the answer, both as a whole, as API Gateway does. Errors in other formats,
 * such as serverless-offline's own, become problem details.
 *
 * @throws HttpProblem 500 when the function threw or timed out, 503 when the service can't be reached or dies, 504 when it
 *   does not answer in time
 */
export async function forward(
  request: IncomingMessage,
  response: ServerResponse,
  upstream: Upstream,
): Promise<Answer> {
  const answer = await exchange(request, response, upstream);
  const body = await buffer(answer).catch((cause: Error) => {
    throw unavailable(cause);
  });
  const status = answer.statusCode ?? 502;
  if (isFunctionError(body)) throw new HttpProblem(500, FAILED);
  if (status >= 400 && !answer.headers['content-type']?.startsWith(problemType)) {
    const { 'retry-after': retryAfter, 'www-authenticate': challenge } = answer.headers;
    throw new HttpProblem(status, status >= 500 ? FAILED : refusalIn(body), {
      ...(retryAfter && { 'retry-after': retryAfter }),
      ...(challenge && { 'www-authenticate': challenge }),
    });
  }
  return { status, headers: endToEnd(answer.headers, [correlationHeader]), body };
}

/**
 * The service may close a kept-alive connection just when it is used again. The request is then sent on another connection:
 * https://nodejs.org/api/http.html#requestreusedsocket
 */
function exchange(
  request: IncomingMessage,
  response: ServerResponse,
  upstream: Upstream,
): Promise<IncomingMessage> {
  const { method, url: path, socket } = request;
  const forwardedFor = [request.headers['x-forwarded-for'], socket.remoteAddress].filter(Boolean).join(', ');
  const headers = {
    ...endToEnd(request.headers, ['accept-encoding', 'content-length', 'expect']),
    ...(upstream.body.length > 0 && { 'content-length': upstream.body.length }),
    'x-forwarded-for': forwardedFor,
    'x-forwarded-proto': 'http',
    ...upstream.headers,
  };
  const attempt = (resolve: (answer: IncomingMessage) => void, reject: (error: Error) => void) => {
    const outgoing = send({ host: '127.0.0.1', port: upstream.port, method, path, headers, agent }, resolve);
    outgoing.setTimeout(unlessInspected(ANSWER_WITHIN_MS), () => {
      reject(new HttpProblem(504, 'The service did not answer in time'));
      outgoing.destroy();
    });
    outgoing.on('error', (cause: NodeJS.ErrnoException) => {
      if (outgoing.reusedSocket && cause.code === 'ECONNRESET') attempt(resolve, reject);
      else reject(unavailable(cause));
    });
    response.on('close', () => outgoing.destroy());
    outgoing.end(upstream.body);
  };
  return new Promise(attempt);
}

function unavailable(cause: Error): HttpProblem {
  const problem = new HttpProblem(503, 'The service is restarting; try again in a moment', {
    'retry-after': '1',
  });
  problem.cause = cause;
  return problem;
}

function endToEnd(headers: IncomingMessage['headers'], without: readonly string[]): OutgoingHttpHeaders {
  const named = headers.connection?.toLowerCase().split(/ *, */) ?? [];
  const dropped = new Set([...HOP_BY_HOP.split(' '), ...named, ...without]);
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !dropped.has(name)));
}

/** serverless-offline answers 200 with the error and its stack when the function of an HTTP API throws or times out. */
function isFunctionError(body: Buffer): boolean {
  return body.subarray(0, 16).toString() === '{"errorMessage":' && body.includes('"stackTrace":[');
}

/** A client error's own message. */
function refusalIn(body: Buffer): string {
  try {
    const { message, error } = JSON.parse(body.toString()) as { message?: unknown; error?: unknown };
    return String(message ?? error ?? REFUSED);
  } catch {
    return REFUSED;
  }
}

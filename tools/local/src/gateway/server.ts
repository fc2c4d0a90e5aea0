import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { refusalOf } from '@orderflow/guard';
import type { Stack } from '@orderflow/stacks/template';
import { type Edge, openEdge } from '../edge/edge.ts';
import { type PolicyHeader, withPolicy } from '../edge/policyHeaders.ts';
import { listen } from '../listen.ts';
import type { Scheduler } from '../schedules/scheduler.ts';
import { secretHeader, secretOf } from '../secret.ts';
import type { Settings } from '../settings.ts';
import type { TraceReceiver } from '../traces/traceReceiver.ts';
import { readBody } from './body.ts';
import { answerClientError } from './clientError.ts';
import { type OpenConsole, openConsole } from './console.ts';
import { correlationHeader, correlationId } from './correlation.ts';
import type { Endpoint } from './endpoint.ts';
import { checkHealth } from './health.ts';
import { openIssuer } from './issuer.ts';
import { type Authorize, createAuthorize } from './jwt.ts';
import { localEndpoints } from './localEndpoints.ts';
import { Mailbox } from './mailbox.ts';
import { HttpProblem, sendProblem } from './problem.ts';
import { type Answer, forward } from './proxy.ts';
import { parseTarget } from './requestTarget.ts';
import { matchRoute, methodsOf, type Route, readRoutes } from './routes.ts';
import { fireSchedule } from './schedules.ts';
import { tokenSettings } from './tokenSettings.ts';
import { traceEndpoints } from './traces.ts';

/** Limits as in API Gateway and Node's defaults: bytes for request line and headers together, else milliseconds. */
const limits = {
  maxHeaderSize: 16_384,
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  keepAliveTimeout: 5_000,
  connectionsCheckingInterval: 5_000,
};

/** First segments of the paths that the gateway itself answers. */
const OWN_PATHS = new Set(['local', 'console']);

export interface GatewayOptions {
  /** True if mails are kept over restarts. */
  keep?: boolean;
  /** Receives spans. Without it, spans are neither taken nor shown. */
  traces?: Pick<TraceReceiver, 'takeNow' | 'open'>;
}

interface Gateway {
  /** Proves to the services that a request comes from the gateway. */
  secret: string;
  routes: readonly Route[];
  endpoints: ReadonlyMap<string, Endpoint>;
  authorize: Authorize;
  console: OpenConsole;
  edge: Edge;
  scheduler: Scheduler;
}

/**
 * Starts the gateway: one URL in front of all services, on 127.0.0.1 and the port of the settings. It does what the stage's
 * HTTP APIs do on AWS (routing, JWT authorizers, limits), and serves the extras that exist only locally.
 *
 * @param stacks all stacks, services by folder name
 * @param scheduler fires schedules on request
 * @throws Error when two services claim a route, an authorizer expects another issuer, or the port is taken
 */
export async function startGateway(
  settings: Settings,
  stacks: Stack[],
  scheduler: Scheduler,
  { keep = false, traces }: GatewayOptions = {},
): Promise<{ close(): Promise<void> }> {
  const routes = readRoutes(settings, stacks);
  const { issuer: issuerUrl, audiences } = tokenSettings(settings, routes);
  const issuer = await openIssuer(join(settings.stateDir, 'issuer'), issuerUrl, audiences);
  const mailbox = await Mailbox.open(keep ? join(settings.stateDir, 'data', 'mailbox.jsonl') : undefined);
  const edge = await openEdge(settings, stacks);
  const endpoints = new Map([
    ...localEndpoints(issuer, mailbox, edge.store, settings, () => checkHealth(settings, stacks)),
    ...(traces ? traceEndpoints(traces) : []),
  ]);
  const console = await openConsole(settings, stacks, () => mailbox.list(), traces);
  const gateway = {
    routes,
    endpoints,
    console,
    edge,
    scheduler,
    authorize: createAuthorize(issuer.jwks),
    secret: secretOf(settings),
  };

  const server = createServer(limits, (request, response) => {
    handle(gateway, request, response).catch((error: Error) => sendProblem(response, toProblem(error)));
  });
  server.on('clientError', answerClientError);
  await listen(server, settings.port);
  return {
    close: () =>
      new Promise((resolve) => {
        console.close();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function handle(gateway: Gateway, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const correlation = correlationId(request.headers[correlationHeader]);
  response.setHeader(correlationHeader, correlation);
  refuse(request, { status: 421 });
  const headers: Record<string, string> = {
    ...(await gateway.console.watchEdge(gateway.edge.receive(request, response))),
    [correlationHeader]: correlation,
  };

  const { method = '', url = '' } = request;
  const { segments, query } = parseTarget(url);
  const endpoint = gateway.endpoints.get(`${method} /${segments.join('/')}`);
  const [first, second, third] = segments;
  if (endpoint || (first !== undefined && OWN_PATHS.has(first))) refuse(request);
  if (endpoint) return endpoint({ request, response, query });
  if (method === 'POST' && first === 'local' && second === 'schedules' && third) {
    return fireSchedule(gateway.scheduler, third, query, response);
  }
  if (method !== 'OPTIONS' && first === 'console') return gateway.console.handle(request, response);

  const behaviour = gateway.edge.behaviour(url);
  const policy = behaviour?.answerHeaders ?? [];
  for (const { name, value } of policy) response.setHeader(name, value);
  const preflightFor = method === 'OPTIONS' ? request.headers['access-control-request-method'] : undefined;
  const route = matchRoute(gateway.routes, preflightFor ?? method, segments);
  if (!route || (preflightFor && !route.cors))
    throw noRoute(method, url, methodsOf(gateway.routes, segments));
  gateway.console.watch(route.service, response);
  const { cache } = gateway.edge;
  Object.assign(headers, behaviour?.originHeaders);
  const slot = cache.slot(method, url, { ...request.headers, ...headers });
  const kept = slot && cache.get(slot);
  if (kept) return sendAnswer(response, kept, 'Hit', policy);
  headers[secretHeader] = gateway.secret;
  const upstream = { port: route.port, headers, body: await readBody(request) };
  if (route.authorizer && !preflightFor) {
    const sent = request.headersDistinct['authorization'] ?? [];
    headers['authorization'] = `Bearer ${await gateway.authorize(sent, route.authorizer, route.scopes)}`;
  }
  const answer = await forward(request, response, upstream);
  if (slot) cache.put(slot, answer);
  sendAnswer(response, answer, answer.status < 400 ? 'Miss' : 'Error', policy);
}

function sendAnswer(
  response: ServerResponse,
  { status, headers, body }: Answer,
  cache: 'Hit' | 'Miss' | 'Error',
  policy: readonly PolicyHeader[],
): void {
  response.writeHead(status, { ...withPolicy(headers, policy), 'x-cache': `${cache} from cloudfront` });
  response.end(body);
}

function noRoute(method: string, url: string, allowed: readonly string[]): HttpProblem {
  if (allowed.length === 0) return new HttpProblem(404, `There is no route ${method} ${url}`);
  const allow = allowed.join(', ');
  return new HttpProblem(405, `There is no route ${method} ${url}; this path has ${allow}`, { allow });
}

/**
 * Refuses foreign host names everywhere, and web pages of other origins on paths that exist only locally. Such pages may
 * call the routes of the APIs, as on AWS: they need a token, and the API's CORS settings decide if they can read the
 * answer.
 *
 * @throws HttpProblem 403 or 421
 */
function refuse(request: IncomingMessage, only?: { status: 421 }): void {
  const refusal = refusalOf(request, { navigation: true });
  if (!refusal || (only && refusal.status !== only.status)) return;
  throw new HttpProblem(refusal.status, refusal.detail);
}

function toProblem(error: Error): HttpProblem {
  if (error instanceof HttpProblem) return error;
  process.stderr.write(`gateway: ${error.stack}\n`);
  return new HttpProblem(500, 'The gateway failed; the console of `pnpm dev` says why');
}

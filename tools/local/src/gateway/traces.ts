import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { otlpIn } from '@orderflow/ops/traces/datagram';
import { readOtlp } from '@orderflow/ops/traces/readOtlp';
import type { TraceStore } from '@orderflow/ops/traces/traceStore';
import { readBody } from './body.ts';
import { type Endpoint, sendJson } from './endpoint.ts';
import { HttpProblem } from './problem.ts';

const PROTOBUF = 'application/x-protobuf';
const TYPES = ['application/json', PROTOBUF];

/**
 * OTLP over HTTP, in both of its forms, and what came in by it or by {@link traceDaemon}: `GET /local/traces?find=TEXT`, the
 * latest first, by the id of a trace or a span, or what an attribute says.
 *
 * @see https://opentelemetry.io/docs/specs/otlp/#otlphttp
 */
export const traceEndpoints = (store: TraceStore): [string, Endpoint][] => [
  [
    'POST /v1/traces',
    async ({ request, response }) => {
      const [type = ''] = (request.headers['content-type'] ?? '').split(';');
      if (!TYPES.includes(type)) throw new HttpProblem(415, `Send OTLP as ${TYPES.join(' or ')}`);
      if (request.headers['content-encoding']) throw new HttpProblem(415, 'Send OTLP uncompressed');
      const body = await readBody(request);
      try {
        store.add(readOtlp(body, type));
      } catch {
        throw new HttpProblem(400, 'The body is no OTLP request');
      }
      if (type !== PROTOBUF) return sendJson(response, 200, {});
      // An empty message of protobuf: all was taken.
      response.writeHead(200, { 'content-type': PROTOBUF }).end();
    },
  ],
  [
    'GET /local/traces',
    ({ response, query }) => {
      const find = query.get('find') ?? '';
      if (find === '') throw new HttpProblem(400, 'Say what to find: ?find=TEXT');
      sendJson(response, 200, { traces: store.find(find) });
    },
  ],
];

/**
 * Plays the daemon of X-Ray for OTLP, on this machine only: takes datagrams, and answers nobody. What is none is left out.
 *
 * @throws Error when the port is taken
 */
export async function traceDaemon(store: TraceStore, port: number): Promise<Socket> {
  const socket = createSocket('udp4');
  socket.on('message', (datagram) => {
    const body = otlpIn(datagram);
    if (!body) return;
    try {
      store.add(readOtlp(body, PROTOBUF));
    } catch {
      // Whoever sent it hears nothing in any case.
    }
  });
  socket.bind(port, '127.0.0.1');
  await once(socket, 'listening');
  return socket;
}

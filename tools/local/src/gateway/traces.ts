import { PROTOBUF } from '../traces/traceInbox.ts';
import type { TraceReceiver } from '../traces/traceReceiver.ts';
import { readBody } from './body.ts';
import { type Endpoint, sendJson } from './endpoint.ts';
import { HttpProblem } from './problem.ts';

const JSON_TYPE = 'application/json';

/**
 * OTLP over HTTP, as JSON and as protobuf.
 *
 * @see https://opentelemetry.io/docs/specs/otlp/#otlphttp
 */
export const traceEndpoints = (receiver: Pick<TraceReceiver, 'takeNow'>): [string, Endpoint][] => [
  [
    'POST /v1/traces',
    async ({ request, response }) => {
      const [type = ''] = (request.headers['content-type'] ?? '').split(';');
      if (type !== JSON_TYPE && type !== PROTOBUF)
        throw new HttpProblem(415, `Send OTLP as ${JSON_TYPE} or ${PROTOBUF}`);
      if (request.headers['content-encoding']) throw new HttpProblem(415, 'Send OTLP uncompressed');
      const body = await readBody(request);
      try {
        receiver.takeNow(body, type);
      } catch {
        throw new HttpProblem(400, 'The body is no OTLP request');
      }
      if (type === JSON_TYPE) return sendJson(response, 200, {});
      // An empty protobuf message means that everything was taken.
      response.writeHead(200, { 'content-type': PROTOBUF }).end();
    },
  ],
];

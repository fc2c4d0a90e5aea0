import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { refusalOf } from '@orderflow/guard';
import { ApiError } from './apiError.ts';
import type { Provider } from './provider.ts';

export interface ProviderServer {
  port: number;
  close(): Promise<void>;
}

/** Interval of the check for due webhooks. */
const LOOK_MS = 50;

/**
 * The provider on 127.0.0.1: its API, and routes that Stripe does not have: `GET /ledger`, and `/faults` to read,
 * order (`POST`) and remove (`DELETE`) faults. Webhooks are sent while it runs.
 *
 * @throws Error when the port is taken
 */
export async function startProvider(provider: Provider, port: number): Promise<ProviderServer> {
  const server = createServer((request, response) => {
    handle(provider, request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const timer = setInterval(() => void provider.webhooks.deliverDue(), LOOK_MS);
  return {
    port: (server.address() as AddressInfo).port,
    close: () => {
      clearInterval(timer);
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

async function handle(provider: Provider, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const refusal = refusalOf(request);
  if (refusal) return send(response, refusal.status, { error: { message: refusal.detail } });
  const { method = '', url: path = '', headers } = request;
  const body = await text(request);
  switch (`${method} ${path}`) {
    case 'GET /ledger':
      return send(response, 200, provider.ledger());
    case 'GET /faults':
      return send(response, 200, provider.faults.list());
    case 'POST /faults':
      return order(provider, body, response);
    case 'DELETE /faults':
      provider.faults.clear();
      response.writeHead(204).end();
      return;
  }
  const answer = await provider.answer({ method, path, headers, body });
  if (!answer) return void request.socket.destroy();
  response.writeHead(answer.status, answer.headers).end(answer.body);
}

function order(provider: Provider, body: string, response: ServerResponse): void {
  try {
    provider.faults.order(JSON.parse(body || 'null'));
    response.writeHead(204).end();
  } catch (error) {
    const message = error instanceof ApiError ? error.message : 'The body is not JSON.';
    send(response, 400, { error: { message } });
  }
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

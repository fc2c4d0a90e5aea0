import type { IncomingMessage, ServerResponse } from 'node:http';

interface Call {
  request: IncomingMessage;
  response: ServerResponse;
  query: URLSearchParams;
}

/** Handles a request that the gateway answers itself. */
export type Endpoint = (call: Call) => Promise<void> | void;

export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
}

import { request } from 'node:http';
import { request as secureRequest } from 'node:https';

/** Requests that nobody has answered yet; whoever does not answer gets no more. */
const MAX_OPEN = 4;
const TIMEOUT_MS = 2_000;

/**
 * Posts spans to `/v1/traces` below an OTLP endpoint. Nobody waits for it and nothing fails by it: what is not taken, or is
 * under way when Lambda freezes the environment for good, is lost.
 *
 * @returns what posts one body, and says whether it was sent off.
 * @see https://opentelemetry.io/docs/specs/otlp/#otlphttp
 */
export function postTraces(endpoint: string): (body: Buffer) => boolean {
  let open = 0;
  return (body) => {
    if (open >= MAX_OPEN) return false;
    try {
      const url = new URL(`${endpoint.replace(/\/$/, '')}/v1/traces`);
      const post = (url.protocol === 'https:' ? secureRequest : request)(url, {
        method: 'POST',
        headers: { 'content-type': 'application/x-protobuf', 'content-length': body.length },
        timeout: TIMEOUT_MS,
      });
      open++;
      post.on('response', (answer) => answer.resume());
      post.on('timeout', () => post.destroy());
      post.on('error', () => undefined);
      post.on('close', () => open--);
      // The process does not stay for it.
      post.on('socket', (socket) => socket.unref());
      post.end(body);
      return true;
    } catch {
      return false;
    }
  };
}

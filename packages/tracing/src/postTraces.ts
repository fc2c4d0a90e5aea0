import { request } from 'node:http';
import { request as secureRequest } from 'node:https';

/** The most unanswered requests at a time: an endpoint that does not answer gets no more. */
const MAX_OPEN = 4;
const TIMEOUT_MS = 2_000;

/**
 * Posts spans to `/v1/traces` below an OTLP endpoint. Nobody waits for a post and nothing fails because of one. A post
 * that is not taken, or is in flight when Lambda freezes the environment for good, is lost.
 *
 * @returns a function that posts one body, and returns true if the post was started.
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
      // The socket does not keep the process alive.
      post.on('socket', (socket) => socket.unref());
      post.end(body);
      return true;
    } catch {
      return false;
    }
  };
}

import { PROTOBUF } from './traceInbox.ts';

/** Spans that are collected during this time are sent as one request. */
const FLUSH_MS = 1_000;
const MAX_BYTES = 4 * 1024 * 1024;
const TIMEOUT_MS = 5_000;

export interface Forwarding {
  /** Forwards an OTLP request some time later. */
  pass(body: Buffer, contentType: string): void;
  close(): void;
}

/**
 * Forwards spans to the OTLP endpoint in OpenTelemetry's own variables. Nobody waits for it, and its failures have no
 * effect. While one request is in flight, the next is collected. What does not fit is lost.
 *
 * @param own the gateway's address; forwarding to it would be an endless loop
 * @param say called once when the endpoint stops taking traces, and once when it takes them again
 * @returns undefined if no other endpoint is named
 * @see https://opentelemetry.io/docs/specs/otel/protocol/exporter/
 */
export function forwardTraces(
  environment: NodeJS.ProcessEnv,
  own: string,
  say: (line: string) => void,
): Forwarding | undefined {
  const { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_EXPORTER_OTLP_HEADERS: headers = '' } = environment;
  if (!endpoint) return undefined;
  const url = urlOf(endpoint);
  if (!url || isOwn(url, own)) {
    say(`OTEL_EXPORTER_OTLP_ENDPOINT=${endpoint} is no other OTLP endpoint: traces stay here`);
    return undefined;
  }
  const given = headersOf(headers);
  // Protobuf requests are joined by concatenation. JSON requests are sent one by one.
  let joined: { parts: Buffer[]; bytes: number } = { parts: [], bytes: 0 };
  let isUnderWay = false;
  let isTold = false;

  const post = async (body: Buffer, contentType: string) => {
    try {
      const answer = await fetch(url, {
        method: 'POST',
        body: new Uint8Array(body),
        headers: { ...given, 'content-type': contentType },
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      await answer.arrayBuffer();
      if (!answer.ok) throw new Error(`it answers ${answer.status}`);
      if (isTold) say(`${url.origin} takes traces again`);
      isTold = false;
    } catch (error) {
      const { message, cause } = error as Error;
      const why = cause instanceof Error ? cause.message : message;
      if (!isTold) say(`${url.origin} takes no traces: ${why || message}. They stay here`);
      isTold = true;
    }
  };
  const flush = async () => {
    if (isUnderWay || joined.parts.length === 0) return;
    isUnderWay = true;
    const { parts } = joined;
    joined = { parts: [], bytes: 0 };
    await post(Buffer.concat(parts), PROTOBUF);
    isUnderWay = false;
  };
  const timer = setInterval(() => void flush(), FLUSH_MS).unref();
  return {
    pass(body, contentType) {
      if (contentType !== PROTOBUF) {
        if (!isTold) void post(body, contentType);
      } else if (joined.bytes + body.length <= MAX_BYTES) {
        joined.parts.push(body);
        joined.bytes += body.length;
      }
    },
    close: () => clearInterval(timer),
  };
}

function urlOf(endpoint: string): URL | undefined {
  const url = URL.parse(`${endpoint.replace(/\/$/, '')}/v1/traces`);
  return url && /^https?:$/.test(url.protocol) ? url : undefined;
}

const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;
const isOwn = ({ hostname, port }: URL, own: string): boolean =>
  LOOPBACK.test(hostname) && port === new URL(own).port;

/** `name=value,name=value`, values percent-encoded. */
const headersOf = (text: string): Record<string, string> =>
  Object.fromEntries(
    text.split(',').flatMap((pair) => {
      const [, name, value] = /^\s*([\w-]+)\s*=\s*(.*?)\s*$/.exec(pair) ?? [];
      return name && value !== undefined ? [[name, decoded(value)]] : [];
    }),
  );

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

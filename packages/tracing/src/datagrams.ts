import type { EndedSpan } from './span.ts';

/** The header that the X-Ray daemon expects before OTLP, as in AWS's own UDP exporter. `S` means sampled. */
const HEADER = '{"format":"json","version":1}\nT1S';
/** A datagram has 65,507 bytes at most; base64 makes four of three. */
const MAX_BYTES = 45_000;

/** An IPv4 address, because a name would need a lookup first. `tcp:… udp:…` is the daemon's other form. */
const ADDRESS = /^(?:tcp:\S{1,50} udp:)?((?:\d{1,3}\.){3}\d{1,3}):(\d{1,5})$/;

/**
 * Spans as datagrams for the X-Ray daemon, each with as many spans as fit. A span that is too large for one is left
 * out.
 *
 * @param encode spans as OTLP
 * @see https://github.com/aws-observability/aws-otel-js-instrumentation/tree/main/exporters/aws-otel-otlp-udp-exporter
 */
export function toDatagrams(
  spans: readonly EndedSpan[],
  encode: (some: readonly EndedSpan[]) => Buffer,
): string[] {
  if (spans.length === 0) return [];
  const body = encode(spans);
  if (body.length <= MAX_BYTES) return [HEADER + body.toString('base64')];
  if (spans.length === 1) return [];
  const middle = Math.ceil(spans.length / 2);
  return [...toDatagrams(spans.slice(0, middle), encode), ...toDatagrams(spans.slice(middle), encode)];
}

/**
 * Sends datagrams to an address in the form of AWS_XRAY_DAEMON_ADDRESS. It ends when the last one has been handed to
 * the network, and waits for no answer. It never fails: datagrams that are not taken are lost.
 *
 * @returns how many were handed over.
 */
export async function sendDatagrams(address: string, datagrams: readonly string[]): Promise<number> {
  const [, host, port] = ADDRESS.exec(address) ?? [];
  if (!host || !port || datagrams.length === 0) return 0;
  let sent = 0;
  // Loaded only when there is something to send, so that it is not a part of every cold start.
  const { createSocket } = process.getBuiltinModule('node:dgram');
  // Both addresses, its own and the daemon's, are known. Without `lookup`, Node would load its resolver.
  const socket = createSocket({ type: 'udp4', lookup: (address, _, done) => done(null, address, 4) });
  // The socket may get no port. Then the callbacks of waiting sends never run.
  const broken = new Promise((resolve) => socket.on('error', resolve));
  const send = (datagram: string) =>
    new Promise<void>((resolve) => {
      try {
        socket.send(datagram, Number(port), host, (error) => {
          if (!error) sent++;
          resolve();
        });
      } catch {
        resolve();
      }
    });
  await Promise.race([Promise.all(datagrams.map(send)), broken]);
  socket.close();
  return sent;
}

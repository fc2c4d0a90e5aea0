import type { EndedSpan } from './span.ts';

/** What the X-Ray daemon expects before OTLP, as AWS's own exporter over UDP sends it: `S` for sampled. */
const HEADER = '{"format":"json","version":1}\nT1S';
/** A datagram has 65,507 bytes at most; base64 makes four of three. */
const MAX_BYTES = 45_000;

/** An IPv4 address: a name would have to be looked up first. `tcp:… udp:…` is the daemon's other form. */
const ADDRESS = /^(?:tcp:\S{1,50} udp:)?((?:\d{1,3}\.){3}\d{1,3}):(\d{1,5})$/;

/**
 * Spans as datagrams for the X-Ray daemon, as many together as fit. A span that fits in none is left out.
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
 * Sends datagrams to an address as AWS_XRAY_DAEMON_ADDRESS has it. It ends when the last one has been handed to the network, which takes no answer from
 * anybody, and never fails: what is not taken is lost.
 *
 * @returns how many were handed over.
 */
export async function sendDatagrams(address: string, datagrams: readonly string[]): Promise<number> {
  const [, host, port] = ADDRESS.exec(address) ?? [];
  if (!host || !port || datagrams.length === 0) return 0;
  let sent = 0;
  // Loaded when there is something to send: it is a part of every cold start otherwise.
  const { createSocket } = process.getBuiltinModule('node:dgram');
  // Both addresses, its own and the daemon's, are known; Node would load its resolver to look them up.
  const socket = createSocket({ type: 'udp4', lookup: (address, _, done) => done(null, address, 4) });
  // It may get no port; what waits for one is then never called back.
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

import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { otlpIn } from '@orderflow/ops/traces/datagram';
import { readOtlp } from '@orderflow/ops/traces/readOtlp';
import type { Usage } from './prices.ts';
import { scaled, sum } from './usage.ts';

/** Receives spans like the X-Ray daemon. For each batch that is a trace of its own, it records the number of messages. */
export async function traceSink() {
  const socket = createSocket({ type: 'udp4', recvBufferSize: 4 * 1024 * 1024 }).bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const batches: number[] = [];
  socket.on('message', (datagram) => {
    const body = otlpIn(datagram);
    for (const { parentSpanId, kind, attributes } of body ? readOtlp(body, 'application/x-protobuf') : []) {
      if (!parentSpanId && kind === 'consumer')
        batches.push(Number(attributes['messaging.batch.message_count']));
    }
  });
  return {
    environment: {
      OTEL_TRACES_SAMPLER_ARG: '1',
      AWS_XRAY_DAEMON_ADDRESS: `127.0.0.1:${socket.address().port}`,
    },
    batches,
    stop: () => socket.close(),
  };
}

/**
 * Number of recorded traces at a sampling share: an order is sampled with its request, a batch if one of its messages
 * is.
 *
 * @param share from 0 to 1
 */
export const tracesAt = (share: number, orders: number, batches: number[]): number =>
  orders * share + batches.reduce((all, size) => all + 1 - (1 - share) ** size, 0);

/** What one order costs with its traces: the functions' use with tracing, and the traces themselves. */
export const withTraces = (
  share: number,
  orders: number,
  untraced: Usage,
  traced: Usage,
  batches: number[],
): Usage =>
  sum([
    scaled(untraced, 1 - share),
    scaled(traced, share),
    { 'X-Ray traces': tracesAt(share, orders, batches) / orders },
  ]);

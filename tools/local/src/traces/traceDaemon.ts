import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { otlpIn } from '@orderflow/ops/traces/datagram';

export interface TraceDaemon {
  /** A value for AWS_XRAY_DAEMON_ADDRESS. */
  address: string;
  close(): void;
}

/**
 * Plays X-Ray's daemon for OTLP, on a free port of 127.0.0.1. It takes datagrams and answers none.
 *
 * @param take called with the OTLP request in a datagram; a datagram without one is dropped
 */
export async function openTraceDaemon(take: (body: Buffer) => void): Promise<TraceDaemon> {
  const socket = createSocket({ type: 'udp4', recvBufferSize: 4 * 1024 * 1024 });
  // A network error is no reason to end the copy.
  socket.on('error', () => undefined);
  socket.on('message', (datagram) => {
    const body = otlpIn(datagram);
    if (body) take(body);
  });
  const bound = once(socket, 'listening');
  socket.bind(0, '127.0.0.1');
  await bound;
  return { address: `127.0.0.1:${socket.address().port}`, close: () => socket.close() };
}

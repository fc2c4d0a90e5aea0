import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { otlpIn } from '@orderflow/ops/traces/datagram';

export interface TraceDaemon {
  /** As AWS_XRAY_DAEMON_ADDRESS has it. */
  address: string;
  close(): void;
}

/**
 * Plays the daemon of X-Ray for OTLP, on a free port of this machine alone: takes datagrams, and answers nobody.
 *
 * @param take is given the OTLP request in a datagram; one that has none is left out
 */
export async function openTraceDaemon(take: (body: Buffer) => void): Promise<TraceDaemon> {
  const socket = createSocket({ type: 'udp4', recvBufferSize: 4 * 1024 * 1024 });
  // What the network says of it is nothing that the copy should end for.
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

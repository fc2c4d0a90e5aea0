import type { Socket } from 'node:net';

interface ReceiveMessage {
  QueueUrl?: string;
  WaitTimeSeconds?: number;
}

interface Queue {
  attributes: Record<string, string>;
  waitForMessages(seconds: number): Promise<void>;
}

interface Store {
  getQueue(url: string): Queue | undefined;
}

type Handler = (
  body: ReceiveMessage,
  store: Store,
  request: { raw: { socket: Socket } },
) => Promise<{ Messages?: unknown[] }>;

const MOST_SECONDS = 20;

/**
 * fauxqs also gives a message to a long poll whose client has disconnected meanwhile. The message is then hidden for its
 * whole visibility timeout. With this handler, such a request gets no message.
 *
 * @param receive fauxqs's handler of ReceiveMessage
 */
export function onlyToTheLiving(receive: Handler): Handler {
  return async (body, store, request) => {
    const { socket } = request.raw;
    const queue = store.getQueue(body.QueueUrl ?? '');
    const seconds = Number(body.WaitTimeSeconds ?? queue?.attributes['ReceiveMessageWaitTimeSeconds'] ?? 0);
    if (!queue || !(seconds > 0 && seconds <= MOST_SECONDS)) return receive(body, store, request);
    const now = { ...body, WaitTimeSeconds: 0 };
    const found = await receive(now, store, request);
    if (found.Messages?.length) return found;
    await queue.waitForMessages(seconds);
    return socket.destroyed ? {} : receive(now, store, request);
  };
}

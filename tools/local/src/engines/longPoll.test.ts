import { expect, test } from '@jest/globals';
import { onlyToTheLiving } from './longPoll.ts';

/** A queue, and a client that waits for its next message. */
function waitingClient(WaitTimeSeconds?: number) {
  const messages: string[] = [];
  const asked: (number | undefined)[] = [];
  const arrived = Promise.withResolvers<void>();
  const queue = {
    attributes: { ReceiveMessageWaitTimeSeconds: '0' },
    waitForMessages: (seconds: number) => {
      asked.push(seconds);
      return arrived.promise;
    },
  };
  const socket = { destroyed: false };
  const receive = onlyToTheLiving(async () => ({ Messages: messages.splice(0) }));
  const body = {
    QueueUrl: 'http://127.0.0.1/work',
    ...(WaitTimeSeconds !== undefined && { WaitTimeSeconds }),
  };
  return {
    messages,
    asked,
    socket,
    answer: () =>
      receive(body, { getQueue: () => queue }, { raw: { socket } } as unknown as Parameters<
        typeof receive
      >[2]),
    arrive(message: string) {
      messages.push(message);
      arrived.resolve();
    },
  };
}
const settle = () => new Promise((resolve) => setImmediate(resolve));

test('a message goes to who waits for it', async () => {
  const client = waitingClient(20);
  const answer = client.answer();
  await settle();
  client.arrive('m');
  expect(await answer).toEqual({ Messages: ['m'] });
  expect(client.asked).toEqual([20]);
});

test('a message stays in the queue when who waited for it is gone', async () => {
  const client = waitingClient(20);
  const answer = client.answer();
  await settle();
  client.socket.destroyed = true;
  client.arrive('m');
  expect(await answer).toEqual({});
  expect(client.messages).toEqual(['m']);
});

test('a message that is there is not waited for, and who does not wait gets what is there', async () => {
  const client = waitingClient(20);
  client.messages.push('m');
  expect(await client.answer()).toEqual({ Messages: ['m'] });
  expect(await waitingClient().answer()).toEqual({ Messages: [] });
  expect(client.asked).toEqual([]);
});

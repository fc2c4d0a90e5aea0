import { createSocket, Socket } from 'node:dgram';
import { once } from 'node:events';
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { sendDatagrams, toDatagrams } from './datagrams.ts';
import type { EndedSpan } from './span.ts';

const stops: (() => unknown)[] = [];
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

/** Receives datagrams, like the daemon. */
async function daemon() {
  const socket = createSocket('udp4').bind(0, '127.0.0.1');
  stops.push(() => socket.close());
  await once(socket, 'listening');
  const received: string[] = [];
  socket.on('message', (message) => received.push(message.toString()));
  const until = async (count: number) => {
    while (received.length < count) await once(socket, 'message');
    return received;
  };
  return { address: `127.0.0.1:${socket.address().port}`, until };
}

const spans = (count: number) =>
  Array.from({ length: count }, (_, id) => ({ name: String(id) }) as EndedSpan);
const asText = (size: number) => (some: readonly EndedSpan[]) =>
  Buffer.from(some.map(({ name }) => name.padEnd(size)).join(','));
const textOf = (datagram: string) => {
  const [header, body = ''] = datagram.split('\n');
  expect(header).toBe('{"format":"json","version":1}');
  expect(body.slice(0, 3)).toBe('T1S');
  return Buffer.from(body.slice(3), 'base64').toString();
};

describe('spans as datagrams', () => {
  test('are one where they fit into one', () => {
    expect(toDatagrams(spans(3), asText(1)).map(textOf)).toEqual(['0,1,2']);
    expect(toDatagrams([], asText(1))).toEqual([]);
  });

  test('are several where they do not, each small enough, and all of them in order', () => {
    const datagrams = toDatagrams(spans(100), asText(2_000));
    expect(datagrams.length).toBeGreaterThan(4);
    for (const datagram of datagrams) expect(datagram.length).toBeLessThan(65_507);
    const names = datagrams.flatMap((one) =>
      textOf(one)
        .split(',')
        .map((name) => name.trim()),
    );
    expect(names).toEqual(spans(100).map(({ name }) => name));
  });

  test('do without one that fits in none', () => {
    const encode = (some: readonly EndedSpan[]) =>
      Buffer.alloc(some.reduce((sum, { name }) => sum + (name === '1' ? 50_000 : 10), 0));
    expect(toDatagrams(spans(3), encode)).toHaveLength(2);
  });
});

describe('sending them', () => {
  test('hands them to whoever listens', async () => {
    const { address, until } = await daemon();
    expect(await sendDatagrams(address, ['a', 'b'])).toBe(2);
    expect((await until(2)).sort()).toEqual(['a', 'b']);
  });

  test('understands the other form of the address', async () => {
    const { address, until } = await daemon();
    expect(await sendDatagrams(`tcp:127.0.0.1:1 udp:${address}`, ['a'])).toBe(1);
    expect(await until(1)).toEqual(['a']);
  });

  // Linux routes all of 127.0.0.0/8 to itself, and answers 127.0.0.2 from 127.0.0.1 unless told otherwise.
  const onLinux = process.platform === 'linux' ? test : test.skip;
  onLinux('sends from an address of its own, and not from the daemon’s', async () => {
    const socket = createSocket('udp4').bind(0, '127.0.0.2');
    await once(socket, 'listening');
    const received = once(socket, 'message');
    await sendDatagrams(`127.0.0.2:${socket.address().port}`, ['a']);
    const [text, { address }] = await received;
    socket.close();
    expect([String(text), address]).toEqual(['a', '127.0.0.1']);
  });

  test('does not fail where nobody listens, or where nothing is', async () => {
    const { address } = await daemon();
    for (const stop of stops.splice(0)) stop();
    expect(await sendDatagrams(address, ['a'])).toBe(1);
    for (const wrong of [
      '',
      'localhost:2000',
      '127.0.0.1',
      '127.0.0.1:99999',
      '300.1.1.1:2000',
      'x'.repeat(9_000),
    ])
      expect([wrong.slice(0, 20), await sendDatagrams(wrong, ['a'])]).toEqual([wrong.slice(0, 20), 0]);
  });

  test('waits for no socket that gets no port', async () => {
    const bind = jest.spyOn(Socket.prototype, 'bind').mockImplementation(function (this: Socket) {
      process.nextTick(() => this.emit('error', new Error('bind EMFILE')));
      return this;
    });
    try {
      expect(await sendDatagrams('127.0.0.1:2000', ['a', 'b'])).toBe(0);
    } finally {
      bind.mockRestore();
    }
  });

  test('loses what is too large for a datagram, and nothing beside it', async () => {
    const { address, until } = await daemon();
    expect(await sendDatagrams(address, ['x'.repeat(70_000), 'b'])).toBe(1);
    expect(await until(1)).toEqual(['b']);
  });
});

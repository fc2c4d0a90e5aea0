import { randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { documentClient } from '../src/client.ts';
import { LeaseHeldError, type LeaseOptions, onceOutside } from '../src/lease.ts';

const client = documentClient();
const start = Date.parse('2026-11-20T08:00:00Z');
const LEASE_MS = 60_000;

/** An effect with a key of its own. Owners attempt it at times after the start. */
function mailing() {
  const key = `mail#${randomUUID()}`;
  const sent: string[] = [];
  const attempt = (owner: string, afterMs: number, more: Partial<LeaseOptions> = {}): LeaseOptions => ({
    client,
    table: 'orderflow-local-seen',
    key,
    owner,
    leaseMs: LEASE_MS,
    now: () => new Date(start + afterMs),
    ...more,
  });
  const send = (owner: string, afterMs = 0, more: Partial<LeaseOptions> = {}) =>
    onceOutside(attempt(owner, afterMs, more), async () => void sent.push(owner));
  const fail = (owner: string, afterMs: number, error: Error, more: Partial<LeaseOptions> = {}) =>
    onceOutside(attempt(owner, afterMs, more), async () => {
      throw error;
    });
  return { sent, attempt, send, fail };
}

/** An effect that ends when it is told to. */
function pending() {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const begun = Promise.withResolvers<void>();
  const effect = () => {
    begun.resolve();
    return promise;
  };
  return { effect, begun: begun.promise, resolve, reject };
}

describe('an effect outside the database', () => {
  test('happens once, and has happened already for those who come later', async () => {
    const { send, sent } = mailing();
    expect(await send('a')).toBe('done');
    expect(await send('a')).toBe('already');
    expect(await send('b')).toBe('already');
    expect(await send('b', 10 * LEASE_MS)).toBe('already');
    expect(sent).toEqual(['a']);
  });

  test('is left to its first owner by a second one, who is told to come again', async () => {
    const { attempt, send, sent } = mailing();
    const first = pending();
    const running = onceOutside(attempt('a', 0), first.effect);
    await first.begun;
    await expect(send('b', LEASE_MS - 1)).rejects.toBeInstanceOf(LeaseHeldError);
    first.resolve();
    expect(await running).toBe('done');
    expect(await send('b', LEASE_MS - 1)).toBe('already');
    expect(sent).toEqual([]);
  });

  test('has one owner when many come together', async () => {
    const { send, sent } = mailing();
    const owners = Array.from({ length: 20 }, (_, index) => `owner-${index}`);
    const results = await Promise.allSettled(owners.map((owner) => send(owner)));
    expect(sent).toHaveLength(1);
    const values = results.flatMap((result) => (result.status === 'fulfilled' ? result.value : []));
    expect(values.filter((value) => value === 'done')).toHaveLength(1);
    const errors = results.flatMap((result) => (result.status === 'rejected' ? result.reason : []));
    for (const error of errors) expect(error).toBeInstanceOf(LeaseHeldError);
  });

  test('is taken over from an owner whose lease ran out', async () => {
    const { fail, send, sent } = mailing();
    await expect(fail('a', 0, new Error('no answer'))).rejects.toThrow('no answer');
    await expect(send('b', LEASE_MS)).rejects.toBeInstanceOf(LeaseHeldError);
    expect(await send('b', LEASE_MS + 1)).toBe('done');
    expect(sent).toEqual(['b']);
  });

  test('may be tried again by its own owner at any time: an answer was lost', async () => {
    const { fail, send } = mailing();
    await expect(fail('a', 0, new Error('no answer'))).rejects.toThrow('no answer');
    expect(await send('a', 1)).toBe('done');
  });
});

describe('an owner that was slower than its lease', () => {
  /** Owner `a` is still at work when owner `b` takes over and works, too. */
  async function overtaken(more: Partial<LeaseOptions> = {}) {
    const { attempt, send } = mailing();
    const [slow, next] = [pending(), pending()];
    const running = onceOutside(attempt('a', 0, more), slow.effect);
    await slow.begun;
    const successor = onceOutside(attempt('b', LEASE_MS + 1), next.effect);
    await next.begun;
    return { slow, running, next, successor, send };
  }

  test('cannot complete the lease of its successor', async () => {
    const { slow, running, next, successor, send } = await overtaken();
    slow.resolve();
    await running;
    await expect(send('c', LEASE_MS + 2)).rejects.toBeInstanceOf(LeaseHeldError);
    next.resolve();
    expect(await successor).toBe('done');
    expect(await send('c', LEASE_MS + 2)).toBe('already');
  });

  test('cannot release it either', async () => {
    const { slow, running, next, successor, send } = await overtaken({ didNotHappen: () => true });
    slow.reject(new Error('refused'));
    await expect(running).rejects.toThrow('refused');
    await expect(send('c', LEASE_MS + 2)).rejects.toBeInstanceOf(LeaseHeldError);
    next.resolve();
    expect(await successor).toBe('done');
  });

  test('cannot undo what its successor has completed', async () => {
    const { slow, running, next, successor, send } = await overtaken({ didNotHappen: () => true });
    next.resolve();
    await successor;
    slow.reject(new Error('refused'));
    await expect(running).rejects.toThrow('refused');
    expect(await send('c', 10 * LEASE_MS)).toBe('already');
  });
});

describe('an effect that fails', () => {
  test('keeps its lease, because it may have happened', async () => {
    const { fail, send } = mailing();
    const error = new Error('no answer');
    await expect(fail('a', 0, error)).rejects.toBe(error);
    await expect(send('b', 1)).rejects.toBeInstanceOf(LeaseHeldError);
  });

  test('releases it when the error proves that it did not happen', async () => {
    const { fail, send } = mailing();
    const refused = new Error('refused');
    const options = { didNotHappen: (error: unknown) => error === refused };
    await expect(fail('a', 0, refused, options)).rejects.toBe(refused);
    await expect(fail('b', 1, new Error('no answer'), options)).rejects.toThrow('no answer');
    await expect(send('c', 2)).rejects.toBeInstanceOf(LeaseHeldError);
  });
});

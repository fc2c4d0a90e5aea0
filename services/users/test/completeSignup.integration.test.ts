import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import { RefusedError } from '@orderflow/domain';
import type { SQSEvent } from 'aws-lambda';
import { handler } from '../src/handlers/completeSignup.ts';
import { store as handlersStore } from '../src/lib/store.ts';
import { getUser } from '../src/models/users.ts';
import { somebody, store } from './testStore.ts';

const log = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
beforeAll(() => {
  process.env['USERS_TABLE'] = store.users;
});

const message = ({ userId, content }: ReturnType<typeof somebody>, more: object = {}) =>
  JSON.stringify({ userId, ...content, correlationId: 'c-test', ...more });

/** Message ids of the bodies that failed, by their position. */
async function failures(...bodies: string[]): Promise<string[]> {
  const Records = bodies.map((body, index) => ({
    messageId: String(index),
    receiptHandle: String(index),
    body,
    attributes: { ApproximateReceiveCount: '1' },
    eventSourceARN: 'arn:aws:sqs:us-east-1:000000000000:orderflow-local-signup',
  }));
  const { batchItemFailures } = await handler({ Records } as unknown as SQSEvent);
  return batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
}

describe('a queued sign-up', () => {
  test('creates the account, once however often it comes', async () => {
    const ann = somebody();
    expect(await failures(message(ann), message(ann))).toEqual([]);
    expect(await failures(message(ann))).toEqual([]);
    expect(await getUser(ann.userId, store)).toMatchObject({ ...ann.content, status: 'ONBOARDING' });
  });

  test('for an address that is taken is done, not failed: no repeat would change it', async () => {
    const [ann, bob] = [somebody(), somebody()];
    await failures(message(ann));
    expect(await failures(message(bob, { email: ann.content.email }))).toEqual([]);
    await expect(getUser(bob.userId, store)).rejects.toMatchObject({ refusal: 'not-found' });
    expect(log.mock.calls.join('')).toContain('"outcome":"EmailTaken"');
  });

  test('fails while the database is busy, and is done when it comes again', async () => {
    const ann = somebody();
    const busy = () => async () => {
      throw new RefusedError('unavailable', 'Busy');
    };
    handlersStore.client.middlewareStack.add(busy, { name: 'busy' });
    expect(await failures(message(ann), 'not JSON')).toEqual(['1', '0']);
    handlersStore.client.middlewareStack.remove('busy');
    expect(await failures(message(ann))).toEqual([]);
    expect(await getUser(ann.userId, store)).toMatchObject(ann.content);
  });
});

import { describe, expect, test } from '@jest/globals';
import type { Template } from '@orderflow/stacks/template';
import { clearWay, leftovers } from '../src/leftovers/clearWay.ts';
import { FakeAccount } from './fakeAccount.ts';

const base = (deletionProtection: boolean): Template => ({
  Outputs: {},
  Resources: {
    OrdersTable: {
      Type: 'AWS::DynamoDB::Table',
      Properties: { TableName: 'orderflow-prod-orders', DeletionProtectionEnabled: deletionProtection },
    },
    UserPool: {
      Type: 'AWS::Cognito::UserPool',
      Properties: {
        UserPoolName: 'orderflow-prod',
        DeletionProtection: deletionProtection ? 'ACTIVE' : 'INACTIVE',
      },
    },
    ImportsBucket: {
      Type: 'AWS::S3::Bucket',
      // biome-ignore lint/suspicious/noTemplateCurlyInString: CloudFormation's own placeholder.
      Properties: { BucketName: { 'Fn::Sub': 'orderflow-prod-imports-${AWS::AccountId}' } },
    },
    SignupQueue: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'orderflow-prod-signup' } },
  },
});
const prod = base(true);
const ids = (account: FakeAccount) => account.things.map(({ id }) => id);

describe('a first deployment that failed', () => {
  test('leaves what is protected, and a retry alone is refused', () => {
    const account = new FakeAccount();
    expect(() => account.deploy(prod, { failsAt: 'SignupQueue' })).toThrow('is refused');
    expect(ids(account)).toEqual(['orderflow-prod-orders', 'pool-1']);
    expect(() => account.deploy(prod)).toThrow('orderflow-prod-orders already exists');
  });

  test('is cleared away, and the retry works', async () => {
    const account = new FakeAccount();
    expect(() => account.deploy(prod, { failsAt: 'SignupQueue' })).toThrow();
    expect(await clearWay(prod, account)).toEqual([
      'orderflow-prod-orders, which was empty',
      'pool-1, which was empty',
    ]);
    expect(ids(account)).toEqual([]);
    account.deploy(prod);
    expect(account.things).toHaveLength(4);
  });

  test('leaves nothing of a preview', () => {
    const account = new FakeAccount();
    expect(() => account.deploy(base(false), { failsAt: 'SignupQueue' })).toThrow();
    expect(account.things).toEqual([]);
  });

  test.each(['REVIEW_IN_PROGRESS', 'ROLLBACK_COMPLETE', 'ROLLBACK_FAILED'])(
    'and is %s is deleted, with what it could not delete itself',
    async (status) => {
      const account = new FakeAccount();
      const stuck = {
        type: 'AWS::DynamoDB::Table',
        id: 'orderflow-prod-orders',
        name: 'orderflow-prod-orders',
      };
      account.failedCreation(status, { ...stuck, protected: true, items: 0 });
      expect(() => account.deploy(prod)).toThrow('takes no update');
      expect(await clearWay(prod, account)).toEqual([`the stack, which was ${status}`]);
      account.deploy(prod);
    },
  );

  test('and whose rollback failed, too, is rolled back to its end', async () => {
    const account = new FakeAccount();
    const stuck = {
      type: 'AWS::DynamoDB::Table',
      id: 'orderflow-prod-orders',
      name: 'orderflow-prod-orders',
    };
    account.failedCreation('UPDATE_ROLLBACK_FAILED', { ...stuck, protected: true, items: 0 });
    expect(await clearWay(prod, account)).toEqual(['the rest of a rollback that had failed']);
    account.deploy(prod);
  });
});

test('a removal that did not get to its end is not taken for a deployment: nothing of it is touched', async () => {
  const account = new FakeAccount();
  const table = { type: 'AWS::DynamoDB::Table', id: 'orderflow-prod-orders', name: 'orderflow-prod-orders' };
  account.failedCreation('DELETE_FAILED', { ...table, protected: true, items: 0 });
  await expect(clearWay(prod, account)).rejects.toThrow(/DELETE_FAILED.*pnpm run remove/);
  expect(account.things).toMatchObject([{ protected: true }]);
});

describe('a stage that is there', () => {
  test('has nothing to be cleared away, however empty it is', async () => {
    const account = new FakeAccount();
    account.deploy(prod);
    expect(await clearWay(prod, account)).toEqual([]);
    expect(account.things).toHaveLength(4);
  });

  test('of which a later deployment left a new table behind loses that one only', async () => {
    const account = new FakeAccount();
    const { OrdersTable, ...Resources } = prod.Resources;
    account.deploy({ ...prod, Resources });
    const more = { ...Resources, OrdersTable, Broken: Resources['SignupQueue'] } as Template['Resources'];
    expect(() => account.deploy({ ...prod, Resources: more }, { failsAt: 'Broken' })).toThrow();
    expect(await clearWay(prod, account)).toEqual(['orderflow-prod-orders, which was empty']);
    expect(ids(account)).toEqual(['pool-1', 'orderflow-prod-imports-123456789012', 'orderflow-prod-signup']);
  });
});

test('what holds data is never deleted: the deployment is refused before it changes anything', async () => {
  const account = new FakeAccount();
  expect(() => account.deploy(prod, { failsAt: 'SignupQueue' })).toThrow();
  for (const thing of account.things) if (thing.type === 'AWS::DynamoDB::Table') thing.items = 1;
  await expect(clearWay(prod, account)).rejects.toThrow(/orderflow-prod-orders: there, holding data/);
  expect(account.things).toMatchObject([{ protected: true, items: 1 }, { protected: true }]);
});

test('a removal sees what no stack has', async () => {
  const account = new FakeAccount();
  expect(() => account.deploy(prod, { failsAt: 'SignupQueue' })).toThrow();
  expect((await leftovers(prod, account)).map(({ name }) => name)).toEqual([
    'orderflow-prod-orders',
    'pool-1',
  ]);
});

test('a pool that a stage left with its people when it got an issuer of its own stands in nobody’s way', async () => {
  const account = new FakeAccount();
  expect(() => account.deploy(prod, { failsAt: 'SignupQueue' })).toThrow();
  for (const thing of account.things) if (thing.type === 'AWS::Cognito::UserPool') thing.items = 1;
  await clearWay(prod, account);
  expect(ids(account)).toEqual(['pool-1']);
});

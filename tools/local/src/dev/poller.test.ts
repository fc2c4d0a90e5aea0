import { expect, test } from '@jest/globals';
import { readSettings } from '../settings.ts';
import { poller } from './poller.ts';

test('the poller reads the stacks that its copy was started with, whatever was added since', () => {
  const stacks = ['base', 'orders'].map((name) => ({ name, resources: [] }));
  expect(poller(readSettings({}), stacks, true).args.slice(-2)).toEqual(['base', 'orders']);
});

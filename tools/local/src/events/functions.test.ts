import { expect, test } from '@jest/globals';
import { readSettings } from '../settings.ts';
import { findFunction, functionsOf, labelOf } from './functions.ts';

const stack = (name: string, ...keys: string[]) => ({
  name,
  resources: keys.map((key) => ({
    logicalId: key,
    type: 'AWS::Lambda::Function',
    properties: { FunctionName: `orderflow-${name}-local-${key}` },
  })),
});
const functions = functionsOf(readSettings({}), [
  stack('base'),
  stack('orders', 'placeOrder', 'publishEvents'),
  stack('users', 'publishEvents'),
]);

test.each([
  ['placeOrder', 'orders/placeOrder'],
  ['users/publishEvents', 'users/publishEvents'],
  ['orderflow-orders-local-publishEvents', 'orders/publishEvents'],
])('%s is %s', (name, label) => {
  expect(labelOf(findFunction(functions, name))).toBe(label);
});

test.each([
  ['publishEvents', /several functions; name one of orders\/publishEvents, users\/publishEvents$/],
  ['nobody', /is no function of this copy; name one of orders\/placeOrder, /],
])('%s is refused with what there is', (name, message) => {
  expect(() => findFunction(functions, name)).toThrow(message);
});

import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { type DocumentName, documentFile } from '../document/documents.ts';
import type { Json } from '../document/json.ts';
import { brokenAsyncApi } from './asyncapi.ts';
import { brokenOpenApi } from './openapi.ts';

const read = (name: DocumentName): Json => JSON.parse(readFileSync(documentFile(name), 'utf8'));
type Change = (document: Json) => void;

function after(change: Change, name: DocumentName): string[] {
  const document = read(name);
  change(document);
  return (name === 'openapi' ? brokenOpenApi : brokenAsyncApi)(read(name), document);
}

const schema =
  (name: string, change: Change): Change =>
  (document) =>
    change(document['components'].schemas[name]);
const placeOrder =
  (change: Change): Change =>
  (document) =>
    change(document['paths']['/orders'].post);

describe('an HTTP API breaks its clients when', () => {
  test.each<[string, Change, string]>([
    ['an operation goes', ({ paths }) => delete paths['/orders'].post, 'POST /orders is gone'],
    ['a path goes', ({ paths }) => delete paths['/signup'], 'POST /signup is gone'],
    [
      'it asks for another scope',
      placeOrder(({ security }) => security[0].jwt.push('orders:write')),
      'POST /orders: the scope orders:write is required now',
    ],
    [
      'it asks for a token',
      ({ paths }) => {
        paths['/onboarding/confirm'].post.security = [{ jwt: [] }];
      },
      'POST /onboarding/confirm: a token is required now',
    ],
    [
      'it requires another parameter',
      placeOrder(({ parameters }) =>
        parameters.push({ name: 'shop', in: 'query', required: true, schema: { type: 'string' } }),
      ),
      'POST /orders: the query parameter shop is required now',
    ],
    [
      'a parameter goes',
      ({ paths }) => {
        paths['/orders'].get.parameters = [];
      },
      'GET /orders: the query parameter cursor is gone',
    ],
    [
      'a body needs another field',
      schema('CreateOrder', ({ required }) => required.push('note')),
      'POST /orders, body: note takes less than what was published (optional against required)',
    ],
    [
      'a body loses a field',
      schema('CreateOrder', ({ properties }) => delete properties.note),
      'POST /orders, body: note takes less than what was published (a field that the other forbids)',
    ],
    [
      'an input limit narrows',
      schema('Quantity', (quantity) => {
        quantity['maximum'] = 100;
      }),
      'POST /orders, body: lines[].quantity takes less than what was published (maximum 10000 against 100)',
    ],
    [
      'an input pattern changes',
      schema('Sku', (sku) => {
        sku['pattern'] = '^[A-Z]+$';
      }),
      'GET /inventory/{sku}, path parameter sku takes less than what was published',
    ],
    [
      'an input type changes',
      schema('PutInventory', ({ properties }) => {
        properties.available.type = 'string';
      }),
      'PUT /inventory/{sku}, body: available takes less than what was published (type "integer" against "string")',
    ],
    [
      'an answer loses an optional field',
      schema('Order', ({ properties }) => delete properties.note),
      'GET /orders/{orderId}, answer 200: the field note is gone',
    ],
    [
      'an answer renames a field',
      schema('User', (user) => {
        user['properties'].fullName = user['properties'].name;
        delete user['properties'].name;
        user['required'] = ['userId', 'email', 'fullName', 'status', 'createdAt'];
      }),
      'GET /users/me, answer 200: the field name is gone',
    ],
    [
      'a field of an answer becomes optional',
      schema('Stock', (stock) => {
        stock['required'] = ['sku', 'available'];
      }),
      'GET /inventory/{sku}, answer 200: reserved is not what was published (optional against required)',
    ],
    [
      'an answer has a value that clients do not know',
      schema('OrderStatus', (status) => status['enum'].push('LOST')),
      'GET /orders, answer 200: items[].status is not what was published (the value "LOST")',
    ],
    [
      'success has another status',
      placeOrder(({ responses }) => {
        responses[200] = responses[201];
        delete responses[201];
      }),
      'POST /orders: it no longer answers 201',
    ],
    [
      'an answer loses a header',
      placeOrder(({ responses }) => delete responses[201].headers.Location),
      'POST /orders: the answer 201 has lost its header Location',
    ],
  ])('%s', (_, change, reason) => {
    expect(after(change, 'openapi')).toEqual(expect.arrayContaining([expect.stringContaining(reason)]));
  });
});

describe('an HTTP API may', () => {
  test.each<[string, Change]>([
    ['stay as it is', () => undefined],
    [
      'get an operation',
      ({ paths }) => {
        paths['/shipments'] = { post: paths['/orders'].post };
      },
    ],
    [
      'take another optional field',
      schema('CreateOrder', ({ properties }) => {
        properties.coupon = { type: 'string' };
      }),
    ],
    [
      'take another optional parameter',
      placeOrder(({ parameters }) =>
        parameters.push({ name: 'shop', in: 'query', schema: { type: 'string' } }),
      ),
    ],
    [
      'answer with another field',
      schema('Order', (order) => {
        order['properties'].shippedAt = { type: 'string' };
        order['required'].push('shippedAt');
      }),
    ],
    [
      'take more of a field that it never answers with',
      schema('PutInventory', ({ properties }) => {
        properties.available.maximum *= 2;
      }),
    ],
    [
      'drop a scope',
      ({ paths }) => {
        paths['/inventory/{sku}'].put.security = [{ jwt: [] }];
      },
    ],
    [
      'say it in other words',
      schema('Order', (order) => {
        order['description'] = 'Other words.';
      }),
    ],
  ])('%s', (_, change) => {
    expect(after(change, 'openapi')).toEqual([]);
  });
});

const orderCreated =
  (change: Change): Change =>
  ({ components }) =>
    change(components.messages.OrderCreatedEvent.payload.properties.data);

describe('events break their consumers when', () => {
  test.each<[string, Change, string]>([
    [
      'a type goes',
      ({ components }) => delete components.messages.OrderCreatedEvent,
      'the event order.created.v1 is gone',
    ],
    [
      'a field goes',
      orderCreated(({ properties }) => delete properties.note),
      'event order.created.v1: the field data.note is gone',
    ],
    [
      'a field becomes optional',
      orderCreated((data) => {
        data['required'] = ['orderId'];
      }),
      'event order.created.v1: data.total is not what was published (optional against required)',
    ],
    [
      'a limit of theirs widens',
      schema('Quantity', (quantity) => {
        quantity['maximum'] = 20_000;
      }),
      'event order.created.v1: data.lines[].quantity is not what was published (maximum 20000 against 10000)',
    ],
    [
      'the topic moves',
      ({ channels }) => {
        channels.events.address = 'elsewhere';
      },
      'the channel events is no longer at orderflow-{stage}-events',
    ],
  ])('%s', (_, change, reason) => {
    expect(after(change, 'asyncapi')).toContain(reason);
  });

  test('not when they say more', () => {
    const more = orderCreated((data) => {
      data['properties'].channel = { type: 'string' };
      data['required'].push('channel');
    });
    expect(after(more, 'asyncapi')).toEqual([]);
  });
});

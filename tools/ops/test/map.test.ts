import { beforeAll, describe, expect, test } from '@jest/globals';
import { type Drawing, ofService, toDrawing } from '../src/map/cards.ts';
import { type Form, type Layout, layOut, SIZES } from '../src/map/layout.ts';
import { readTopology } from '../src/map/topology.ts';
import type { MapEdge, Topology } from '../src/map/types.ts';
import type { Stack } from '../src/stage/types.ts';
import { realSystem } from './realSystem.ts';

const COMPILE_TIMEOUT = 240_000;

let stacks: Stack[];
let stage: string;
let topology: Topology;
let drawing: Drawing;
beforeAll(async () => {
  const system = await realSystem();
  ({ stacks, name: stage } = system);
  topology = readTopology(system);
  drawing = toDrawing(topology);
}, COMPILE_TIMEOUT);

const resources = (type: string) => stacks.flatMap((one) => one.resources).filter((one) => one.type === type);
const ids = (...kinds: string[]) =>
  topology.nodes.filter(({ kind }) => kinds.includes(kind)).map(({ id }) => id.replace(/^\w+ /, ''));
const named = (type: string, property: string) =>
  resources(type).map(({ properties }) => String(properties[property]));

describe('the nodes', () => {
  test.each([
    ['AWS::SQS::Queue', 'QueueName', ['queue', 'dlq']],
    ['AWS::Lambda::Function', 'FunctionName', ['function']],
    ['AWS::DynamoDB::Table', 'TableName', ['table']],
    ['AWS::Kinesis::Stream', 'Name', ['stream']],
    ['AWS::SNS::Topic', 'TopicName', ['topic']],
    ['AWS::ApiGatewayV2::Api', 'Name', ['api']],
    ['AWS::StepFunctions::StateMachine', 'StateMachineName', ['workflow']],
  ])('are each %s of the templates, once', (type, property, kinds) => {
    const wanted = named(type, property);
    expect(wanted.length).toBeGreaterThan(0);
    expect(ids(...kinds).sort()).toEqual(wanted.sort());
  });

  test('are each named bucket, each schedule and the distribution, once', () => {
    const buckets = named('AWS::S3::Bucket', 'BucketName').filter((name) => name !== 'undefined');
    expect(ids('bucket').sort()).toEqual(buckets.filter((name) => !name.includes('deployment')).sort());
    const rules = resources('AWS::Events::Rule').filter(({ properties }) => properties['ScheduleExpression']);
    expect(ids('schedule')).toHaveLength(rules.length);
    expect(ids('edge')).toHaveLength(1);
    expect(new Set(topology.nodes.map(({ id }) => id)).size).toBe(topology.nodes.length);
  });
});

describe('the edges', () => {
  const has = (from: string, to: string, how: MapEdge['how']) =>
    topology.edges.some((edge) => edge.from === from && edge.to === to && edge.how === how);
  const count = (from: RegExp, to: RegExp, how: MapEdge['how']) =>
    topology.edges.filter((edge) => from.test(edge.from) && to.test(edge.to) && edge.how === how).length;

  test('are each mapping, subscription, redrive policy, origin and schedule', () => {
    const mappings = resources('AWS::Lambda::EventSourceMapping').length;
    expect(count(/^(queue|table|stream) /, /^function /, 'flows')).toBe(mappings);
    const subscriptions = resources('AWS::SNS::Subscription').filter(
      ({ properties }) => properties['Protocol'] === 'sqs',
    );
    expect(count(/^topic /, /^queue /, 'flows')).toBe(subscriptions.length);
    const policies = resources('AWS::SQS::Queue').filter(({ properties }) => properties['RedrivePolicy']);
    expect(count(/^queue /, /^queue /, 'fails')).toBe(policies.length);
    expect(count(/^edge$/, /^api /, 'flows')).toBe(resources('AWS::ApiGatewayV2::Api').length);
    expect(count(/^schedule /, /^function /, 'flows')).toBe(ids('schedule').length);
  });

  test('are each route, under its function', () => {
    const routes = topology.edges.filter(({ from, how }) => from.startsWith('api ') && how === 'flows');
    const wanted = named('AWS::ApiGatewayV2::Route', 'RouteKey');
    expect(routes.flatMap(({ what = [] }) => what).sort()).toEqual(wanted.sort());
    const place = `function orderflow-orders-${stage}-placeOrder`;
    expect(routes.find(({ to }) => to === place)?.what).toEqual(['POST /orders']);
  });

  test('are what roles allow: an order from its request to its consumers', () => {
    const fn = (service: string, name: string) => `function orderflow-${service}-${stage}-${name}`;
    const at = (kind: string, name: string) => `${kind} orderflow-${stage}-${name}`;
    expect(has(fn('orders', 'placeOrder'), at('table', 'orders'), 'writes')).toBe(true);
    expect(has(at('table', 'orders'), fn('orders', 'publishEvents'), 'flows')).toBe(true);
    expect(has(fn('orders', 'publishEvents'), at('topic', 'events'), 'flows')).toBe(true);
    expect(has(at('topic', 'events'), at('queue', 'inventory'), 'flows')).toBe(true);
    expect(has(at('queue', 'inventory'), fn('orders', 'reserveStock'), 'flows')).toBe(true);
    expect(has(fn('orders', 'getOrder'), at('table', 'orders'), 'reads')).toBe(true);
    expect(count(/^bucket .*imports/, /^queue .*import-files$/, 'flows')).toBe(1);
    expect(has(fn('ingestion', 'planImport'), at('queue', 'import-chunks'), 'flows')).toBe(true);
    expect(has(at('workflow', 'onboarding'), at('queue', 'mails'), 'flows')).toBe(true);
    expect(has(fn('orders', 'dailyReport'), at('queue', 'schedule-failures'), 'fails')).toBe(true);
    for (const service of ['users', 'orders', 'ingestion', 'onboarding', 'payments'])
      expect(has(fn(service, 'publishEvents'), at('queue', 'stream-failures'), 'fails')).toBe(true);
  });

  test('leave no function without anything that starts it', () => {
    const idle = ids('function').filter(
      (name) => !topology.edges.some(({ to, how }) => to === `function ${name}` && how === 'flows'),
    );
    expect(idle).toEqual([]);
  });

  test('lead from a node to another, each pair once', () => {
    const nodes = new Set(topology.nodes.map(({ id }) => id));
    const pairs = topology.edges.map(({ from, to }) => `${from}>${to}`);
    expect(new Set(pairs).size).toBe(pairs.length);
    expect(topology.edges.filter(({ from, to }) => !nodes.has(from) || !nodes.has(to))).toEqual([]);
  });
});

test('a mapping that the template switches off stops its function', () => {
  const off = structuredClone(stacks);
  const name = `orderflow-orders-${stage}-countOrders`;
  const mapping = off
    .flatMap((one) => one.resources)
    .find(
      ({ type, properties }) => /Mapping$/.test(type) && String(properties['FunctionName']).includes(name),
    );
  expect(mapping).toBeDefined();
  if (mapping) mapping.properties['Enabled'] = false;
  const { nodes } = readTopology({ name: stage, stacks: off });
  expect(nodes.filter((node) => node.off).map(({ id }) => id)).toEqual([`function ${name}`]);
});

test('each node is drawn once: on a card of its own, as a row, or as a dead-letter queue', () => {
  const drawn = drawing.cards.flatMap(({ node, rows, dlqs }) => [node, ...rows, ...dlqs]);
  expect(drawn.map(({ id }) => id).sort()).toEqual(topology.nodes.map(({ id }) => id).sort());
  const inventory = drawing.cards.find(({ node }) => node.id === `queue orderflow-${stage}-inventory`);
  expect(inventory?.rows.map(({ name }) => name)).toEqual(['reserveStock']);
  expect(inventory?.dlqs.map(({ name }) => name)).toEqual(['inventory-dlq']);
});

describe.each(['', 'orders'])('the layout of %p', (service) => {
  const form: Form = service ? 'narrow' : 'wide';
  let part: Drawing;
  let layout: Layout;
  beforeAll(async () => {
    part = service ? ofService(drawing, service) : drawing;
    layout = await layOut(part, form);
  }, COMPILE_TIMEOUT);

  test('has every card inside of it, and none over another', () => {
    expect(layout.cards.map(({ card }) => card)).toEqual(part.cards);
    const overlapping = layout.cards.flatMap((a, index) =>
      layout.cards
        .slice(index + 1)
        .filter(
          (b) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height,
        )
        .map((b) => [a.card.node.id, b.card.node.id]),
    );
    expect(overlapping).toEqual([]);
    for (const { x, y, width, height } of layout.cards) {
      expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
      expect(x + width).toBeLessThanOrEqual(layout.width + 0.5);
      expect(y + height).toBeLessThanOrEqual(layout.height + 0.5);
    }
    if (form === 'narrow') expect(layout.width).toBeLessThan(SIZES.narrow.width * 4);
  });

  test('has a line for whatever flows, but for what would close a circle', () => {
    const lost = layout.links.filter(({ link, points }) => link.how === 'flows' && points.length < 2);
    expect(lost.map(({ link }) => [link.from, link.to])).toEqual([]);
  });
});

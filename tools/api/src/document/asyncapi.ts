import { readSystem } from '@orderflow/stacks/deployment';
import { readSchemas } from '@orderflow/validation/schemas';
import { Components } from './components.ts';
import type { Json } from './json.ts';

const CHANNEL = '#/channels/events';

/**
 * The events as an AsyncAPI 3 document: one channel, the SNS topic, with a message per event type that has a schema.
 * The operations are what the system sends, and what each queue behind the topic receives, by the subscriptions'
 * filters.
 */
export async function asyncApi(schemas: string, version: string): Promise<Json> {
  const components = new Components(schemas);
  const messages: Json = {};
  for (const { name, schema, eventType } of (await readSchemas(schemas)).published) {
    if (eventType === undefined) continue;
    const { $schema: _schema, $id: _id, ...payload } = schema;
    messages[name] = {
      name: eventType,
      title: eventType,
      summary: String(schema['description']),
      contentType: 'application/cloudevents+json',
      headers: { type: 'object', required: ['type'], properties: { type: { const: eventType } } },
      payload: await components.inline(payload, 'events/data.json'),
    };
  }
  const operations = (await subscriptions()).map(({ queue, types }): [string, Json] => [
    `receive${queue}`,
    {
      action: 'receive',
      summary: `The queue ${queue} gets these.`,
      channel: { $ref: CHANNEL },
      messages: refs(Object.keys(messages).filter((name) => types.includes(messages[name].name))),
    },
  ]);
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Orderflow events',
      version,
      description:
        'CloudEvents 1.0 (structured JSON) on one SNS topic. The message attribute `type` repeats the type, for filters. An event is delivered at least once: tell a repeat by its `id`. New fields may appear in `data`; ignore what you do not know.',
      license: { name: 'MIT', url: 'https://opensource.org/license/mit' },
    },
    defaultContentType: 'application/cloudevents+json',
    channels: {
      events: {
        address: 'orderflow-{stage}-events',
        description: 'SNS topic; subscribe with raw message delivery.',
        parameters: { stage: { description: 'Stage of the deployment.', default: 'local' } },
        messages: Object.fromEntries(
          Object.keys(messages).map((name) => [name, { $ref: `#/components/messages/${name}` }]),
        ),
      },
    },
    operations: {
      sendEvents: {
        action: 'send',
        summary: 'The services publish what happened.',
        channel: { $ref: CHANNEL },
        messages: refs(Object.keys(messages)),
      },
      ...Object.fromEntries(operations),
    },
    components: { messages, schemas: components.schemas },
  };
}

const refs = (names: string[]) => names.map((name) => ({ $ref: `${CHANNEL}/messages/${name}` }));

/** The event types that each subscription of the topic lets through to its queue. */
async function subscriptions(): Promise<{ queue: string; types: string[] }[]> {
  const resources = (await readSystem()).flatMap((stack) => stack.resources);
  const queueNamed = (name: string) =>
    resources.find(({ type, properties }) => type === 'AWS::SQS::Queue' && properties['QueueName'] === name);
  const found = resources
    .filter(({ type }) => type === 'AWS::SNS::Subscription')
    .map(({ properties: { Endpoint, FilterPolicy } }) => ({
      queue: queueNamed(String(Endpoint).split(':').at(-1) ?? '')?.logicalId ?? String(Endpoint),
      types: (FilterPolicy as { type?: string[] } | undefined)?.type ?? [],
    }));
  return found.sort((a, b) => (a.queue < b.queue ? -1 : 1));
}

import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readSchemas } from '@orderflow/validation/schemas';
import { parse, type ScalarTag } from 'yaml';
import { Components } from './components.ts';
import type { Json } from './json.ts';

const CHANNEL = '#/channels/events';

/**
 * The events as an AsyncAPI 3 document: one channel, the SNS topic, with a message per event type that has a schema;
 * what the system sends, and what each queue behind the topic receives, as the subscriptions' filters say.
 */
export async function asyncApi(schemas: string, root: string, version: string): Promise<Json> {
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
  const operations = (await subscriptions(root)).map(({ queue, types }): [string, Json] => [
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

/** CloudFormation's short forms mean nothing here beyond what they are applied to. */
const customTags: ScalarTag[] = ['!GetAtt', '!Ref', '!Sub', '!ImportValue', '!If', '!Equals'].map((tag) => ({
  tag,
  resolve: (value: string) => value,
}));

/**
 * What every subscription to the topic lets through to its queue, from the templates of the base stack and of services
 * that bring a queue of their own.
 */
async function subscriptions(root: string): Promise<{ queue: string; types: string[] }[]> {
  const found: { queue: string; types: string[] }[] = [];
  for await (const file of glob(['infrastructure/messaging.yml', 'services/*/*.queue.yml'], { cwd: root })) {
    const source = await readFile(join(root, file), 'utf8');
    const { Resources } = parse(source, { customTags, merge: true, logLevel: 'silent' }) as Json;
    for (const { Type, Properties } of Object.values(Resources as Json)) {
      if (Type !== 'AWS::SNS::Subscription') continue;
      const { Endpoint, FilterPolicy } = Properties;
      found.push({ queue: String(Endpoint).split('.')[0] ?? '', types: FilterPolicy?.type ?? [] });
    }
  }
  return found.sort((a, b) => (a.queue < b.queue ? -1 : 1));
}

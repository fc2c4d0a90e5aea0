import type { Name, Plan } from './plan.ts';

/**
 * A consumer of one event type: handler, model, failing test, and the declarations of its queue and of its function.
 * The queue, alarms, parameters and crash scenario are generated from the declarations.
 *
 * @param eventType e.g. `order.confirmed.v1`; it needs a schema
 */
export function consumer(name: Name, eventType: string): Plan {
  const { service, camel } = name;
  const source = `services/${service}/src`;
  return {
    create: {
      [`${source}/handlers/${camel}.ts`]: handler(name, eventType),
      [`${source}/models/${camel}.ts`]: model(name, eventType),
      [`${source}/models/${camel}.test.ts`]: failingTest(name, eventType),
    },
    insert: [
      { path: `services/${service}/serverless.yml`, text: entry(name), before: 'resources:' },
      { path: 'infrastructure/consumers.yml', text: declaration(name, eventType) },
    ],
  };
}

/** The type's name: `order.confirmed.v1` -> `OrderConfirmedEvent`. */
const typeOf = (eventType: string) =>
  `${eventType
    .replace(/\.v\d+$/, '')
    .split('.')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('')}Event`;

const handler = ({ camel }: Name, eventType: string) => `import { consume } from '@orderflow/idempotency';
import { consumeEvents } from '@orderflow/lambda';
import { is${typeOf(eventType)}, type ${typeOf(eventType)} } from '@orderflow/validation';
import { ${camel} } from '../models/${camel}.ts';

export const handler = consumeEvents<${typeOf(eventType)}>({ '${eventType}': is${typeOf(eventType)} }, (events) =>
  consume(${camel}(new Date()), events),
);
`;

const model = (
  { camel, kebab }: Name,
  eventType: string,
) => `import { type Consumer, documentClient, seenMark } from '@orderflow/idempotency';
import { env } from '@orderflow/lambda';
import type { ${typeOf(eventType)} } from '@orderflow/validation';

const client = documentClient();

/** Each event is marked as seen in the transaction of what it effects. */
export function ${camel}(now: Date, seen = env('SEEN_TABLE')): Consumer<${typeOf(eventType)}> {
  return {
    client,
    key: ({ id }) => id,
    plan: async (events) => ({
      guards: events.map(({ id }) => seenMark(seen, '${kebab}', id, now)),
      effects: [],
    }),
  };
}
`;

const failingTest = ({ camel }: Name, eventType: string) => `import { expect, test } from '@jest/globals';
import type { ${typeOf(eventType)} } from '@orderflow/validation';
import { ${camel} } from './${camel}.ts';

const event = { id: 'e1', type: '${eventType}' } as ${typeOf(eventType)};

test('${eventType} has its effect, in one transaction with the mark that it was seen', async () => {
  const { guards, effects } = await ${camel}(new Date(), 'seen').plan([event]);
  expect(guards).toHaveLength(1);
  expect(effects).toEqual([{ Update: 'say here what it writes' }]);
});
`;

const entry = ({ camel }: Name) => `
  ${camel}:
    handler: src/handlers/${camel}.handler
    timeout: \${param:consumerTimeout}
    events:
      - sqs:
          arn: \${param:${camel}QueueArn}
          batchSize: 10
          functionResponseType: ReportBatchItemFailures
          maximumConcurrency: 4
    environment:
      SEEN_TABLE: \${param:seenTable}
      RETRY_BASE_SECONDS: \${param:retryBaseSeconds}
    iamRoleStatements:
      - { Effect: Allow, Action: dynamodb:PutItem, Resource: "\${param:seenTableArn}" }
      - { Effect: Allow, Action: sqs:ChangeMessageVisibility, Resource: "\${param:${camel}QueueArn}" }
`;

const declaration = ({ kebab }: Name, eventType: string) => `
${kebab}:
  events: [${eventType}]
  # In the alarms' words: what it means that they are dead, and what waits when they are late.
  dead: Events failed for good.
  late: Events wait
`;

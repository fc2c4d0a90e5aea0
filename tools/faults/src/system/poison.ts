import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { depth, drain, eventually, Person } from '@orderflow/e2e';
import { createClients } from '../platform/clients.ts';
import { Queue } from '../platform/queue.ts';
import type { Options } from '../suite.ts';

const MESSAGES = 10_000;
/** One in this number of messages is poison. */
const POISON_EVERY = 100;
const DRAIN_SECONDS = 240;

/** A day for its counters alone, long before any order. */
const someDay = () => new Date(Math.floor(Math.random() * 10_000) * 86_400_000).toISOString().slice(0, 10);

/** A backlog with poison in it. Valid messages are counted once; poison is in the dead-letter queue, with its reason. */
export async function poison({ write }: Options): Promise<string[]> {
  const date = someDay();
  const run = randomUUID().slice(0, 8);
  const isPoison = (index: number) => index % POISON_EVERY === 0;
  const all = Array.from({ length: MESSAGES }, (_, index) => event(`${run}-${index}`, date, isPoison(index)));
  const queue = new Queue(createClients().sqs, 'orderflow-local-analytics');
  const started = performance.now();
  await Promise.all(
    Array.from({ length: 10 }, (_, part) => queue.send(all.filter((_, index) => index % 10 === part))),
  );

  const analyst = new Person('analyst', 'analytics:read');
  const sound = MESSAGES - MESSAGES / POISON_EVERY;
  const counted = async () => {
    const { body } = await analyst.get<{ days: { orders: number; confirmed: number }[] }>(
      `/analytics/daily?from=${date}&to=${date}`,
    );
    return body.days[0]?.confirmed ?? 0;
  };
  await eventually(async () => {
    const { waiting, inFlight } = await depth('analytics');
    if (waiting + inFlight > 0) throw new Error('the queue is not empty');
    if ((await counted()) < sound) throw new Error('not all is counted');
  }, DRAIN_SECONDS);
  const seconds = Math.round((performance.now() - started) / 1000);
  const dead = (await drain('analytics-dlq')).filter((body) => body.includes(run));
  const log = await readFile(join(String(process.env['ORDERFLOW_STATE_DIR']), 'logs/orders.log'), 'utf8');
  const explained = dead.filter((body) => {
    const { correlationid } = JSON.parse(body);
    return log
      .split('\n')
      .some((line) => line.includes(`"${correlationid}"`) && line.includes('ValidationError'));
  });
  const done = await counted();
  write(
    `${MESSAGES} messages in ${seconds} s: ${done} counted, ${dead.length} dead, ${explained.length} of these explained in the log`,
  );
  return [
    ...(done === sound ? [] : [`${done} were counted, not ${sound}`]),
    ...(dead.length === MESSAGES - sound ? [] : [`${dead.length} are dead, not ${MESSAGES - sound}`]),
    ...(explained.length === dead.length
      ? []
      : [`${dead.length - explained.length} are not explained in the log`]),
  ];
}

function event(id: string, date: string, isPoison: boolean): string {
  const at = `${date}T08:00:00.000Z`;
  return JSON.stringify({
    specversion: '1.0',
    id: `event-${id}`,
    source: '/orderflow/faults',
    type: 'order.confirmed.v1',
    subject: id,
    time: at,
    datacontenttype: 'application/json',
    correlationid: `c-${id}`,
    data: {
      orderId: id,
      userId: 'somebody',
      status: 'CONFIRMED',
      currency: 'EUR',
      lines: [{ sku: 'tea', quantity: 1, unitPrice: 250 }],
      total: isPoison ? 'a lot' : 250,
      createdAt: at,
    },
  });
}

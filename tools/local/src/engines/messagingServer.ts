import { mkdirSync } from 'node:fs';
import { guardServers } from '@orderflow/guard';
import { startFauxqs } from 'fauxqs';
import { Fifo } from '../fifo.ts';
import { accountId } from '../settings.ts';
import { onlyToTheLiving } from './longPoll.ts';
import { moveTasks } from './moveTasks.ts';
import { inspection } from './queueInspection.ts';

const dataDir = process.env.FAUXQS_DATA_DIR;
if (dataDir) {
  mkdirSync(dataDir, { recursive: true });
}

guardServers();

const internal = <T>(path: string) => import(new URL(path, import.meta.resolve('fauxqs')).href) as Promise<T>;
const { SqsStore } = await internal<{
  SqsStore: {
    prototype: {
      buildQueueUrl(name: string, port: string): string;
      createQueue(...about: unknown[]): { messages: object };
      inspectQueue(name: string): Parameters<typeof inspection>[0] | undefined;
    };
    createMessage: Parameters<typeof moveTasks>[0]['createMessage'];
  };
}>('./sqs/sqsStore.js');
const { SqsError } = await internal<{ SqsError: new (code: string, message: string) => Error }>(
  './common/errors.js',
);
const { SqsRouter } = await internal<{
  SqsRouter: { prototype: { register(action: string, handler: unknown): void } };
}>('./sqs/sqsRouter.js');

// Its queue URLs have the host sqs.REGION.localhost, which glibc does not resolve. Ours are those of the templates.
SqsStore.prototype.buildQueueUrl = (name, port) => `http://127.0.0.1:${port}/${accountId}/${name}`;

// Its queues are arrays, which become slow with 50,000 messages. fauxqs uses `push`, `shift`, `length` and iteration.
const { createQueue } = SqsStore.prototype;
SqsStore.prototype.createQueue = function (...about) {
  return Object.assign(createQueue.apply(this, about), { messages: new Fifo() });
};

const { inspectQueue } = SqsStore.prototype;
SqsStore.prototype.inspectQueue = function (name) {
  const all = inspectQueue.call(this, name);
  return all && inspection(all);
};

// fauxqs registers each of its actions at a router. We register ours together with one of them.
const { register } = SqsRouter.prototype;
const ours = moveTasks({
  createMessage: SqsStore.createMessage,
  fail: (code, message) => new SqsError(code, message),
});
SqsRouter.prototype.register = function (action, handler) {
  const added: Record<string, unknown> = { [action]: handler };
  if (action === 'PurgeQueue') Object.assign(added, ours);
  if (action === 'ReceiveMessage') {
    added[action] = onlyToTheLiving(handler as Parameters<typeof onlyToTheLiving>[0]);
  }
  for (const [name, one] of Object.entries(added)) register.call(this, name, one);
};

const fauxqs = await startFauxqs({ logger: false, ...(dataDir ? { dataDir } : {}) });
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => fauxqs.stop().finally(() => process.exit()));
}

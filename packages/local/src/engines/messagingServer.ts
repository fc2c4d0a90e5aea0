import { mkdirSync } from 'node:fs';
import { Server } from 'node:net';
import { startFauxqs } from 'fauxqs';
import { accountId } from '../settings.ts';

const dataDir = process.env.FAUXQS_DATA_DIR;
if (dataDir) {
  mkdirSync(dataDir, { recursive: true });
}

// fauxqs always asks for 0.0.0.0; without passwords it must not be reachable from outside.
const listen = Server.prototype.listen;
Server.prototype.listen = function (this: Server, ...args: unknown[]) {
  const [options, ...rest] = args as [{ host?: string }];
  return listen.apply(this, [{ ...options, host: '127.0.0.1' }, ...rest] as never);
};

// Its queue URLs have the host sqs.REGION.localhost, which glibc does not resolve; ours are those of the templates.
const internals = (await import(new URL('./sqs/sqsStore.js', import.meta.resolve('fauxqs')).href)) as {
  SqsStore: { prototype: { buildQueueUrl(name: string, port: string): string } };
};
internals.SqsStore.prototype.buildQueueUrl = (name, port) => `http://127.0.0.1:${port}/${accountId}/${name}`;

const fauxqs = await startFauxqs({ logger: false, ...(dataDir ? { dataDir } : {}) });
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => fauxqs.stop().finally(() => process.exit()));
}

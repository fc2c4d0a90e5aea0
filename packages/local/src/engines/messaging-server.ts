import { mkdirSync } from 'node:fs';
import { Server } from 'node:net';
import { startFauxqs } from 'fauxqs';

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

const fauxqs = await startFauxqs({ logger: false, ...(dataDir ? { dataDir } : {}) });
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => fauxqs.stop().finally(() => process.exit()));
}

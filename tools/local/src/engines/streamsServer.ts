import { createRequire } from 'node:module';
import { Server } from 'node:net';
import { dirname } from 'node:path';

// kinesis-local always listens on every interface; without passwords it must not be reachable from outside.
const listen: (this: Server, port: number, host: string, callback: () => void) => Server =
  Server.prototype.listen;
Server.prototype.listen = function (this: Server, port: number, ...rest: unknown[]) {
  return listen.call(this, port, '127.0.0.1', rest.at(-1) as () => void);
} as typeof Server.prototype.listen;

const require = createRequire(import.meta.url);
const main = require.resolve('kinesis-local');
// It reads its certificate from the working folder.
process.chdir(dirname(main));
require(main);

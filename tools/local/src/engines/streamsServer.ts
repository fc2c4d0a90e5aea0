import { createRequire } from 'node:module';
import { Server, type Socket } from 'node:net';
import { dirname } from 'node:path';
import { Server as TlsServer } from 'node:tls';
import { listenHereOnly } from '@orderflow/guard';
import { admits } from '@orderflow/guard/connection';
import { announcer, writes } from '../activity.ts';

listenHereOnly();
const announce = announcer(String(process.env['ORDERFLOW_STATE_DIR']));
// kinesis-local parses HTTP itself, so only its connections can be observed. Its second port, for TLS, has no use here.
const emit: (this: Server, event: string, ...args: unknown[]) => boolean = Server.prototype.emit;
Server.prototype.emit = function (this: Server, event: string, ...args: unknown[]) {
  if (event !== 'connection') return emit.call(this, event, ...args);
  const [socket] = args as [Socket];
  if (this instanceof TlsServer) socket.destroy();
  else
    void admits(socket).then((isIn) => {
      if (!isIn) return;
      listen(socket);
      emit.call(this, event, socket);
    });
  return true;
} as typeof Server.prototype.emit;

/** Announces writes. A `data` listener would make the socket flow, and kinesis-local would miss data. */
function listen(socket: Socket): void {
  const emitted: (this: Socket, event: string, ...args: unknown[]) => boolean = socket.emit;
  socket.emit = function (this: Socket, event: string, ...args: unknown[]) {
    if (event === 'data' && writes(args[0] as Buffer)) announce();
    return emitted.call(this, event, ...args);
  } as typeof socket.emit;
}

const require = createRequire(import.meta.url);
const main = require.resolve('kinesis-local');
// It reads its certificate from the working folder.
process.chdir(dirname(main));
require(main);

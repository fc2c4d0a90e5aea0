import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { refusalOf } from '@orderflow/guard';
import type { Stage } from '../stage/types.ts';
import type { Extras } from './extras.ts';
import { createConsole } from './handler.ts';

/** Serves the console of a stage on 127.0.0.1. Only programs of this machine and the console's own page may use it. */
export async function startConsole(stage: Stage, port: number, extras?: Extras): Promise<Server> {
  const handle = createConsole(stage, extras);
  const server = createServer((request, response) => {
    const refusal = refusalOf(request, { navigation: true });
    if (refusal) {
      response.writeHead(refusal.status).end(refusal.detail);
    } else if (/^\/console(\/|\?|$)/.test(request.url ?? '')) {
      void handle(request, response);
    } else {
      response.writeHead(302, { location: '/console' }).end();
    }
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

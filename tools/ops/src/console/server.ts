import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { Stage } from '../stage/types.ts';
import { createConsole } from './handler.ts';

/** Serves the console of a stage on 127.0.0.1, to its own names only (DNS rebinding). */
export async function startConsole(stage: Stage, port: number): Promise<Server> {
  const handle = createConsole(stage);
  const server = createServer((request, response) => {
    if (!/^(127\.0\.0\.1|localhost)(:\d+)?$/.test(request.headers.host ?? '')) {
      response.writeHead(421).end();
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

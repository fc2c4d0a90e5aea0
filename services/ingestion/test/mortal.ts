import type { Readable } from 'node:stream';
import { type Clients, newClients } from './testImports.ts';

/** The process that made a call is gone. */
export class Death extends Error {
  override readonly name = 'Death';
}

/**
 * Clients of a process that dies at one of its AWS calls: before the call goes out, or when it has had its effect and
 * the answer is on its way. A dead process makes no more calls.
 */
export function mortalClients(moment: 'before' | 'after', call: number): Clients & { dead: () => boolean } {
  const clients = newClients();
  let calls = 0;
  let dead = false;
  const die = () => {
    dead = true;
    throw new Death(`${moment} call ${call}`);
  };
  for (const client of [clients.client, clients.s3, clients.sqs]) {
    const stack = client.middlewareStack as typeof clients.s3.middlewareStack;
    stack.add((next) => async (args) => {
      if (dead) throw new Death('dead');
      const mine = ++calls;
      if (moment === 'before' && mine === call) die();
      const answer = await next(args);
      if (moment === 'after' && mine === call) {
        const { Body } = answer.output as { Body?: Readable };
        Body?.destroy();
        die();
      }
      return answer;
    });
  }
  return { ...clients, dead: () => dead };
}

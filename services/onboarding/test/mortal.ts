import { documentClient } from '@orderflow/idempotency';

/** The process that made a call is gone. */
export class Death extends Error {
  override readonly name = 'Death';
}

/**
 * A process that dies at one of its AWS calls: before the call goes out, or when it has had its effect and the answer
 * is on its way. A dead process makes no more calls. Its database client is mortal; `call` makes another effect so.
 */
export function mortal(moment: 'before' | 'after', fatal: number) {
  const client = documentClient();
  let calls = 0;
  let dead = false;
  const die = () => {
    dead = true;
    throw new Death(`${moment} call ${fatal}`);
  };
  async function call<T>(effect: () => Promise<T>): Promise<T> {
    if (dead) throw new Death('dead');
    const mine = ++calls;
    if (moment === 'before' && mine === fatal) die();
    const answer = await effect();
    if (moment === 'after' && mine === fatal) die();
    return answer;
  }
  client.middlewareStack.add((next) => (args) => call(() => next(args)));
  return { client, call, dead: () => dead };
}

export type Process = Pick<ReturnType<typeof mortal>, 'client' | 'call'>;

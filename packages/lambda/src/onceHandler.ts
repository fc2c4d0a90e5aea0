import { NodeHttpHandler, type NodeHttpHandlerOptions } from '@smithy/node-http-handler';

/**
 * A frozen environment does not see a server close its idle connections. AWS's servers keep them for longer than this,
 * and an environment that is at work uses them more often.
 */
const MAX_IDLE_MS = 1_000;

/**
 * The request handler of a client whose calls must not be repeated blindly (`maxAttempts: 1`). It leaves no call to a
 * connection that may have died while the environment was frozen, and makes once more a call of which nothing was sent.
 *
 * RFC 9110, section 9.2.2: a call that is not idempotent is repeated only where it was never applied. An answer that is
 * lost on the way is no such proof; the caller hears of it.
 */
export class OnceHandler extends NodeHttpHandler {
  readonly #maxIdleMs: number;
  #active = 0;
  #idleSince = 0;

  constructor(options: NodeHttpHandlerOptions, maxIdleMs = MAX_IDLE_MS) {
    super(options);
    this.#maxIdleMs = maxIdleMs;
  }

  override async handle(...call: Parameters<NodeHttpHandler['handle']>) {
    // Closes the connections that are open; the next call opens another.
    if (this.#active === 0 && Date.now() - this.#idleSince > this.#maxIdleMs) this.destroy();
    this.#active++;
    try {
      return await super.handle(...call).catch((error: unknown) => {
        if (!provesUnsent(error)) throw error;
        return super.handle(...call);
      });
    } finally {
      this.#active--;
      this.#idleSince = Date.now();
    }
  }
}

/**
 * Whether an error proves that the other side never had the whole request: there was no connection, or it was known to
 * be closed when the request was to be written. A connection that breaks later proves nothing.
 */
export function provesUnsent(error: unknown): boolean {
  const { syscall, code, name, message = '' } = (error ?? {}) as Partial<NodeJS.ErrnoException>;
  if (syscall === 'connect' || syscall === 'getaddrinfo') return true;
  if (syscall === 'write' && code === 'EPIPE') return true;
  return name === 'TimeoutError' && message.includes('did not establish a connection');
}

import { NodeHttpHandler, type NodeHttpHandlerOptions } from '@smithy/node-http-handler';

/**
 * A frozen environment does not notice when a server closes its idle connections. AWS's servers keep them for longer
 * than this, and a busy environment uses them more often than this.
 */
const MAX_IDLE_MS = 1_000;

/**
 * The request handler of a client whose calls must not be repeated blindly (`maxAttempts: 1`). It uses no connection
 * that may have died while the environment was frozen. It repeats a call once if the request was not sent.
 *
 * RFC 9110, section 9.2.2: a call that is not idempotent is repeated only if it was certainly not applied. A lost
 * answer does not prove that, so the caller gets the error.
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
    // Closes the open connections; the next call opens a new one.
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
 * True if an error proves that the server never had the whole request: there was no connection, or it was known to be
 * closed before the request was written. A connection that breaks later proves nothing.
 */
export function provesUnsent(error: unknown): boolean {
  const { syscall, code, name, message = '' } = (error ?? {}) as Partial<NodeJS.ErrnoException>;
  if (syscall === 'connect' || syscall === 'getaddrinfo') return true;
  if (syscall === 'write' && code === 'EPIPE') return true;
  return name === 'TimeoutError' && message.includes('did not establish a connection');
}

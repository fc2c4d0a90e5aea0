import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

type Handler = (event: { Records: Record<string, unknown>[] }) => unknown;

export interface LambdaEndpoint {
  port: number;
  close(): Promise<void>;
}

/** A Lambda Invoke endpoint that answers as ours does (see src/offline); `handler` plays the function. */
export async function startLambdaEndpoint(handler: Handler, port = 0): Promise<LambdaEndpoint> {
  const server = createServer(async (request, response) => {
    try {
      const result = await handler(JSON.parse(await bodyOf(request)));
      response.end(result === undefined ? '' : JSON.stringify(result));
    } catch (error) {
      const { name, message } = error as Error;
      response.setHeader('x-amz-function-error', 'Unhandled');
      response.end(JSON.stringify({ errorType: name, errorMessage: message }));
    }
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

/** Resolves when `condition` holds; fails after `timeoutMs`. */
export async function eventually(
  condition: () => boolean | Promise<boolean>,
  timeoutMs = 15_000,
): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`not so within ${timeoutMs} ms: ${condition}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

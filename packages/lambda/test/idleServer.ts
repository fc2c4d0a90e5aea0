import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

/** A server in a thread of its own, so that it keeps running while this thread is blocked. */
const SERVER = `
const { createServer } = require('node:http');
const { parentPort, workerData } = require('node:worker_threads');
let requests = 0;
const server = createServer((request, response) => {
  request.resume().on('end', () => {
    requests++;
    if (workerData.breaks) request.socket.destroy();
    else response.end('{}', () => setTimeout(() => request.socket.destroy(), workerData.idleMs));
  });
});
// Unlike Node's, AWS's servers do not say for how long they keep a connection.
server.keepAliveTimeout = 60_000;
parentPort.on('message', () => parentPort.postMessage({ requests }));
server.listen(0, '127.0.0.1', () => parentPort.postMessage({ port: server.address().port }));
`;

interface Options {
  /** How long it keeps an idle connection. */
  idleMs: number;
  /** It reads each request, and breaks the connection instead of answering. */
  breaks?: boolean;
}

export async function idleServer(options: Options) {
  const worker = new Worker(SERVER, { eval: true, workerData: options });
  const [{ port }] = await once(worker, 'message');
  return {
    port: Number(port),
    /** How many requests it has read. */
    async requests(): Promise<number> {
      worker.postMessage('how many');
      const [{ requests }] = await once(worker, 'message');
      return requests;
    },
    stop: () => worker.terminate(),
  };
}

/** Blocks this thread, like a frozen environment: nothing that happens meanwhile is noticed before it ends. */
export function freeze(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

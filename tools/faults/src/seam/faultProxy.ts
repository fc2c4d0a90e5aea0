import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { callName } from './callName.ts';
import type { Answer, Call, FunctionProcess } from './functionProcess.ts';
import { refusal } from './limits.ts';

/** The process that sends a request, and the engine (`host:port`) that it is for. */
export const PROCESS_HEADER = 'x-faults-process';
export const ENGINE_HEADER = 'x-faults-engine';

/** Answers for services that have no engine here, by the service's name. */
export type Stubs = Record<string, (call: Call) => Answer | Promise<Answer | undefined>>;

/** A proxy between functions and engines. The process of each call decides the call's fault. */
export class FaultProxy {
  readonly #processes = new Map<string, FunctionProcess>();
  /** Calls that exceed a limit of AWS; they are refused here. */
  readonly refused: string[] = [];
  // The original request function: the harness's own calls, these included, belong to no process.
  readonly #agent = new Agent({ keepAlive: true });
  readonly #server = createServer((incoming, answer) => void this.#serve(incoming, answer));
  readonly #stubs: Stubs;

  constructor(stubs: Stubs = {}) {
    this.#stubs = stubs;
  }

  /** Listens on a free port. */
  async start(): Promise<number> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return (this.#server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
    this.#agent.destroy();
  }

  register(process: FunctionProcess): void {
    this.#processes.set(process.id, process);
  }

  /** A process that has ended makes no calls: late calls of a lost process are refused. */
  unregister(process: FunctionProcess): void {
    this.#processes.delete(process.id);
  }

  async #serve(incoming: IncomingMessage, answer: ServerResponse): Promise<void> {
    const {
      [PROCESS_HEADER]: id,
      [ENGINE_HEADER]: engine,
      host: _host,
      expect: _expect,
      ...headers
    } = incoming.headers;
    const process = this.#processes.get(String(id));
    try {
      const body = await buffer(incoming);
      const { method = '', url: path = '' } = incoming;
      const call: Call = { name: callName(method, path, headers, body), method, path, headers, body };
      if (!process || process.isLost) throw new Error('the process is lost');
      process.calls.push(call.name);
      const refused = refusal(call);
      if (refused) {
        this.refused.push(`${call.name}: ${refused}`);
        answer.writeHead(400, { 'content-type': 'application/x-amz-json-1.0' });
        answer.end(JSON.stringify({ __type: 'ValidationException', message: refused }));
        return;
      }
      const given = await process.fault(call, (one) => this.#forward(one, String(engine)));
      if (!given || process.isLost) throw new Error('the connection broke');
      // The answer to HEAD has the length of a body that it does not send.
      const length = method === 'HEAD' ? {} : { 'content-length': given.body.length };
      answer.writeHead(given.status, { ...given.headers, ...length });
      answer.end(given.body);
    } catch {
      incoming.socket.destroy();
    }
  }

  async #forward(call: Call, engine: string): Promise<Answer> {
    const stub = this.#stubs[call.name.split('.')[0] ?? ''];
    if (stub) return answered(await stub(call));
    const { method, path, body } = call;
    const [host, port] = engine.split(':');
    const headers = { ...call.headers, host: engine, 'content-length': body.length };
    delete (headers as Record<string, unknown>)['transfer-encoding'];
    return new Promise((resolve, reject) => {
      const outgoing = request({ host, port, method, path, headers, agent: this.#agent }, (got) => {
        const {
          'transfer-encoding': _chunked,
          connection: _connection,
          'keep-alive': _keep,
          ...rest
        } = got.headers;
        const status = got.statusCode ?? 502;
        buffer(got).then((body) => resolve({ status, headers: rest, body }), reject);
      });
      outgoing.once('error', reject);
      outgoing.end(body);
    });
  }
}

function answered(answer: Answer | undefined): Answer {
  if (!answer) throw new Error('the connection broke');
  return answer;
}

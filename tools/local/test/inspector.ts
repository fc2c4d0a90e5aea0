import { readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { dirname, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

interface Message {
  id?: number;
  method?: string;
  // biome-ignore lint/suspicious/noExplicitAny: each method of the protocol has its own.
  params?: any;
  // biome-ignore lint/suspicious/noExplicitAny: as above.
  result?: any;
}

/** A paused thread. */
export interface Pause {
  /** Absolute path and line of the TypeScript. */
  file: string;
  line: number;
  /** The value of an expression there. */
  evaluate(expression: string): Promise<unknown>;
  resume(): void;
}

/**
 * A debugger of functions, like VS Code and Chrome. It attaches to each worker thread of the process before the thread runs
 * anything, and uses source maps.
 *
 * @see https://chromedevtools.github.io/devtools-protocol/v8/Debugger/
 * @see https://nodejs.org/api/inspector.html#example-usage
 */
export class Inspector {
  readonly #socket: WebSocket;
  readonly #onPause: (pause: Pause) => void;
  readonly #answers = new Map<number, (result: unknown) => void>();
  readonly #scripts = new Map<string, string>();
  #breakpoint = { url: '', lineNumber: 0, columnNumber: 0 };
  #lastId = 0;

  private constructor(socket: WebSocket, onPause: (pause: Pause) => void) {
    this.#socket = socket;
    this.#onPause = onPause;
    socket.addEventListener('message', ({ data }) => this.#receive(JSON.parse(String(data))));
  }

  /** Attaches to the process whose inspector listens on the port. */
  static async attach(port: number, onPause: (pause: Pause) => void): Promise<Inspector> {
    const targets = await fetch(`http://127.0.0.1:${port}/json/list`);
    const [target] = (await targets.json()) as { webSocketDebuggerUrl: string }[];
    const socket = new WebSocket(String(target?.webSocketDebuggerUrl));
    await new Promise((open) => socket.addEventListener('open', open));
    const inspector = new Inspector(socket, onPause);
    inspector.#send('NodeWorker.enable', { waitForDebuggerOnStart: true });
    return inspector;
  }

  /** Threads that start from now on stop at this line of the TypeScript in this bundle. Lines count from 1. */
  breakAt(bundle: string, file: string, line: number): void {
    const at = generated(bundle, file, line);
    this.#breakpoint = { url: pathToFileURL(bundle).href, ...at };
  }

  close(): void {
    this.#socket.close();
  }

  #receive({ id, method, params, result }: Message): void {
    if (id !== undefined) this.#answers.get(id)?.(result);
    if (method === 'NodeWorker.attachedToWorker') {
      const { sessionId } = params;
      this.#sendTo(sessionId, 'Debugger.enable');
      this.#sendTo(sessionId, 'Debugger.setBreakpointByUrl', this.#breakpoint);
      this.#sendTo(sessionId, 'Runtime.runIfWaitingForDebugger');
    }
    if (method === 'NodeWorker.receivedMessageFromWorker') {
      this.#receiveFrom(params.sessionId, JSON.parse(params.message));
    }
  }

  #receiveFrom(session: string, { id, method, params, result }: Message): void {
    if (id !== undefined) this.#answers.get(id)?.(result);
    if (method === 'Debugger.scriptParsed') this.#scripts.set(`${session} ${params.scriptId}`, params.url);
    if (method !== 'Debugger.paused') return;
    // A thread that waited for its debugger stops once more before its first line.
    if (params.hitBreakpoints.length === 0) {
      void this.#sendTo(session, 'Debugger.resume');
      return;
    }
    const [{ location, callFrameId }] = params.callFrames;
    const bundle = this.#scripts.get(`${session} ${location.scriptId}`) ?? '';
    this.#onPause({
      ...original(bundle, location.lineNumber, location.columnNumber),
      evaluate: async (expression) => {
        const options = { callFrameId, expression, returnByValue: true };
        const { result } = await this.#sendTo(session, 'Debugger.evaluateOnCallFrame', options);
        return result.value;
      },
      resume: () => void this.#sendTo(session, 'Debugger.resume'),
    });
  }

  #send(method: string, params: object): void {
    this.#socket.send(JSON.stringify({ id: ++this.#lastId, method, params }));
  }

  // biome-ignore lint/suspicious/noExplicitAny: each method of the protocol answers its own.
  #sendTo(sessionId: string, method: string, params: object = {}): Promise<any> {
    const id = ++this.#lastId;
    const answered = new Promise((answer) => this.#answers.set(id, answer));
    this.#send('NodeWorker.sendMessageToWorker', {
      sessionId,
      message: JSON.stringify({ id, method, params }),
    });
    return answered;
  }
}

const mapOf = (bundle: string) => new SourceMap(JSON.parse(readFileSync(`${bundle}.map`, 'utf8')));
const pathOf = (url: string) => (url.startsWith('file:') ? fileURLToPath(url) : url);

/** The place in the TypeScript for a place in a bundle. The protocol counts a bundle's lines and columns from 0. */
function original(url: string, line: number, column: number): { file: string; line: number } {
  const bundle = pathOf(url);
  const entry = mapOf(bundle).findEntry(line, column);
  if (!('originalSource' in entry)) return { file: bundle, line };
  return { file: resolve(dirname(bundle), entry.originalSource), line: entry.originalLine + 1 };
}

/** The first place in a bundle that comes from a line of the TypeScript. */
function generated(bundle: string, file: string, line: number): { lineNumber: number; columnNumber: number } {
  const map = mapOf(bundle);
  const lines = readFileSync(bundle, 'utf8').split('\n');
  for (const [lineNumber, text] of lines.entries()) {
    for (let columnNumber = 0; columnNumber < text.length; columnNumber++) {
      const entry = map.findEntry(lineNumber, columnNumber);
      if (!('originalSource' in entry) || entry.originalLine !== line - 1) continue;
      if (entry.generatedLine !== lineNumber || entry.generatedColumn !== columnNumber) continue;
      if (resolve(dirname(bundle), entry.originalSource) === file) return { lineNumber, columnNumber };
    }
  }
  throw new Error(`${bundle} has nothing of ${file}:${line}`);
}

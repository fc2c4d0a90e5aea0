import http from 'node:http';
import { ENGINE_HEADER, PROCESS_HEADER } from './faultProxy.ts';
import { current } from './functionProcess.ts';

/**
 * Puts the harness between functions and the world. HTTP requests of a {@link FunctionProcess} go through the fault
 * proxy, marked with the process. Its code sees the process's clock, and its standard output goes to the process's
 * log. The harness's own code is not affected. Install before a handler is loaded: the SDK keeps the request function
 * that it finds.
 *
 * @returns a function that removes everything again.
 */
export function installSeams(proxyPort: number): () => void {
  const undo = [tagRequests(proxyPort), ownClocks(), ownLogs()];
  return () => {
    for (const one of undo) one();
  };
}

function tagRequests(proxyPort: number): () => void {
  const original = http.request;
  const tagged = (options: http.RequestOptions, ...rest: unknown[]) => {
    const process = current.getStore();
    const request = original as (...args: unknown[]) => http.ClientRequest;
    if (!process) return request(options, ...rest);
    const engine = `${options.host ?? options.hostname}:${options.port}`;
    const headers = { ...options.headers, [PROCESS_HEADER]: process.id, [ENGINE_HEADER]: engine };
    return request({ ...options, host: '127.0.0.1', port: proxyPort, headers }, ...rest);
  };
  http.request = tagged as typeof http.request;
  return () => {
    http.request = original;
  };
}

function ownClocks(): () => void {
  const original = globalThis.Date;
  const now = () => current.getStore()?.clock?.() ?? original.now();
  globalThis.Date = new Proxy(original, {
    construct: (target, args, newTarget) =>
      Reflect.construct(target, args.length ? args : [now()], newTarget),
    apply: () => new original(now()).toString(),
    get: (target, property) => (property === 'now' ? now : Reflect.get(target, property)),
  });
  return () => {
    globalThis.Date = original;
  };
}

function ownLogs(): () => void {
  const { stdout } = process;
  const original = stdout.write;
  stdout.write = ((chunk: unknown, ...rest: never[]) => {
    const owner = current.getStore();
    if (!owner) return original.call(stdout, chunk as string, ...rest);
    if (!owner.isLost) owner.log.push(String(chunk));
    return true;
  }) as typeof stdout.write;
  return () => {
    stdout.write = original;
  };
}

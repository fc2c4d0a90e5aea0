import './hooks.ts';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { partLine } from '../processes/parts.ts';
import { stage } from '../settings.ts';
import { bundlesOf, type HostedService, readState, type ServiceState } from './hostedService.ts';
import { LambdaPool } from './lambdaPool.ts';

/**
 * Runs all services under serverless-offline, each on its own ports. The framework is not loaded: serverless-offline only
 * needs serverless.yml with its variables resolved, which is stored beside the compiled template. Functions are bundled and
 * loaded when they are first called.
 *
 * The argument is a file with a list of {@link HostedService}.
 */
type ServerlessOffline = new (
  serverless: object,
  options: object,
  utils: object,
) => { start(): Promise<void>; end(skipExit: boolean): Promise<void> };

const [list = ''] = process.argv.slice(2);
const services = JSON.parse(readFileSync(list, 'utf8')) as HostedService[];
const running = await Promise.all(services.map(start));
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => Promise.all(running.map((one) => one.end(true))).finally(() => process.exit()));
}

let isGathering = false;
// Writes what is still buffered when the process ends.
process.once('exit', () => process.stdout.uncork());

/** Lines of one turn of the event loop are written together, because each write into the pipe is a system call. */
function printLine(line: string): void {
  const { stdout } = process;
  if (!isGathering) {
    isGathering = true;
    stdout.cork();
    setImmediate(() => {
      isGathering = false;
      stdout.uncork();
    });
  }
  stdout.write(`${line}\n`);
}

async function start(hosted: HostedService) {
  const { name, dir, ports, functions } = hosted;
  const { service } = readState(hosted);
  const print = (line: string) => printLine(partLine(name, line));
  const onError = ({ message }: Error) => {
    for (const line of [...message.split('\n'), 'the last bundle that could be built goes on running'])
      print(line);
  };
  const bundles = bundlesOf(hosted, onError);
  const lambdaPool = new LambdaPool(functions, (module) => bundles.current(module), print);
  const path = createRequire(join(dir, 'package.json')).resolve('serverless-offline');
  const { default: Offline } = (await import(pathToFileURL(path).href)) as { default: ServerlessOffline };
  const quiet = () => {};
  const log = { debug: quiet, info: quiet, verbose: quiet, notice: quiet, warning: say, error: say };
  const options = {
    stage,
    host: '127.0.0.1',
    noSponsor: true,
    httpPort: ports.http,
    lambdaPort: ports.lambda,
  };
  const offline = new Offline({ ...frameworkOf(dir, service), lambdaPool }, options, { log, progress: {} });
  await offline.start();
  return offline;
}

/** The part of the framework that serverless-offline uses. */
function frameworkOf(dir: string, service: ServiceState['service']) {
  const { functions } = service;
  return {
    config: { servicePath: dir, serverlessPath: dir },
    serviceDir: dir,
    service: {
      ...service,
      getAllFunctions: () => Object.keys(functions),
      getFunction: (key: string) => functions[key],
      getAllEventsInFunction: (key: string) => functions[key]?.events,
    },
  };
}

function say(...words: unknown[]): void {
  const text = words.map((word) => (word instanceof Error ? word.stack : String(word))).join(' ');
  process.stderr.write(`${text}\n`);
}

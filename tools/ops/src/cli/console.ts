import { once } from 'node:events';
import { startConsole } from '../console/server.ts';
import type { Command } from './command.ts';

const DEFAULT_PORT = '4090';

/** Serves the console of a stage on this machine until Ctrl-C. */
export const consoleCommand: Command = {
  usage: 'console [--port N]',
  run: async (stage, _, { port = DEFAULT_PORT }) => {
    const server = await startConsole(stage, Number(port));
    process.stdout.write(`The console of ${stage.name} is at http://127.0.0.1:${port}/console\n`);
    await once(process, 'SIGINT');
    server.close();
    server.closeAllConnections();
    return { data: {}, text: '' };
  },
};

import { guardServers } from '@orderflow/guard';
import { readSettings, servicePorts, stage } from '../settings.ts';
import { createInvokeFunction } from './invokeFunction.ts';
import { createSendMessage } from './sendMessage.ts';
import { startWorkflows } from './server.ts';

guardServers();
const settings = readSettings();
/**
 * Folder of state machines and executions, then the names of this copy's services in the order that decides their ports.
 */
const [folder = '', ...services] = process.argv.slice(2);

const workflows = await startWorkflows(
  folder,
  settings.ports.workflows,
  createInvokeFunction((functionName) => {
    const index = services.findIndex((name) => functionName.startsWith(`orderflow-${name}-${stage}-`));
    return index === -1 ? undefined : `http://127.0.0.1:${servicePorts(settings, index).lambda}`;
  }),
  createSendMessage(),
);
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => workflows.close().finally(() => process.exit()));
}

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { frameworkCli, root, type StackFolder } from '@orderflow/stacks/find';
import { inStandIn } from '@orderflow/stacks/standIn';

/**
 * Runs `serverless <args>` for one stack; its output goes to the terminal.
 *
 * @throws Error when it fails. Its own output says why.
 */
export async function framework(stack: StackFolder, args: string[]): Promise<void> {
  const env = {
    ...process.env,
    SLS_TELEMETRY_DISABLED: '1',
    SLS_NOTIFICATIONS_MODE: 'off',
    NODE_COMPILE_CACHE: join(root, '.local/compile-cache'),
  };
  const code = await inStandIn(stack.dir, async (cwd) => {
    const child = spawn(process.execPath, [frameworkCli(stack.dir), ...args], { cwd, env, stdio: 'inherit' });
    const [status] = await once(child, 'exit');
    return status;
  });
  if (code !== 0) throw new Error(`"serverless ${args[0]}" failed for ${stack.name}`);
}

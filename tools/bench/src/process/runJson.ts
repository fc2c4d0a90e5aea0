import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from '@orderflow/stacks/find';

const MAX_OUTPUT = 16 * 1024 * 1024;

/**
 * Runs a script of the repository in its own process and reads the JSON in the last line of its output. A service's
 * code is measured by scripts in the service: packages must not import services.
 *
 * @throws Error with the script's own output when it fails.
 */
export async function runJson<T>(
  script: string,
  args: (string | number)[] = [],
  env: Record<string, string> = {},
): Promise<T> {
  const options = {
    cwd: root,
    env: { ...process.env, ...env, NODE_OPTIONS: '--disable-warning=MODULE_TYPELESS_PACKAGE_JSON' },
    maxBuffer: MAX_OUTPUT,
  };
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [join(root, script), ...args.map(String)],
    options,
  );
  return JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '') as T;
}

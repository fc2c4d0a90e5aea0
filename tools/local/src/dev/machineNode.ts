import { execFile } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

/** Node.js 20 has had no security updates since April 2026: https://nodejs.org/en/about/previous-releases */
const SUPPORTED = 22;

/**
 * A note if this machine's own Node.js is past its end of life (not the Node.js that is installed with the packages).
 * Undefined when it is supported or cannot be found.
 */
export async function nodeNote(path = process.env['PATH'] ?? ''): Promise<string | undefined> {
  const own = path.split(delimiter).filter((folder) => !folder.includes('node_modules'));
  for (const folder of own) {
    const version = await versionOf(join(folder, 'node'));
    if (version === undefined) continue;
    const major = Number(/^v(\d+)\./.exec(version)?.[1]);
    if (major >= SUPPORTED) return undefined;
    return `Node.js ${version} of this machine (${join(folder, 'node')}) is past its end of life: it starts Orderflow, which runs on ${process.version}. Install Node.js 24 from https://nodejs.org`;
  }
  return undefined;
}

const versionOf = (node: string): Promise<string | undefined> =>
  promisify(execFile)(node, ['--version']).then(
    ({ stdout }) => stdout.trim(),
    () => undefined,
  );

import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { bundleDir } from '@orderflow/local/settings';

const root = resolve(import.meta.dirname, '../../..');

/**
 * Puts a broken build of a function into the running local copy, as a bad deployment would: in its bundle, which only
 * this copy runs. Its next invocation takes the new code.
 *
 * @param change what is wrong with the build: text of the bundle, and what stands there instead
 * @returns deploys the good build again
 * @throws Error when the bundle has no such text
 */
export async function deployBroken(
  service: string,
  handler: string,
  change: [good: string, bad: string],
): Promise<() => Promise<void>> {
  const { port } = new URL(String(process.env['ORDERFLOW_URL']));
  const bundles = bundleDir(join(root, 'services', service), { port: Number(port) });
  const path = join(bundles, `src/handlers/${handler}.js`);
  const good = await readFile(path, 'utf8');
  if (!good.includes(change[0])) throw new Error(`${path} has no ${change[0]}`);
  await writeFile(path, good.replaceAll(...change));
  return () => writeFile(path, good);
}

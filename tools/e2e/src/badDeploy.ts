import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { bundleDir } from '@orderflow/local/settings';

const root = resolve(import.meta.dirname, '../../..');

/**
 * Puts a broken build of a function into the running local copy, as a bad deployment would. It changes the bundle,
 * which only this copy uses. The next invocation runs the new code.
 *
 * @param change text of the bundle, and its broken replacement
 * @returns a function that deploys the good build again
 * @throws Error when the bundle does not contain the text
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

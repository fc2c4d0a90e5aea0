import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import plugins from '@orderflow/serverless/sdkSchemas';
import { packageStack } from '@orderflow/stacks/compile';
import { services } from '@orderflow/stacks/find';
import { build } from 'esbuild';
import { unzipSync } from 'fflate';

/** Code in the form that Lambda loads. */
export interface Artifact {
  name: string;
  file: string;
  bytes: number;
}

/**
 * Every function of every service, packaged as for a real stage and unpacked into `dir`.
 *
 * @param options further arguments of the framework, such as `--param name=value`
 */
export async function functionArtifacts(dir: string, options: string[] = []): Promise<Artifact[]> {
  await Promise.all(services.map((service) => packageStack(service, 'ci', join(dir, service.name), options)));
  return services.flatMap((service) => {
    const packaged = join(dir, service.name);
    const names = readdirSync(packaged).filter((file) => file.endsWith('.zip'));
    return names.map((zip) => {
      const name = basename(zip, '.zip');
      return unpacked(`${service.name}/${name}`, join(packaged, zip), join(packaged, name));
    });
  });
}

function unpacked(name: string, zip: string, dir: string): Artifact {
  const files = Object.entries(unzipSync(readFileSync(zip)));
  for (const [path, content] of files) {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), content);
  }
  const [path, content] = files.find(([path]) => path.endsWith('.js')) ?? ['', new Uint8Array()];
  return { name, file: join(dir, path), bytes: content.length };
}

/** A peer of src/peers, bundled like our functions (infrastructure/service.yml), with or without the alias. */
export async function peerArtifact(
  dir: string,
  name: string,
  peer: string,
  alias: Record<string, string> = {},
): Promise<Artifact> {
  const file = join(dir, `${peer}${Object.keys(alias).length}.js`);
  await build({
    entryPoints: [join(import.meta.dirname, '../peers', `${peer}.ts`)],
    outfile: file,
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node24',
    format: 'cjs',
    mainFields: ['module', 'main'],
    alias,
    plugins,
    logLevel: 'error',
  });
  return { name, file, bytes: statSync(file).size };
}

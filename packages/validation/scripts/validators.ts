import { resolve } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import standalone from 'ajv/dist/standalone/index.js';
import formats from 'ajv-formats';
import { build } from 'esbuild';
import { TIMESTAMP } from '../src/time.ts';
import { boundItems, requireBounds } from './items.ts';
import type { JsonSchema, PublishedSchema } from './schemas.ts';

/**
 * One self-contained ES module per schema, with its type declaration, and an index. So a function bundles only the
 * validators that it calls.
 *
 * @returns file name -> content
 */
export async function validatorFiles(
  common: JsonSchema,
  published: PublishedSchema[],
): Promise<Map<string, string>> {
  const modules = new Map(published.map((one) => [one.name, validatorSource(common, one)]));
  return new Map([
    ...(await bundle(modules)),
    ...published.map(({ name }) => declaration(name)),
    index(published),
  ]);
}

/** `x-message` is our annotation: the plain-English message for a value that breaks this schema. */
function validatorSource(common: JsonSchema, { name, schema, eventType }: PublishedSchema): string {
  const ajv = new Ajv2020({
    // People want to see all errors, in words. For an event, the first violation is enough, in half the code.
    allErrors: eventType === undefined,
    verbose: eventType === undefined,
    strict: true,
    code: { source: true, esm: true, lines: true },
    keywords: ['x-message'],
  });
  boundItems(ajv);
  for (const one of [common, schema]) requireBounds(one, one.$id);
  ajv.addSchema([common, schema]);
  formats(ajv, ['email']);
  ajv.addFormat('date-time', TIMESTAMP);
  return standalone(ajv, { [`is${name}`]: schema.$id });
}

/** Resolves ajv's run-time helpers, which its standalone code requires. */
async function bundle(modules: Map<string, string>): Promise<[string, string][]> {
  const { outputFiles } = await build({
    entryPoints: [...modules.keys()],
    bundle: true,
    // Comments in the output name files relative to this: the output must not depend on where the script runs.
    absWorkingDir: resolve(import.meta.dirname, '../../..'),
    outdir: '/',
    format: 'esm',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    target: 'es2022',
    charset: 'utf8',
    write: false,
    plugins: [
      {
        name: 'schema',
        setup({ onResolve, onLoad }) {
          onResolve({ filter: /^[A-Z]\w+$/ }, ({ path }) => ({ path, namespace: 'schema' }));
          onLoad({ filter: /.*/, namespace: 'schema' }, ({ path }) => ({
            contents: modules.get(path) ?? '',
            resolveDir: import.meta.dirname,
          }));
        },
      },
    ],
  });
  return outputFiles.map(({ path, text }) => [path.replace(/^\//, ''), text]);
}

const declaration = (name: string): [string, string] => [
  `${name}.d.ts`,
  `import type { Validator } from '../validator.ts';\nimport type { ${name} } from './types.ts';\n\nexport declare const is${name}: Validator<${name}>;\n`,
];

const index = (published: PublishedSchema[]): [string, string] => [
  'validators.ts',
  published.map(({ name }) => `export { is${name} } from './${name}.js';\n`).join(''),
];

import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { build } from 'esbuild';
import plugins from './sdkSchemas.cjs';

/** Bundles like infrastructure/service.yml. @returns the code */
async function bundled(contents: string, withPlugin: boolean): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: import.meta.dirname },
    plugins: withPlugin ? plugins : [],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'cjs',
    mainFields: ['module', 'main'],
  });
  return outputFiles[0]?.text ?? '';
}

/** All schemas of a client, as text: functions refer to other schemas. */
async function schemas(main: string, withPlugin: boolean): Promise<string> {
  const schemas = join(dirname(main), '../dist-es/schemas/schemas_0.js');
  const module = { exports: {} as Record<string, unknown> };
  new Function('module', 'require', await bundled(`export * from ${JSON.stringify(schemas)}`, withPlugin))(
    module,
    require,
  );
  return JSON.stringify(Object.entries(module.exports), (_key, value) =>
    typeof value === 'function' ? String(value) : value,
  );
}

describe.each([
  ['S3', require.resolve('@aws-sdk/client-s3')],
  ['SES', require.resolve('@aws-sdk/client-sesv2')],
])('the schemas of %s', (_client, main) => {
  test('stay what they are', async () => {
    const [before, after] = [await schemas(main, false), await schemas(main, true)];
    expect(before.length).toBeGreaterThan(50_000);
    expect(after).toBe(before);
  });
});

test('a bundle keeps the schemas of what it calls, and no others', async () => {
  const calls = `
    import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
    export const get = (input) => new S3Client({}).send(new GetObjectCommand(input));`;
  const [before, after] = [await bundled(calls, false), await bundled(calls, true)];
  const held = (code: string) =>
    ['GetObjectRequest$ =', 'PutBucketEncryptionRequest$ ='].map((schema) => code.includes(schema));
  expect(held(before)).toEqual([true, true]);
  expect(held(after)).toEqual([true, false]);
  expect(before.length - after.length).toBeGreaterThan(50_000);
});

const { readFile } = require('node:fs/promises');

const SCHEMAS = /[\\/]@aws-sdk[\\/]client-[^\\/]+[\\/]dist-es[\\/]schemas[\\/]schemas_\d+\.js$/;
const CONSTANT = /^const (\w+) = ("[^"]*");$/gm;
const COMPUTED_KEY = /\[(_\w+)\]:/g;

/**
 * esbuild plugin. An SDK client has one module with the schemas of all its operations; a function needs only a few.
 * The keys of their objects are computed, `{ [_hH]: _xacs }`. A computed key may have side effects, so esbuild keeps
 * every schema with one. The plugin replaces the key by the constant's value, so that esbuild drops unused schemas:
 * 58 kB of the S3 client, 45 kB of the SES client.
 * https://esbuild.github.io/api/#tree-shaking
 */
const sdkSchemas = {
  name: 'sdk-schemas',
  setup(build) {
    build.onLoad({ filter: SCHEMAS }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      const constants = new Map(Array.from(source.matchAll(CONSTANT), ([, name, value]) => [name, value]));
      const contents = source.replace(COMPUTED_KEY, (_key, name) => `[${constants.get(name) ?? name}]:`);
      return { contents, loader: 'js' };
    });
  },
};

// The list for `custom.esbuild.plugins` in infrastructure/service.yml.
module.exports = [sdkSchemas];

const { readFile } = require('node:fs/promises');

const SCHEMAS = /[\\/]@aws-sdk[\\/]client-[^\\/]+[\\/]dist-es[\\/]schemas[\\/]schemas_\d+\.js$/;
const CONSTANT = /^const (\w+) = ("[^"]*");$/gm;
const COMPUTED_KEY = /\[(_\w+)\]:/g;

/**
 * esbuild plugin. A client of the SDK has one module with the schemas of all its operations, of which a function needs
 * a few; but the keys of their objects are computed, `{ [_hH]: _xacs }`, and as a computed key may have side effects,
 * esbuild keeps every schema that has one. With the constant's value in its place, it drops what nobody refers to:
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

// What `custom.esbuild.plugins` in infrastructure/service.yml names.
module.exports = [sdkSchemas];

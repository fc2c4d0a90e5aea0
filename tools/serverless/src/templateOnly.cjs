const { mkdirSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

const STAND_IN = 'nothing.zip';

/**
 * Uses an empty file as the code of every function if only the template is needed: bundling takes most of the time of
 * packaging. tools/stacks/src/compile.ts requests this with ORDERFLOW_TEMPLATE_ONLY.
 *
 * @returns true if it did so
 */
function leaveOutCode({ serviceDir, service }) {
  if (process.env.ORDERFLOW_TEMPLATE_ONLY !== 'true') return false;
  // The folder from which serverless-esbuild moves its bundles.
  const bundled = join(service.custom.esbuild.outputWorkFolder, '.serverless');
  mkdirSync(join(serviceDir, bundled), { recursive: true });
  writeFileSync(join(serviceDir, bundled, STAND_IN), '');
  for (const one of Object.values(service.functions)) {
    Object.assign(one, { skipEsbuild: true, package: { artifact: join(bundled, STAND_IN) } });
  }
  return true;
}

module.exports = { leaveOutCode };

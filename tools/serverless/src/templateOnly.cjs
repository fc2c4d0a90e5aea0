const { mkdirSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

const STAND_IN = 'nothing.zip';

/**
 * Has an empty file stand for the code of every function when only the template is wanted, which
 * tools/stacks/src/compile.ts says by ORDERFLOW_TEMPLATE_ONLY: bundling is most of the time of packaging.
 *
 * @returns whether it has
 */
function leaveOutCode({ serviceDir, service }) {
  if (process.env.ORDERFLOW_TEMPLATE_ONLY !== 'true') return false;
  // From where serverless-esbuild moves what it has bundled.
  const bundled = join(service.custom.esbuild.outputWorkFolder, '.serverless');
  mkdirSync(join(serviceDir, bundled), { recursive: true });
  writeFileSync(join(serviceDir, bundled, STAND_IN), '');
  for (const one of Object.values(service.functions)) {
    Object.assign(one, { skipEsbuild: true, package: { artifact: join(bundled, STAND_IN) } });
  }
  return true;
}

module.exports = { leaveOutCode };

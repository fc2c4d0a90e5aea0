import { registerHooks } from 'node:module';
import { PATCHES, REPLACED } from './replaced.ts';

const pool = new URL('./lambdaPool.ts', import.meta.url).href;
const errorType = new URL('./errorType.ts', import.meta.url).href;

/**
 * Loaded with `--import` into serverless-offline and its worker threads: puts our pool in the place of its own
 * (see lambdaPool.ts) and lets errors keep their names (see errorType.ts).
 */
registerHooks({
  load: (url, context, nextLoad) => {
    if (url.endsWith(REPLACED)) {
      const source = `import LambdaFunction from './LambdaFunction.js';
        import { lambdaPoolOf } from '${pool}';
        export default lambdaPoolOf(LambdaFunction);`;
      return { format: 'module', shortCircuit: true, source };
    }
    const loaded = nextLoad(url, context);
    const patch = PATCHES.find(({ module }) => url.endsWith(module));
    if (!patch) return loaded;
    const source = Buffer.from(loaded.source as Uint8Array)
      .toString()
      .replace(patch.from, patch.to);
    return { ...loaded, source: `import { errorTypeOf, toPortable } from '${errorType}';\n${source}` };
  },
});

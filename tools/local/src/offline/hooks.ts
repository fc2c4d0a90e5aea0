import { registerHooks } from 'node:module';
import { takePriority } from './priority.ts';
import { PATCHES, REPLACED } from './replaced.ts';

const pool = new URL('./lambdaPool.ts', import.meta.url).href;
const errorType = new URL('./errorType.ts', import.meta.url).href;

/**
 * Loaded with `--import` into serverless-offline and its worker threads: puts our pool in the place of its own
 * (see lambdaPool.ts), lets errors keep their names (see errorType.ts), and gives a thread its priority.
 */
takePriority();
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

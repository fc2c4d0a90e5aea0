import { registerHooks } from 'node:module';
import { REPLACED } from './replaced.ts';

const pool = new URL('./lambdaPool.ts', import.meta.url).href;

/** Loaded with `--import` into serverless-offline: puts our pool in the place of its own (see lambdaPool.ts). */
registerHooks({
  load: (url, context, nextLoad) =>
    url.endsWith(REPLACED)
      ? {
          format: 'module',
          shortCircuit: true,
          source: `import LambdaFunction from './LambdaFunction.js';
            import { lambdaPoolOf } from '${pool}';
            export default lambdaPoolOf(LambdaFunction);`,
        }
      : nextLoad(url, context),
});

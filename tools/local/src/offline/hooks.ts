import { registerHooks } from 'node:module';
import { isMainThread } from 'node:worker_threads';
import { guardService } from './guardService.ts';
import { takePriority } from './priority.ts';
import { PATCHES, REPLACED } from './replaced.ts';

const pool = new URL('./lambdaPool.ts', import.meta.url).href;
const helpers = [
  ['errorTypeOf, toPortable', new URL('./errorType.ts', import.meta.url).href],
  ['asTexts, isBinary', new URL('./httpEvent.ts', import.meta.url).href],
  ['scopesIn', import.meta.resolve('@orderflow/lambda/claims')],
].map(([names, module]) => `import { ${names} } from ${JSON.stringify(module)};\n`);

/**
 * Loaded with `--import` into serverless-offline and its worker threads: puts our pool in the place of its own
 * (see lambdaPool.ts), lets errors keep their names (see errorType.ts) and events be those of AWS (see httpEvent.ts),
 * closes its ports to web pages (see guardService.ts), and gives a thread its priority.
 */
takePriority();
if (isMainThread) guardService();
registerHooks({
  load: (url, context, nextLoad) => {
    if (url.endsWith(REPLACED)) {
      const source = `import LambdaFunction from './LambdaFunction.js';
        import { lambdaPoolOf } from ${JSON.stringify(pool)};
        export default lambdaPoolOf(LambdaFunction);`;
      return { format: 'module', shortCircuit: true, source };
    }
    const loaded = nextLoad(url, context);
    const patches = PATCHES.filter(({ module }) => url.endsWith(module));
    if (patches.length === 0) return loaded;
    const original = Buffer.from(loaded.source as Uint8Array).toString();
    const source = patches.reduce((text, { from, to }) => text.replace(from, to), original);
    return { ...loaded, source: helpers.join('') + source };
  },
});

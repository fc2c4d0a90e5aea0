import { registerHooks } from 'node:module';
import { guardService } from './guardService.ts';
import { PATCHES, REPLACED } from './replaced.ts';

const helpers = [
  ['errorTypeOf', new URL('./invocationError.ts', import.meta.url).href],
  ['asTexts, isBinary', new URL('./httpEvent.ts', import.meta.url).href],
  ['JsonText', new URL('./jsonText.ts', import.meta.url).href],
  ['scopesIn', import.meta.resolve('@orderflow/lambda/claims')],
].map(([names, module]) => `import { ${names} } from ${JSON.stringify(module)};\n`);

/**
 * Loaded before serverless-offline. Replaces its pool with ours (see lambdaPool.ts), keeps the names of errors (see
 * invocationError.ts), makes events those of AWS (see httpEvent.ts), and closes its ports to web pages (see
 * guardService.ts).
 */
guardService();
registerHooks({
  load: (url, context, nextLoad) => {
    if (url.endsWith(REPLACED)) {
      const source = 'export default class { constructor({ lambdaPool }) { return lambdaPool; } }';
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

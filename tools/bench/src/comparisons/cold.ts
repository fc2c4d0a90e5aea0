import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Artifact, functionArtifacts, peerArtifact } from '../cold/artifacts.ts';
import { type LoadMeasure, load } from '../cold/load.ts';
import { tracingStarts } from '../cold/tracing.ts';
import { alternate, type Summary } from '../measure/alternate.ts';
import { median } from '../measure/statistics.ts';
import { number, percent, times } from '../report/format.ts';
import { atMost } from '../report/goals.ts';
import type { Comparison } from '../report/types.ts';

type Results = Record<string, Summary<LoadMeasure>>;

const ROUNDS = 15;
/** The effect is only a few milliseconds of some hundred, so many rounds are needed. */
const TRACING_ROUNDS = 150;
const BARE = 'bare SDK client';
const HEAVY = 'typical heavy function';
const CACHED = ' + compile cache';
const MAPPED = ' + source maps';
const ALIAS = {
  '@aws-sdk/credential-provider-node': fileURLToPath(import.meta.resolve('@orderflow/lambda/credentials')),
};
/** Functions that are also loaded with V8's compile cache filled. */
const WITH_CACHE = ['orders/placeOrder', 'ingestion/importChunk', BARE];
/** Functions that are also loaded with their source maps: one of average size, and the largest. */
const WITH_MAPS = ['orders/placeOrder', 'ingestion/importChunk'];

async function measured(
  dir: string,
  artifacts: Artifact[],
  mapped: Artifact[],
  progress: (line: string) => void,
) {
  const compileCache = join(dir, 'compile-cache');
  const cached = artifacts.filter(({ name }) => WITH_CACHE.includes(name));
  await Promise.all(cached.map(({ file }) => load(file, { compileCache })));
  const runs = [
    ...artifacts.map(({ name, file }) => [name, () => load(file)] as const),
    ...cached.map(({ name, file }) => [name + CACHED, () => load(file, { compileCache })] as const),
    ...mapped.map(({ name, file }) => [name + MAPPED, () => load(file, { sourceMaps: true })] as const),
  ];
  return alternate(Object.fromEntries(runs), ROUNDS, (line) => {
    if (line.includes(BARE)) progress(line);
  });
}

function goals(results: Results, functions: string[]) {
  const ready = (name: string) => results[name]?.median.cpu ?? Number.NaN;
  const ours = functions.map(ready);
  return [
    atMost('placeOrder to bare', ready('orders/placeOrder') / ready(BARE), 1.15),
    atMost('median function to bare', median(ours) / ready(BARE), 1.15),
    atMost('slowest function to bare', Math.max(...ours) / ready(BARE), 1.15),
    atMost('placeOrder to heavy', ready('orders/placeOrder') / ready(HEAVY), 0.45),
    atMost('slowest function to heavy', Math.max(...ours) / ready(HEAVY), 0.45),
  ];
}

export const cold: Comparison = {
  name: 'cold',
  title: 'Cold start',
  async run(progress) {
    const dir = await mkdtemp(join(tmpdir(), 'orderflow-cold-'));
    try {
      progress('packaging every service');
      const functions = await functionArtifacts(dir);
      const artifacts = [
        await peerArtifact(dir, BARE, 'bareClient', ALIAS),
        await peerArtifact(dir, `${BARE}, credential chain of the SDK`, 'bareClient'),
        await peerArtifact(dir, HEAVY, 'heavyFunction'),
        ...functions,
      ];
      const withMaps = await functionArtifacts(join(dir, 'mapped'), ['--param', 'sourceMaps=true']);
      const mapped = withMaps.filter(({ name }) => WITH_MAPS.includes(name));
      const results: Results = await measured(dir, artifacts, mapped, progress);
      progress('first calls, with and without traces');
      const tracing = await tracingStarts(dir, ALIAS, TRACING_ROUNDS);
      const bytes = new Map(artifacts.map(({ name, bytes }) => [name, bytes]));
      return {
        tables: [
          {
            title: `Packaged bundles, each in a new process, ${ROUNDS} rounds`,
            columns: [
              'bundle',
              'kB',
              'CPU ms to ready',
              'spread',
              'to bare',
              'to heavy',
              'wall ms to ready',
              'of it loading',
            ],
            rows: Object.entries(results).map(([name, { median, spread }]) => [
              name,
              number(Math.ceil((bytes.get(name.replace(CACHED, '').replace(MAPPED, '')) ?? 0) / 1000)),
              number(median.cpu),
              percent(spread.cpu),
              times(median.cpu / (results[BARE]?.median.cpu ?? Number.NaN)),
              times(median.cpu / (results[HEAVY]?.median.cpu ?? Number.NaN)),
              number(median.ready),
              number(median.load),
            ]),
          },
          tracing.table,
        ],
        goals: [
          ...goals(
            results,
            functions.map(({ name }) => name),
          ),
          ...tracing.goals,
        ],
        notes: [
          'Ratios are of CPU time from the start of the process until the handler is there: loading waits for nothing, so on an idle machine it is the wall time, and unlike that it holds on a busy one.',
          'The bare client is bundled with all our settings, the short credential chain included, so that it is the hardest mark; the heavy function with the same esbuild settings and the SDK’s own chain. The start of Node itself is in every number and in both ratios.',
          'What is over 1.15 of the bare client holds a second or third client: S3 adds about 110 kB, and the queue, the multipart upload and the parser another 70 to 90 to the two functions that import. In a CPU profile of importChunk, a third of loading is V8’s first pass over the code, which goes with its size. No order waits for them, and the functions that answer HTTP with S3 in them are at about 1.15.',
          'Tried, and kept (2026-11-21): tools/serverless/src/sdkSchemas.cjs lets esbuild drop the schemas of calls that a function does not make, 58 kB of S3 and 45 kB of SES; and the daily report makes its number formats when it needs them, where the first one took 15 ms of each cold start (it was at 1.58). Tried, and given up: loading S3 by `import()` with the first link to sign. getImport became 88 kB larger and 8 ms slower, because esbuild then wraps every module that the two clients share and keeps what it would have dropped, and it splits bundles for ESM only, which starts slower by itself. Signing links without the client would need the bucket’s address made by hand.',
          'Tracing: one call of a DynamoDB that answers at once, with its spans sent before the process ends; ours by UDP, as Lambda’s daemon takes them, the SDK’s as OTLP over HTTP. The Tracer finds no segment outside Lambda and sends nothing, so its number is too small. A cold start ends when the handler is there, as in the first table; what comes with the first call is the first run of the code that records, and about 2 ms of Node’s own modules for UDP. The SDK’s instrumentation patches modules when they are required, which those of a bundle are not: its call has no span of its own.',
          'The compile cache is what loading would cost if compiled code lay ready. It is not taken: Lambda starts with an empty `/tmp`, so the cache would have to be built for the same Node, V8 flags and processor and shipped in the zip, and is ignored in silence as soon as the runtime is patched.',
        ],
      };
    } finally {
      await rm(dir, { recursive: true });
    }
  },
};

import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { table } from '@orderflow/ops/cli/table';
import pLimit from 'p-limit';
import type { Options } from '../suite.ts';
import type { Stage } from '../sweep/scenario.ts';
import { fuzzFiles } from './files.ts';
import { type Fuzzed, fuzz, targets } from './fuzz.ts';
import { askAsStranger } from './strangers.ts';
import { readBack } from './through.ts';

/** A file stands for many rows and takes many calls, so fewer files are sent. */
const FILES_SHARE = 0.01;
/** Targets in parallel: while one waits for an engine, another computes. */
const AT_ONCE = 6;
const MAX_GROWTH_MB = 200;

/** Sends hostile inputs to everything that takes input; then reads back what got through, and asks as a stranger. */
export async function hostile(stage: Stage, { inputs, seed, write }: Options): Promise<string[]> {
  const before = heapMegabytes();
  const files = Math.ceil(inputs * FILES_SHARE);
  const all = targets(stage.platform.catalog);
  const each = Math.ceil((inputs - files) / all.length);
  // Skip what others have left in the streams.
  for (const { kind, fn } of all) if (kind === 'stream') await stage.platform.readStream(fn.name);
  let ended = 0;
  const results: Fuzzed[] = await pLimit(AT_ONCE).map(all, async (target) => {
    const fuzzed = await fuzz(target, stage, each, seed);
    write(`${++ended} of ${all.length} targets: ${target.name} ${fuzzed.broken ? 'BROKEN' : 'held'}`);
    return fuzzed;
  });
  const through = [await readBack(stage)];
  await stage.world.clear();
  results.push(await fuzzFiles(stage, files, seed, (done) => write(`${done} of ${files} files`)));
  through.push(await readBack(stage));
  await stage.world.clear();
  const stranger = await askAsStranger(stage);
  const growth = heapMegabytes() - before;
  const rows = results.map(({ target, inputs, answers, broken }) => [
    target,
    inputs,
    Object.entries(answers)
      .map(([answer, times]) => `${answer}: ${times}`)
      .join(', '),
    broken ? 'BROKEN' : 'held',
  ]);
  write(table(['target', 'inputs', 'answers', ''], rows));
  const total = results.reduce((sum, { inputs }) => sum + inputs, 0);
  write(
    `seed ${seed}: ${total} inputs; ${stranger.requests} questions about another's things; heap +${growth} MB`,
  );
  const events = through.reduce((sum, one) => sum + one.events, 0);
  const handled = through.reduce((sum, one) => sum + one.invocations, 0);
  write(`what got through: ${events} events, read back in ${handled} invocations`);
  const repeat = `repeat it with: pnpm test:faults hostile --seed ${seed} --inputs ${inputs}`;
  const broken = [
    ...results.flatMap(({ target, broken }) => (broken ? [`${target}: ${broken}`] : [])),
    ...stranger.told.map((one) => `another's thing is told: ${one}`),
    ...through.flatMap((one) => one.broken).map((one) => `what got through does harm: ${one}`),
    ...(growth > MAX_GROWTH_MB ? [`the heap has grown by ${growth} MB`] : []),
  ];
  return broken.length > 0 ? [...broken, repeat] : [];
}

/** Heap size after garbage collection. */
function heapMegabytes(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return Math.round(process.memoryUsage().heapUsed / 2 ** 20);
}

import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { table } from '@orderflow/ops/cli/table';
import type { Options } from '../suite.ts';
import type { Stage } from '../sweep/scenario.ts';
import { fuzzFiles } from './files.ts';
import { type Fuzzed, fuzz, targets } from './fuzz.ts';
import { askAsStranger } from './strangers.ts';

/** A file stands for many rows, and takes many calls. */
const FILES_SHARE = 0.01;
/** Targets at a time: while one waits for an engine, another computes. */
const AT_ONCE = 6;
const MAX_GROWTH_MB = 200;

/** Hostile inputs to everything that takes any; then another person's questions. */
export async function hostile(stage: Stage, { inputs, seed, write }: Options): Promise<string[]> {
  const before = heapMegabytes();
  const files = Math.ceil(inputs * FILES_SHARE);
  const all = targets(stage.platform.catalog);
  const each = Math.ceil((inputs - files) / all.length);
  const results: Fuzzed[] = [];
  const waiting = all.values();
  const worker = async () => {
    for (const target of waiting) results.push(await fuzz(target, stage, each, seed));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  await stage.world.clear();
  results.push(await fuzzFiles(stage, files, seed));
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
  const repeat = `repeat it with: pnpm test:faults hostile --seed ${seed} --inputs ${inputs}`;
  const broken = [
    ...results.flatMap(({ target, broken }) => (broken ? [`${target}: ${broken}`] : [])),
    ...stranger.told.map((one) => `another's thing is told: ${one}`),
    ...(growth > MAX_GROWTH_MB ? [`the heap has grown by ${growth} MB`] : []),
  ];
  return broken.length > 0 ? [...broken, repeat] : [];
}

/** What is left when the garbage is gone. */
function heapMegabytes(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return Math.round(process.memoryUsage().heapUsed / 2 ** 20);
}

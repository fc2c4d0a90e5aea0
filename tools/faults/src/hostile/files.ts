import { createHash } from 'node:crypto';
import fc from 'fast-check';
import type { Answer, Call, Fault } from '../seam/functionProcess.ts';
import { FunctionProcess } from '../seam/functionProcess.ts';
import type { Stage } from '../sweep/scenario.ts';
import { nasty } from './arbitraries.ts';
import { checkProcess } from './checks.ts';
import type { Fuzzed } from './fuzz.ts';

/** Progress is reported after this number of files. */
const TOLD_EVERY = 500;
const HEADER = 'orderId,userId,sku,quantity,unitPrice,currency,note,createdAt';
const settings = {
  CHUNK_BYTES: '300',
  CHUNK_RECORDS: '1000',
  MIN_ROWS_PER_SECOND: '100000',
  MAX_ROWS_PER_SECOND: '100000',
  LAG_SECONDS: '0',
  MAX_IMPORT_BYTES: '1000000',
};

const cell = fc.oneof(
  nasty,
  nasty.map((text) => `"${text.replaceAll('"', '""')}"`),
  fc.constantFrom('"', '""', '"a"b', '1', '-1', 'EUR', 'tea', '2026-11-20T08:00:00Z'),
);
const row = fc.oneof(
  { weight: 3, arbitrary: fc.array(cell, { maxLength: 10 }).map((cells) => cells.join(',')) },
  { weight: 2, arbitrary: fc.nat(99).map((id) => `mallory-${id},mallory,tea,1,5,EUR,,`) },
);
const text = fc
  .tuple(
    fc.oneof({ weight: 8, arbitrary: fc.constant(HEADER) }, { weight: 1, arbitrary: nasty }),
    fc.array(row, { maxLength: 12 }),
    fc.constantFrom('\n', '\r\n', '\r'),
  )
  .map(([header, rows, lineEnd]) => Buffer.from([header, ...rows, ''].join(lineEnd)));
const file: fc.Arbitrary<Buffer> = fc.oneof(
  { weight: 9, arbitrary: text },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.from(bytes)) },
);

/**
 * Imports hostile files with the real functions. Any bytes must end as COMPLETED or FAILED, with every row accounted
 * for. A message that fails would be poison that an uploader can create.
 */
export async function fuzzFiles(
  { platform, world }: Stage,
  inputs: number,
  seed: number,
  progress: (done: number) => void,
): Promise<Fuzzed> {
  const answers: Record<string, number> = {};
  let number = 0;
  platform.settings = settings;
  const property = fc.asyncProperty(file, async (bytes) => {
    const process: FunctionProcess[] = [];
    platform.spawn = () => {
      process.push(new FunctionProcess(withFile(bytes)));
      return process.at(-1) as FunctionProcess;
    };
    const etag = etagOf(bytes).slice(1, -1);
    const object = { key: `incoming/${number}.csv`, eTag: etag, sequencer: String(number++) };
    const s3 = { bucket: { name: 'orderflow-local-imports' }, object };
    await platform
      .queue('import-files')
      .send([JSON.stringify({ Records: [{ eventName: 'ObjectCreated:Put', s3 }] })]);
    await platform.drainQueue('ingestion/planImport');
    await platform.drainQueue('ingestion/importChunk');
    for (const one of process) checkProcess(one);
    const imports = (await world.items('orderflow-local-imports')).filter(({ sk }) => sk === 'import');
    await world.remove({ tables: { 'orderflow-local-imports': imports }, objects: {} });
    for (const { status, read, created, duplicate, rejected } of imports as Record<string, number>[]) {
      answers[String(status)] = (answers[String(status)] ?? 0) + 1;
      if (!['COMPLETED', 'FAILED'].includes(String(status))) throw new Error(`the import is ${status}`);
      const told = Number(created) + Number(duplicate) + Number(rejected);
      if (read !== told) throw new Error(`${read} rows were read, ${told} are told`);
    }
    if (imports.length !== 1) throw new Error(`${imports.length} imports`);
    if (number % TOLD_EVERY === 0) progress(number);
  });
  const { failed, counterexample, errorInstance } = await fc.check(property, {
    numRuns: inputs,
    seed,
    endOnFailure: true,
  });
  platform.settings = {};
  const fuzzed = { target: 'incoming/*.csv', inputs, answers };
  if (!failed) return fuzzed;
  const bytes = JSON.stringify(counterexample?.[0]?.toString('latin1')).slice(0, 500);
  return { ...fuzzed, broken: `${(errorInstance as Error)?.message} for ${bytes} (seed ${seed})` };
}

const etagOf = (bytes: Buffer) => `"${createHash('md5').update(bytes).digest('hex')}"`;

/** Answers every upload key of the bucket with this file. */
const withFile =
  (bytes: Buffer): Fault =>
  async (call, forward) => {
    if (!call.path.includes('/incoming/')) return forward(call);
    if (call.name === 'S3.HeadObject') return object(bytes, Buffer.alloc(0), bytes.length);
    return call.name === 'S3.GetObject' ? object(bytes, range(call, bytes)) : forward(call);
  };

const object = (whole: Buffer, body: Buffer, length = body.length): Answer => ({
  status: 200,
  headers: { etag: etagOf(whole), 'content-length': String(length) },
  body,
});

function range({ headers }: Call, bytes: Buffer): Buffer {
  const [, start, end] = /bytes=(\d+)-(\d+)/.exec(String(headers['range'])) ?? [];
  return start === undefined ? bytes : bytes.subarray(Number(start), Number(end) + 1);
}

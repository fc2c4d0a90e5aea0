import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';

/** The content of one function's zip. */
export interface Bundle {
  functionName: string;
  /** Names of all files in the zip. */
  files: string[];
  /** Size of the minified code in bytes, unpacked as by Lambda. */
  bytes: number;
  budget: number;
}

/** Bytes. The size of the loaded code decides the cold start: 400 kB is about 50 ms. */
const BUDGET = 350_000;

/**
 * Large clients by a text that is in every bundle with one: its schemas' namespace, or its address. Budget in bytes
 * with it.
 */
const LARGE_CLIENTS: Record<string, number> = { 'com.amazonaws.s3': 455_000, 'api.stripe.com': 650_000 };

/** Functions that read more kinds of events than others: each validator is some 35 kB. Budget in bytes. */
const OF_MANY_EVENTS: Record<string, number> = { countOrders: 400_000, mailBuyers: 400_000 };

/** The bundles of a packaged stack, by function. */
export function readBundles(packaged: string): Bundle[] {
  const zips = readdirSync(packaged).filter((file) => file.endsWith('.zip'));
  return zips.sort().map((zip) => {
    const files = Object.entries(unzipSync(readFileSync(join(packaged, zip))));
    const functionName = basename(zip, '.zip');
    return {
      functionName,
      files: files.map(([name]) => name),
      bytes: files.reduce((total, [, content]) => total + content.length, 0),
      budget:
        OF_MANY_EVENTS[functionName] ??
        budgetOf(files.map(([, content]) => strFromU8(content, true)).join('')),
    };
  });
}

const budgetOf = (code: string): number =>
  Object.entries(LARGE_CLIENTS).reduce(
    (budget, [mark, bytes]) => (code.includes(mark) ? Math.max(budget, bytes) : budget),
    BUDGET,
  );

/** Errors of a bundle, in words; empty if it is fine. */
export function faults({ files, bytes, budget }: Bundle): string[] {
  const expected = files.length === 1 && files[0]?.endsWith('.js');
  return [
    ...(bytes > budget ? [`${kilobytes(bytes - budget)} over its budget`] : []),
    ...(expected ? [] : [`holds ${files.join(', ')} instead of one .js file`]),
  ];
}

export const kilobytes = (bytes: number) => `${Math.ceil(bytes / 1000)} kB`;

import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';

/** What one function's zip holds. */
export interface Bundle {
  functionName: string;
  /** Names of all files in the zip. */
  files: string[];
  /** Minified code, in bytes, as Lambda unpacks it. */
  bytes: number;
  budget: number;
}

/** Bytes. What a function loads decides how long its cold start takes: 400 kB is about 50 ms. */
const BUDGET = 350_000;

/** What is in every bundle that reaches a large client: its schemas' namespace, its address. Bytes with it. */
const LARGE_CLIENTS: Record<string, number> = { 'com.amazonaws.s3': 455_000, 'api.stripe.com': 650_000 };

/** A function that reads more kinds of events than others: the validator of each is some 35 kB. Bytes. */
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

/** What is wrong with a bundle, in words; empty when nothing is. */
export function faults({ files, bytes, budget }: Bundle): string[] {
  const expected = files.length === 1 && files[0]?.endsWith('.js');
  return [
    ...(bytes > budget ? [`${kilobytes(bytes - budget)} over its budget`] : []),
    ...(expected ? [] : [`holds ${files.join(', ')} instead of one .js file`]),
  ];
}

export const kilobytes = (bytes: number) => `${Math.ceil(bytes / 1000)} kB`;

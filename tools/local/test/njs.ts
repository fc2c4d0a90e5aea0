import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ViewerEvent, ViewerResult } from '../src/edge/viewerFunction.ts';

/** The runtime's `cloudfront` module, with a key-value store that holds `weights` or nothing. */
const standIn = (weights: string | undefined) => `
const weights = ${JSON.stringify(weights ?? null)};
async function get(key, options) {
  if (key !== 'weights' || weights === null) throw new Error('KeyNotFound');
  return options && options.format === 'json' ? JSON.parse(weights) : weights;
}
export default { kvs: function () { return { get }; } };
`;

/** Appended to the function's text, because it exports nothing. Like CloudFront, it calls the function's `handler`. */
const driver = (events: string, results: string) => `
(async function () {
  const fs = require('fs');
  const events = JSON.parse(fs.readFileSync(${JSON.stringify(events)}));
  const results = [];
  for (let index = 0; index < events.length; index++) {
    const result = await handler(events[index]);
    results.push(result);
  }
  fs.writeFileSync(${JSON.stringify(results)}, JSON.stringify(results));
})();
`;

/** True where njs, the engine of CloudFront's JavaScript runtime, is installed (Debian's package `njs`). */
export const hasNjs = spawnSync('njs', ['-v']).status === 0;

/**
 * Runs a CloudFront Function in njs, one event after another.
 *
 * @throws Error with njs's output when it cannot read the file, or the function throws.
 */
export function playInNjs(path: string, events: ViewerEvent[], weights?: string): ViewerResult[] {
  const dir = mkdtempSync(join(tmpdir(), 'orderflow-njs-'));
  try {
    const file = (name: string) => join(dir, name);
    writeFileSync(file('cloudfront'), standIn(weights));
    writeFileSync(file('events.json'), JSON.stringify(events));
    const code = readFileSync(path, 'utf8') + driver(file('events.json'), file('results.json'));
    writeFileSync(file('function.js'), code);
    const { status, stderr } = spawnSync('njs', ['-p', dir, file('function.js')], { encoding: 'utf8' });
    if (status !== 0) throw new Error(`njs: ${stderr}`);
    return JSON.parse(readFileSync(file('results.json'), 'utf8'));
  } finally {
    rmSync(dir, { recursive: true });
  }
}

#!/usr/bin/env node
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { confirm } from '../drop/confirm.ts';
import { commitDropped, type Dropped, dropFile, undoDropped } from '../drop/dropFile.ts';
import { endOnSignal, type Step } from '../drop/ending.ts';
import { ImportsApi, isOutage } from '../drop/importsApi.ts';
import { readingOf } from '../drop/options.ts';
import { ProgressBar, silent } from '../drop/progress.ts';
import { isClean, isUndone, summary, undoSummary } from '../drop/summary.ts';
import { likeImport, optionsOf } from '../drop/template.ts';
import { appearing } from '../drop/watch.ts';
import { readSettings } from '../settings.ts';
import { printError } from './output.ts';

const USAGE = `pnpm drop FILE.csv [FILE.csv …] [options]
pnpm drop --watch DIR [options]
pnpm drop --commit ID
pnpm drop --undo ID
pnpm drop --keep NAME [--of ID] [options]
pnpm drop --forget NAME
pnpm drop --templates

Imports CSV files into the running system and waits for the result. When something about a file is guessed (its
encoding, its decimal mark, which column a name stands for), it shows what, and asks before it imports.
  --dry-run           show what the file would come to and make no order
  --commit ID         import what a dry run has shown, from the same upload
  --undo ID           cancel the orders that an import has created, unless they have left
  --yes               import without a question, also what is guessed
  --json              one JSON object a file on stdout, no progress, no question; with "error" where a file could not be tried
  --notify            have a mail sent to you when an import has ended: to the confirmed address of the account whose user id
                      is pnpm-drop
  --watch DIR         drop every CSV file that appears in the folder, until Ctrl-C or until it is gone; waits for a
                      system that is down
  ORDERFLOW_PORT      port of the gateway; else the copy whose .local/env is loaded, else 4000

Templates: how files of one kind are read, under a name.
  --template NAME     read the files so; other options count more
  --keep NAME         keep the options as a template, or with --of ID how that import was read
  --forget NAME       delete a template
  --templates         list them

How files are read, where they do not say it themselves:
  --map NAME=COLUMN   the column NAME of the file is our COLUMN; NAME= is ignored; may be given again
  --ignore-unknown    ignore the columns that are not known
  --delimiter SIGN    what stands between cells: , ; | or tab
  --encoding NAME     utf-8, utf-16le, utf-16be or windows-1252
  --decimal SIGN      prices are in units of the currency, with . or , as decimal mark
  --date-format TEXT  such as "DD.MM.YYYY HH:mm", with --time-zone NAME such as Europe/Berlin

Exit code: 0 when every row is an order (of a dry run: would be; of an undo: no longer), 1 when an import failed, rows were rejected or guesses
wait to be confirmed, 2 when a file could not be tried, 130 after Ctrl-C in the middle of one.
`;

const options = {
  'dry-run': { type: 'boolean', default: false },
  commit: { type: 'string' },
  undo: { type: 'string' },
  template: { type: 'string' },
  keep: { type: 'string' },
  of: { type: 'string' },
  forget: { type: 'string' },
  templates: { type: 'boolean', default: false },
  yes: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  notify: { type: 'boolean', default: false },
  watch: { type: 'string' },
  map: { type: 'string', multiple: true },
  'ignore-unknown': { type: 'boolean' },
  delimiter: { type: 'string' },
  encoding: { type: 'string' },
  decimal: { type: 'string' },
  'date-format': { type: 'string' },
  'time-zone': { type: 'string' },
  help: { type: 'boolean', default: false },
} as const;

const read = () => parseArgs({ allowPositionals: true, options });
type Values = ReturnType<typeof read>['values'];

async function main(): Promise<number> {
  const { values, positionals } = read();
  const { watch, commit, undo } = values;
  const { keep, forget, templates } = values;
  const named = [watch, commit, undo, keep, forget].map((value) => value !== undefined);
  const kinds = [positionals.length > 0, templates, ...named];
  if (values.help || kinds.filter(Boolean).length !== 1) {
    process.stdout.write(USAGE);
    return values.help ? 0 : 2;
  }
  if (values['dry-run'] && values.yes)
    throw new Error('--dry-run makes no order and --yes makes all: use one');
  const progress = values.json ? silent : new ProgressBar();
  // While a folder is watched, often nobody is there to start a system that is down. So the calls wait for it.
  const api = new ImportsApi(
    gatewayUrl(),
    watch === undefined
      ? undefined
      : (why) => {
          progress.stop();
          printError(why);
        },
  );
  let exitCode = 0;
  let step: Step | undefined;
  endOnSignal(
    progress,
    () => step,
    () => exitCode,
  );
  if (keep !== undefined || forget !== undefined || templates) return aboutTemplates(values, api);
  const known = commit ?? undo;
  if (known !== undefined) step = { importId: known, waitsFor: 'system' };
  if (commit !== undefined) return told(await commitDropped(commit, api, progress), values);
  if (undo !== undefined) {
    const undone = await undoDropped(undo, api, progress);
    process.stdout.write(`${values.json ? JSON.stringify(undone) : undoSummary(undone)}\n`);
    return isUndone(undone) ? 0 : 1;
  }

  const reading = readingOf(values);
  const confirmGuesses = !values.yes && !values['dry-run'];
  const wanted = {
    ...reading,
    ...(values.template !== undefined && { template: values.template }),
    ...(values['dry-run'] && { dryRun: true }),
    ...(confirmGuesses && { confirmGuesses }),
    ...(values.notify && { notify: true }),
  };
  const watching = (dir: string) => !values.json && process.stderr.write(`Watching ${dir}; Ctrl-C ends.\n`);
  const files = watch === undefined ? positionals : appearing(watch, () => watching(watch));
  const drop = (path: string) =>
    dropFile(path, api, progress, wanted, (next) => {
      step = next;
    });
  const committed = ({ fileName, importId }: Dropped) => {
    step = { fileName, importId, waitsFor: 'system' };
    return commitDropped(importId, api, progress);
  };
  for await (const path of files) {
    try {
      const dropped = await (watch === undefined ? drop(path) : again(() => drop(path)));
      if (dropped.status === 'PREVIEWED') step = { ...step, waitsFor: 'caller' };
      const asks = confirmGuesses && dropped.status === 'PREVIEWED' && canAsk(values);
      const code =
        asks && (await asked(dropped)) ? told(await committed(dropped), values) : told(dropped, values, asks);
      exitCode ||= code;
    } catch (error) {
      // One bad file does not stop the others.
      printError(error);
      if (values.json) process.stdout.write(`${JSON.stringify({ path, error: (error as Error).message })}\n`);
      exitCode = 2;
    }
    step = undefined;
  }
  return exitCode;
}

/** Keeps, deletes or lists templates. */
async function aboutTemplates(values: Values, api: ImportsApi): Promise<number> {
  const { keep, forget, of, json } = values;
  if (forget !== undefined) await api.deleteTemplate(forget);
  if (keep !== undefined)
    await api.putTemplate(keep, of === undefined ? readingOf(values) : await likeImport(of, api));
  const all = await api.templates();
  const shown = keep === undefined ? all : all.filter(({ name }) => name === keep);
  if (json) process.stdout.write(`${JSON.stringify(shown)}\n`);
  else if (shown.length === 0) process.stdout.write('There are no templates.\n');
  else process.stdout.write(`${shown.map(optionsOf).join('\n')}\n`);
  return 0;
}

/** Most uploads of one file, when outages cut them off. Rows that an earlier one imported after all count as duplicates. */
const ATTEMPTS = 5;
const PAUSE_MS = 2_000;

/** Drops a file again when its upload was cut off. */
async function again(drop: () => Promise<Dropped>): Promise<Dropped> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await drop();
    } catch (error) {
      if (attempt === ATTEMPTS || !isOutage(error)) throw error;
      printError(`The upload was cut off (${(error as Error).message}): trying again.`);
      await sleep(PAUSE_MS);
    }
  }
}

/** ORDERFLOW_PORT wins, because it is set by hand. ORDERFLOW_URL may come from a .local/env that was loaded long ago. */
function gatewayUrl(): string {
  const { ORDERFLOW_PORT, ORDERFLOW_URL } = process.env;
  return (ORDERFLOW_PORT ? undefined : ORDERFLOW_URL) ?? `http://127.0.0.1:${readSettings().port}`;
}

const canAsk = ({ json }: Values): boolean => !json && process.stdin.isTTY && process.stderr.isTTY;

/** Shows what was guessed and asks whether it is right. */
async function asked(dropped: Dropped): Promise<boolean> {
  process.stderr.write(`${summary(dropped)}\n`);
  return confirm(`Guessed: ${guesses(dropped)}. Import it?`);
}

const guesses = ({ understood }: Dropped): string => understood?.guessed.join(', ') ?? '';

/**
 * Prints the result of a file.
 *
 * @param shown true if the summary was printed already
 * @returns the exit code
 */
function told(dropped: Dropped, { json, 'dry-run': dryRun }: Values, shown = false): number {
  const { status, importId, fileName } = dropped;
  if (!shown) process.stdout.write(`${json ? JSON.stringify(dropped) : summary(dropped)}\n`);
  const clean = isClean(dropped) ? 0 : 1;
  if (status !== 'PREVIEWED') return clean;
  const commit = `\`pnpm drop --commit ${importId}\` imports it`;
  if (dryRun) {
    if (!json) process.stderr.write(`${commit}.\n`);
    return clean;
  }
  printError(
    `${fileName} is not imported: guessed were ${guesses(dropped)}. If that is right, ${commit}, and --yes asks nobody; if not, say how the file is read (pnpm drop --help).`,
  );
  return 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  printError(error);
  process.exitCode = 2;
}

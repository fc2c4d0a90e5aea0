import { setTimeout as sleep } from 'node:timers/promises';
import { documented } from '@orderflow/docs/documented';
import { whileRunning } from './command.ts';
import { consolePort } from './settings.ts';

interface Overview {
  stage: string;
  queues: { shortName: string }[];
  alarms: object[];
  imports: { status: string }[];
  executions: object[];
}

interface DrawnMap {
  nodes: object[];
  edges: object[];
}

const WITHIN_MS = 60_000;
const url = `http://127.0.0.1:${consolePort}/console`;

/** Opens the console of a stage after the end-to-end suite, and reads what its page reads. */
export function openConsole(stage: string): Promise<string> {
  const line = documented('pnpm ops console --stage NAME', { NAME: stage });
  return whileRunning(line, ['--port', String(consolePort)], async () => {
    for (const part of ['', '/app.js', '/app.css']) await text(part);
    const overview: Overview = JSON.parse(await text('/api/overview'));
    const { queues, alarms, imports, executions } = overview;
    const { nodes, edges }: DrawnMap = JSON.parse(await text('/api/map'));
    const shown = {
      'the stage': overview.stage === stage,
      'the parts of its map': nodes.length > 0,
      'the ways of its map': edges.length > 0,
      'a dead-letter queue': queues.some(({ shortName }) => shortName === 'inventory-dlq'),
      alarms: alarms.length > 0,
      'an import that is done': imports.some(({ status }) => status === 'COMPLETED'),
      executions: executions.length > 0,
    };
    const missing = Object.entries(shown).flatMap(([what, there]) => (there ? [] : [what]));
    if (missing.length > 0) throw new Error(`the console does not show ${missing.join(', ')}`);
    return `${nodes.length} parts and ${edges.length} ways on the map, ${queues.length} queues, ${alarms.length} alarms`;
  });
}

/** Reads a path of the console, once it is up. */
async function text(path: string): Promise<string> {
  const until = Date.now() + WITHIN_MS;
  for (;;) {
    const answer = await fetch(url + path).catch(() => undefined);
    const body = await answer?.text();
    if (answer?.ok && body !== undefined) return body;
    if (answer || Date.now() > until) throw new Error(`GET ${path || 'the page'}: ${answer?.status} ${body}`);
    await sleep(500);
  }
}

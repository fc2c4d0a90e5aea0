import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { afterAll, expect, test } from '@jest/globals';
import { documented } from '@orderflow/docs/documented';
import { root } from '@orderflow/stacks/find';
import { drain, eventually, inParallel, Person, sendTo, urlOf } from '../src/index.ts';

const gateway = urlOf('');
const ada = new Person();
const correlationId = `commands-${randomUUID()}`;

afterAll(async () => {
  await fetch(urlOf('/local/edge/weights'), { method: 'PUT', body: '{"A":50,"B":50}' });
});

/** Runs a line of shell in the repository; `pnpm` works even if it is not installed. */
function shell(line: string): Promise<{ status: number; output: string }> {
  const script = `pnpm() {
    if [ -x "node_modules/.bin/$1" ]; then "node_modules/.bin/$1" "\${@:2}"; else node --run "$1" -- "\${@:2}"; fi
  }
  ${line}`;
  return new Promise((done) => {
    execFile('bash', ['-c', script], { cwd: root }, (error, stdout, stderr) =>
      done({ status: error ? Number(error.code) : 0, output: stdout + stderr }),
    );
  });
}

const says = async (command: string, text: string) =>
  expect({ command, ...(await shell(command)) }).toEqual({
    command,
    status: 0,
    output: expect.stringContaining(text),
  });

/** The event of an order that was decided long ago, in a dead-letter queue: consuming it changes nothing. */
const deadOrder = (sku: string) =>
  sendTo(
    'inventory-dlq',
    JSON.stringify({
      specversion: '1.0',
      id: randomUUID(),
      source: '/orderflow/orders',
      type: 'order.created.v1',
      subject: 'gone',
      time: '2026-11-20T08:00:00.000Z',
      datacontenttype: 'application/json',
      correlationid: correlationId,
      data: {
        orderId: `gone-${randomUUID()}`,
        userId: 'somebody',
        status: 'PENDING',
        currency: 'EUR',
        lines: [{ sku, quantity: 1, unitPrice: 100 }],
        total: 100,
        createdAt: '2026-11-20T08:00:00.000Z',
      },
    }),
  );

/** Read-only commands, and their output on a healthy copy. */
const LOOKS: [command: string, says: string][] = [
  [documented('pnpm ops trace CORRELATION_ID', { CORRELATION_ID: correlationId }), 'POST /orders'],
  [documented('pnpm ops trace "message failed"'), 'message failed'],
  [documented('pnpm ops trace "event was not published"'), 'event was not published'],
  [documented('pnpm ops trace "import is stuck"'), 'import is stuck'],
  [documented('pnpm ops trace "invocation failed"'), 'invocation failed'],
  // This text is also in other lines about a failed condition.
  [documented('pnpm ops trace "request failed"'), ''],
  [documented('pnpm ops peek stream-failures'), 'stream-failures'],
  [documented('pnpm ops peek schedule-failures'), 'schedule-failures'],
  [documented('pnpm ops imports'), 'IMPORT'],
  [documented('pnpm ops executions'), 'EXECUTION'],
  [documented('. .local/env', { '.local': '"$ORDERFLOW_STATE_DIR"' }), ''],
];

test('the commands of the pages that look at a copy say what they find', async () => {
  await ada.post(
    '/orders',
    { currency: 'EUR', lines: [{ sku: 'NOBODY-HAS-THIS', quantity: 1, unitPrice: 100 }] },
    { 'idempotency-key': randomUUID(), 'x-correlation-id': correlationId },
  );
  await inParallel(LOOKS.length, 2, async (index) => {
    const [command, text] = LOOKS[index] ?? ['', ''];
    await eventually(() => says(command, text));
  });
}, 120_000);

test('the commands of the runbook that empty a dead-letter queue do, as each says', async () => {
  await drain('inventory-dlq');
  await deadOrder('SKU-1');
  await deadOrder('SKU-2');
  await says(documented('pnpm ops peek inventory-dlq'), `correlation id: ${correlationId}`);
  await says(documented('pnpm ops redrive inventory-dlq --dry-run'), '2 messages would move');
  await says(documented('pnpm ops redrive inventory-dlq --filter SKU-1 --yes'), '1 messages moved');
  await says(documented('pnpm ops redrive inventory-dlq --rate 20 --yes'), '1 of 1 messages moved by SQS');
  await sendTo('inventory-dlq', 'what nobody misses');
  await says(documented('pnpm ops purge inventory-dlq --yes'), 'is empty');
  expect(await drain('inventory-dlq')).toEqual([]);
  await says(documented('pnpm ops purge schedule-failures --yes'), 'is empty');
}, 120_000);

test('the commands of the pages that ask the gateway are answered', async () => {
  const at = { 'http://127.0.0.1:4000': gateway };
  for (const command of [
    documented('curl -X POST http://127.0.0.1:4000/local/schedules/FUNCTION', {
      ...at,
      FUNCTION: 'tidyImports',
    }),
    documented('curl -X POST http://127.0.0.1:4000/local/schedules/dailyReport', at),
    documented(
      "curl -X POST 'http://127.0.0.1:4000/local/schedules/dailyReport?time=2026-11-22T04:00:00Z'",
      at,
    ),
    documented('pnpm ops report DATE', { DATE: '2026-11-21' }),
    documented('pnpm ops experiment set A=90 B=10'),
  ]) {
    await says(command.replace('curl', 'curl --fail'), '');
  }
}, 60_000);

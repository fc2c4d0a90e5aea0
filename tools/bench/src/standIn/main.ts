/**
 * A stand-in for DynamoDB over HTTP: accepts everything, answers with AWS's latencies, and counts. With an engine
 * behind it (`UPSTREAM`), it is a proxy: it counts the units that the engine reports, answers at the engine's speed,
 * and cancels conflicting transactions, which no local engine does. It is a separate process, so that its CPU time is
 * not counted as the client's. Prints its port.
 */
import { createServer, type IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { Conflicts, type TransactItem } from './conflicts.ts';
import { LATENCIES } from './latencies.ts';
import { type Request, writeUnits } from './units.ts';

export interface Counts {
  calls: Record<string, number>;
  writeUnits: number;
  readUnits: number;
  /** Transactions that were cancelled because of a conflict with another. */
  conflicts: number;
}

const upstream = process.env['UPSTREAM'];
const fresh = (): Counts => ({ calls: {}, writeUnits: 0, readUnits: 0, conflicts: 0 });
let counts = fresh();
const conflicts = new Conflicts();

async function text(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}

function answered(operation: string, { Statements = [] }: Request): object {
  if (operation === 'BatchExecuteStatement') return { Responses: Statements.map(() => ({})) };
  return operation === 'BatchWriteItem' ? { UnprocessedItems: {} } : {};
}

async function forward(target: string, operation: string, body: object) {
  const response = await fetch(String(upstream), {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': target,
      // The engine requires a signature but does not check it.
      authorization:
        'AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0',
    },
    body: JSON.stringify({ ...body, ReturnConsumedCapacity: 'TOTAL' }),
  });
  const answer = (await response.json()) as { ConsumedCapacity?: unknown };
  const consumed = [answer.ConsumedCapacity ?? []].flat() as { CapacityUnits?: number }[];
  const units = consumed.reduce((total, { CapacityUnits = 0 }) => total + CapacityUnits, 0);
  if (/Get|Query|Scan/.test(operation)) counts.readUnits += units;
  else counts.writeUnits += units;
  return { status: response.status, answer };
}

async function answer(target: string, operation: string, body: Request) {
  if (upstream) {
    const items = (body.TransactItems ?? []) as TransactItem[];
    const passed = await conflicts.guard(items, () => forward(target, operation, body));
    if ('answer' in passed) return passed;
    counts.conflicts++;
    return { status: 400, answer: passed };
  }
  counts.writeUnits += writeUnits(operation, body);
  await sleep(LATENCIES[operation] ?? 5);
  return { status: 200, answer: answered(operation, body) };
}

const server = createServer(async (request, response) => {
  const target = String(request.headers['x-amz-target'] ?? '');
  if (request.method !== 'POST') {
    response.end(JSON.stringify(counts));
    if (request.method === 'DELETE') counts = fresh();
    return;
  }
  const operation = target.split('.')[1] ?? '';
  const body = JSON.parse(await text(request)) as Request;
  counts.calls[operation] = (counts.calls[operation] ?? 0) + 1;
  const { status, answer: value } = await answer(target, operation, body);
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' }).end(JSON.stringify(value));
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.stdout.write(`${typeof address === 'object' ? address?.port : ''}\n`);
});
process.stdin.resume().once('end', () => process.exit(0));

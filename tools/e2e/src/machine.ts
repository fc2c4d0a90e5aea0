import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { enginePorts, servicePortUses } from '@orderflow/local/dev/ports';
import { readSettings } from '@orderflow/local/settings';
import { services } from '@orderflow/stacks/find';
import { mailbox, urlOf } from './system.ts';

const stateDir = () => String(process.env['ORDERFLOW_STATE_DIR']);

/** The ports of the running local copy by part: `gateway`, `S3`, `service orders`, … */
export async function portsOfCopy(): Promise<Record<string, number>> {
  const settings = readSettings({ ORDERFLOW_PORT: new URL(urlOf('/')).port });
  const uses = [...enginePorts(settings), ...servicePortUses(settings, services)];
  return Object.fromEntries(uses.map(({ part, port }) => [part, port]));
}

interface ListeningSocket {
  address: string;
  port: number;
}

/** The sockets on which the copy's processes listen, read from proc(5). Empty without /proc. */
export function listeningSockets(): ListeningSocket[] {
  const children: Record<string, number> = JSON.parse(
    readFileSync(join(stateDir(), 'processes.json'), 'utf8'),
  );
  const groups = new Set(Object.values(children));
  const gateway = Number(readFileSync(join(stateDir(), 'pid'), 'utf8'));
  const pids = numbered('/proc').filter((pid) => pid === gateway || groups.has(groupOf(pid)));
  const inodes = new Set(pids.flatMap(socketsOf));
  if (pids.length === 0) return [];
  return ['tcp', 'tcp6'].flatMap((table) => tableOf(table).filter(({ inode }) => inodes.has(inode)));
}

function tableOf(name: string): (ListeningSocket & { inode: string })[] {
  const [, ...lines] = readFileSync(`/proc/net/${name}`, 'utf8').trim().split('\n');
  return lines.flatMap((line) => {
    const [, local = '', , state, , , , , , inode = ''] = line.trim().split(/\s+/);
    const [hex = '', port = ''] = local.split(':');
    return state === '0A' ? [{ address: addressOf(hex), port: Number.parseInt(port, 16), inode }] : [];
  });
}

/** Words of 32 bits in the machine's byte order; an IPv4 address in IPv6 notation is in the last word. */
function addressOf(hex: string): string {
  const words = hex.match(/.{8}/g) ?? [];
  const last = Buffer.from(words.at(-1) ?? '', 'hex')
    .reverse()
    .join('.');
  const isV4 = words.length === 1 || words.slice(0, 3).join('') === '0000000000000000FFFF0000';
  return isV4 ? last : hex;
}

const numbered = (folder: string): number[] =>
  existsSync(folder) ? readdirSync(folder).map(Number).filter(Number.isInteger) : [];

function groupOf(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[2]);
  } catch {
    return 0;
  }
}

function socketsOf(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
      const [, inode] = /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${fd}`)) ?? [];
      return inode ? [inode] : [];
    });
  } catch {
    return [];
  }
}

/** Where a text appears in the copy's state, and what else a foreign page could have changed. */
export async function traces(text: string): Promise<{ found: string[]; weights: unknown }> {
  const { 'SQS and SNS': sns, DynamoDB: dynamodb } = await portsOfCopy();
  const topics = await fetch(`http://127.0.0.1:${sns}/`, {
    method: 'POST',
    body: new URLSearchParams({ Action: 'ListTopics' }),
  });
  const item = await fetch(`http://127.0.0.1:${dynamodb}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': 'DynamoDB_20120810.GetItem',
      'x-amz-date': '20260101T000000Z',
      authorization:
        'AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0',
    },
    body: JSON.stringify({ TableName: 'orderflow-local-seen', Key: { pk: { S: text } } }),
  });
  const places = {
    topic: await topics.text(),
    table: await item.text(),
    mail: JSON.stringify(await mailbox()),
    object: readdirSync(join(stateDir(), 'scratch', 'storage'), { recursive: true }).join('\n'),
  };
  return {
    found: Object.entries(places).flatMap(([place, content]) => (content.includes(text) ? [place] : [])),
    weights: await (await fetch(urlOf('/local/edge/weights'))).json(),
  };
}

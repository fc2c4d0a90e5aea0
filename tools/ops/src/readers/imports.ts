import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { Stage } from '../stage/types.ts';

/** An import as operators see it. */
export interface ImportProgress {
  importId: string;
  fileName: string;
  status: string;
  bytes: { done: number; total: number };
  chunks: { done: number; total: number };
  rows: { read: number; created: number; duplicate: number; rejected: number };
  reason?: string;
  correlationId: string;
  createdAt: string;
  finishedAt?: string;
}

/** Pages read at most: chunks are in the imports table, too. */
const MOST_PAGES = 20;

/** The stage's imports, newest first. Scans the table: fine for a console, too slow for a program. */
export async function readImports(stage: Stage, limit = 20): Promise<ImportProgress[]> {
  const found: ImportProgress[] = [];
  let ExclusiveStartKey: Record<string, unknown> | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const { Items = [], LastEvaluatedKey } = await stage.clients.documents.send(
      new ScanCommand({
        TableName: `orderflow-${stage.name}-imports`,
        FilterExpression: 'sk = :import',
        ExpressionAttributeValues: { ':import': 'import' },
        ExclusiveStartKey,
      }),
    );
    found.push(...Items.map(toProgress));
    ExclusiveStartKey = LastEvaluatedKey;
    if (!ExclusiveStartKey) break;
  }
  return found.sort((a, b) => b.createdAt.localeCompare(a.createdAt)).slice(0, limit);
}

function toProgress(item: Record<string, unknown>): ImportProgress {
  const text = (name: string) => String(item[name] ?? '');
  const count = (name: string) => Number(item[name] ?? 0);
  return {
    importId: text('pk'),
    fileName: text('fileName'),
    status: text('status'),
    bytes: { done: count('bytesDone'), total: count('bytesTotal') },
    chunks: { done: count('chunksDone'), total: count('chunksTotal') },
    rows: {
      read: count('read'),
      created: count('created'),
      duplicate: count('duplicate'),
      rejected: count('rejected'),
    },
    ...(item['reason'] ? { reason: text('reason') } : {}),
    correlationId: text('correlationId'),
    createdAt: text('createdAt'),
    ...(item['finishedAt'] ? { finishedAt: text('finishedAt') } : {}),
  };
}

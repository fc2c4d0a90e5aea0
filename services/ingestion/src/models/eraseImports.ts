import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { DeleteObjectCommand } from '@aws-sdk/client-s3';
import { paginateQuery, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { batchGet } from '@orderflow/idempotency';
import { concurrently } from '../lib/concurrently.ts';
import { store as defaultStore, type Store } from '../lib/store.ts';
import { changeImport } from './changeImport.ts';
import {
  chunkKey,
  IMPORT,
  type ImportItem,
  type ImportsStore,
  incomingKey,
  keptKey,
  keptPartKey,
  ownerOf,
  partKey,
  plainKey,
  rejectsKey,
} from './imports.ts';
import { eraseTemplates } from './templates.ts';

type EraseStore = Pick<Store, 'client' | 'imports' | 's3' | 'bucket'>;

/** Owner of the imports of people who were erased. No caller is this owner. */
const NOBODY = 'erased';
/** Files that are deleted concurrently. */
const IN_FLIGHT = 10;

/**
 * Takes the owner from the imports of a person, and deletes the person's templates and files (the upload, the rejected
 * rows). A running import finds its file gone and fails; its orders belong to the users whom they name. The files go
 * first, so an attempt that dies in between is repeated in full. What a chunk writes at this moment is deleted by the
 * bucket's lifecycle after 30 days.
 *
 * @returns the number of imports
 */
export async function eraseImports(userId: string, store: EraseStore = defaultStore): Promise<number> {
  await eraseTemplates(userId, store);
  const owner = ownerOf(userId);
  const ids = await importsOf(owner, store);
  const items = await batchGet<ImportItem>(
    store.client,
    store.imports,
    ids.map((pk) => ({ pk, sk: IMPORT })),
  );
  for (const item of items.filter((one) => one.owner === owner)) {
    await removeFiles(item, store);
    if (item.dryRun || item.committed) await removeSamples(item, store);
    await changeImport(
      item.pk,
      {
        UpdateExpression: 'SET #owner = :nobody, fileName = :nobody REMOVE reason, preview',
        ConditionExpression: '#owner = :owner',
        ExpressionAttributeNames: { '#owner': 'owner' },
        ExpressionAttributeValues: { ':nobody': NOBODY, ':owner': owner },
      },
      store,
    );
  }
  return items.length;
}

async function importsOf(owner: string, { client, imports }: ImportsStore): Promise<string[]> {
  const pages = paginateQuery(
    { client },
    {
      TableName: imports,
      IndexName: 'byOwner',
      KeyConditionExpression: '#owner = :owner',
      ExpressionAttributeNames: { '#owner': 'owner' },
      ExpressionAttributeValues: { ':owner': owner },
    },
  );
  const ids: string[] = [];
  for await (const { Items = [] } of pages) ids.push(...Items.map(({ pk }) => pk));
  return ids;
}

/** Deleting a missing file is not an error. */
const removeFiles = (item: ImportItem, { s3, bucket }: EraseStore): Promise<void> =>
  concurrently(filesOf(item), IN_FLIGHT, async (Key) => {
    await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key }));
  });

/** Removes the rows that a dry run keeps as samples of its rejects. */
const removeSamples = (item: ImportItem, { client, imports }: ImportsStore): Promise<void> =>
  concurrently(indexes(chunksOf(item)), IN_FLIGHT, async (index) => {
    const Key = { pk: item.pk, sk: chunkKey(index, true) };
    try {
      await client.send(
        new UpdateCommand({
          TableName: imports,
          Key,
          UpdateExpression: 'REMOVE #sample',
          ConditionExpression: 'attribute_exists(pk)',
          ExpressionAttributeNames: { '#sample': 'sample' },
        }),
      );
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    }
  });

/** How many chunks may have left something. */
const chunksOf = ({ previewChunks = 0, sent, chunksTotal = sent?.chunks ?? 0 }: ImportItem): number =>
  Math.max(previewChunks, chunksTotal);

async function* indexes(count: number): AsyncGenerator<number> {
  for (let index = 0; index < count; index++) yield index;
}

/** The keys where an import may have files: the upload, its plain copy, a part for each chunk, the rejected rows. */
async function* filesOf(item: ImportItem): AsyncGenerator<string> {
  const { pk, upload, dryRun, committed, undo } = item;
  yield incomingKey(pk);
  if (upload) yield upload.object.key;
  yield plainKey(pk);
  for (let index = 0; index < chunksOf(item); index++) {
    yield partKey(pk, index);
    if (dryRun || committed) yield partKey(pk, index, true);
    if (undo) yield keptPartKey(pk, index);
  }
  yield rejectsKey(pk);
  if (dryRun || committed) yield rejectsKey(pk, true);
  if (undo) yield keptKey(pk);
}

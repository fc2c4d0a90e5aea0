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

/** Who owns the imports of people who were erased: nobody asks as this. */
const NOBODY = 'erased';
/** Files that are deleted at once. */
const IN_FLIGHT = 10;

/**
 * Makes the imports of a person nobody's, and deletes their templates and files: the upload, the rejected rows. An
 * import that runs finds its file gone and fails; orders that came of it belong to whom they name. The files go first,
 * so an attempt that is lost in between is repeated. What a chunk writes at this moment is deleted by the bucket, 30
 * days old.
 *
 * @returns how many imports it was
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

/** Deleting what is not there is no error. */
const removeFiles = (item: ImportItem, { s3, bucket }: EraseStore): Promise<void> =>
  concurrently(filesOf(item), IN_FLIGHT, async (Key) => {
    await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key }));
  });

/** What a dry run keeps of the rows it would reject. */
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

/** So many chunks may have left something. */
const chunksOf = ({ previewChunks = 0, sent, chunksTotal = sent?.chunks ?? 0 }: ImportItem): number =>
  Math.max(previewChunks, chunksTotal);

async function* indexes(count: number): AsyncGenerator<number> {
  for (let index = 0; index < count; index++) yield index;
}

/** Where there may be files of an import: the upload, what was unpacked of it, a part for each chunk, the rejected rows. */
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

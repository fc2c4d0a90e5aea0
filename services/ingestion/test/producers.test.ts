import { expect, test } from '@jest/globals';
import { cloudEvent, isOrderId, outboxEvent, toOrder } from '@orderflow/domain';
import { writtenObjects } from '@orderflow/lambda';
import { publishedBy } from '@orderflow/lambda/testing';
import {
  type AddClicks,
  isClick,
  isImportChunk,
  isImportCompletedEvent,
  isImportFailedEvent,
  isOrderCreatedEvent,
} from '@orderflow/validation';
import { documents } from '@orderflow/validation/testing';
import fc from 'fast-check';
import { InvalidRowError } from '../src/csv/orders/invalidRow.ts';
import { orderItemFromCells } from '../src/csv/orders/readOrderRow.ts';
import { planFile } from '../src/csv/plan/planFile.ts';
import { handler } from '../src/handlers/publishEvents.ts';
import { chunkMessages } from '../src/models/chunkMessages.ts';
import { fileNameOf } from '../src/models/claimImport.ts';
import { firstPart } from '../src/models/clickCounters.ts';
import { CounterRoom } from '../src/models/counterRoom.ts';
import { newImport, ownerOf } from '../src/models/imports.ts';
import { newClicks } from '../src/models/newClicks.ts';
import { isImportFile } from '../src/models/planImport.ts';
import { buffered } from './csvFiles.ts';

const context = { correlationId: 'c-1', now: new Date('2026-11-29T08:00:00Z') };
const anyTime = { maxAgeSeconds: Number.POSITIVE_INFINITY, maxAheadSeconds: Number.POSITIVE_INFINITY };
const overTheWire = (value: unknown) => JSON.parse(JSON.stringify(value));

test('whatever clicks are taken, the consumer of their stream can read and count them', async () => {
  const bodies = (await documents('AddClicks')) as fc.Arbitrary<AddClicks>;
  const buckets = fc.constantFrom(undefined, 'A' as const, 'B' as const);
  fc.assert(
    fc.property(bodies, buckets, (body, bucket) => {
      for (const click of newClicks(body, bucket, context, anyTime).map(overTheWire)) {
        expect([isClick(click), isClick.errors]).toEqual([true, null]);
        const { additions } = firstPart(
          [{ sequenceNumber: '1', value: click }],
          new CounterRoom(undefined, 1, context.now),
          'shard-1',
        );
        expect(additions[0]?.pk).toMatch(/^clicks#(?!0000)\d{4}-\d\d-\d\d#\d$/);
      }
    }),
  );
});

test('whatever row is imported, every consumer of orders can read it', async () => {
  const rows = (await documents('OrderRow')) as fc.Arbitrary<Record<string, string>>;
  fc.assert(
    fc.property(rows, (cells) => {
      const item = orderItemFromCells(cells, context);
      expect(isOrderId(item.pk)).toBe(true);
      const event = overTheWire(cloudEvent('/orderflow/orders', item.pk, item.event, toOrder(item)));
      expect([isOrderCreatedEvent(event), isOrderCreatedEvent.errors]).toEqual([true, null]);
    }),
  );
});

test('a row is refused, or an order: never anything else', () => {
  const cell = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('1', 'EUR', 'tea', '9999-12-31T23:59:59-23:59'),
  );
  const names = ['orderId', 'userId', 'sku', 'quantity', 'unitPrice', 'currency', 'note', 'createdAt'];
  fc.assert(
    fc.property(fc.tuple(...names.map(() => cell)), (cells) => {
      try {
        orderItemFromCells(Object.fromEntries(names.map((name, at) => [name, cells[at] ?? ''])), context);
      } catch (error) {
        expect(error).toBeInstanceOf(InvalidRowError);
      }
    }),
  );
});

/** Keys of S3: up to 1,024 bytes of UTF-8. */
const keys = fc
  .string({ unit: 'binary', maxLength: 1_000, size: 'max' })
  .map((name) => `incoming/${name}.csv`)
  .filter((key) => Buffer.byteLength(key) <= 1_024);

/** As S3 sends it: form-encoded. */
const notification = (key: string) => {
  const object = { key: new URLSearchParams([['', key]]).toString().slice(1), eTag: 'e', sequencer: 's' };
  return JSON.stringify({
    Records: [{ eventName: 'ObjectCreated:Put', s3: { bucket: { name: 'b' }, object } }],
  });
};

test('whatever file is put into the bucket, its plan, its chunks and its end can be read', async () => {
  const header = 'orderId,userId,sku,quantity,unitPrice,currency\n';
  const limits = { chunkBytes: 10, chunkRecords: 2, maxHeaderBytes: 1_000, maxHeldBytes: 1_000 };
  await fc.assert(
    fc.asyncProperty(keys, fc.nat(9), async (key, rows) => {
      const [file] = writtenObjects(notification(key));
      expect(file?.key).toBe(key);
      expect(isImportFile(key)).toBe(true);
      const plan = await planFile(buffered(Buffer.from(header + 'a\n'.repeat(rows))), limits);
      const item = newImport({
        pk: 'i',
        owner: rows % 2 ? 'shared' : ownerOf('ann'),
        fingerprint: 'f',
        fileName: fileNameOf(key),
        status: 'PROCESSING',
        correlationId: 'c-1',
        createdAt: context.now.toISOString(),
      });
      for (const message of chunkMessages(item, {
        object: { key, etag: file?.etag ?? '' },
        plan,
        reading: {},
      }).map(overTheWire)) {
        expect([isImportChunk(message), isImportChunk.errors]).toEqual([true, null]);
      }
      const [completed, failed] = await publishedBy(
        handler,
        (['import.completed.v1', 'import.failed.v1'] as const).map((type) => ({
          ...item,
          notify: true,
          event: outboxEvent(type, item.pk, context),
        })),
      );
      expect([isImportCompletedEvent(completed), isImportCompletedEvent.errors]).toEqual([true, null]);
      expect([isImportFailedEvent(failed), isImportFailedEvent.errors]).toEqual([true, null]);
      const notify = rows % 2 ? undefined : 'ann';
      const told = [completed, failed].map(
        (one) => (one as unknown as { data: { notify?: string } }).data.notify,
      );
      expect(told).toEqual([notify, notify]);
    }),
  );
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '@orderflow/stacks/find';
import { z } from 'zod';

/** The rules of packages/validation/schemas in zod, for the comparison only. */
const { currency: currencies } = JSON.parse(
  readFileSync(join(root, 'packages/validation/schemas/common.json'), 'utf8'),
).$defs;
const currency = z.enum(currencies.enum as [string, ...string[]]);
const sku = z.string().regex(/^[A-Za-z0-9_.-]{1,64}$/);
const note = z.string().max(1000);

export const zodOrder = z.strictObject({
  currency,
  lines: z
    .array(
      z.strictObject({
        sku,
        quantity: z.int().min(1).max(10_000),
        unitPrice: z.int().min(0).max(100_000_000),
      }),
    )
    .min(1)
    .max(100),
  note: note.optional(),
});

export const zodRow = z.strictObject({
  orderId: z.string().regex(/^[A-Za-z0-9_.:-]{1,64}$/),
  userId: z.string().min(1).max(128),
  sku,
  quantity: z.string().regex(/^(?:[1-9][0-9]{0,3}|10000)$/),
  unitPrice: z.string().regex(/^(?:0|[1-9][0-9]{0,7}|100000000)$/),
  currency,
  note: note.optional(),
  createdAt: z.union([z.literal(''), z.iso.datetime({ offset: true })]).optional(),
});

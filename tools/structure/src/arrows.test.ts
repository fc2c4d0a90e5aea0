import { describe, expect, test } from '@jest/globals';
import { specifiers, wrongArrows } from './arrows.ts';

const violations = (path: string, specifier: string) =>
  wrongArrows([{ path, text: `import { one } from '${specifier}';` }], ['orders', 'users']);

describe('an import goes the wrong way', () => {
  test.each([
    ['services/orders/src/models/a.ts', '../../../users/src/models/b.ts', 'nobody imports a service'],
    ['services/orders/test/a.test.ts', '@orderflow/users', 'nobody imports a service'],
    ['tools/local/src/a.ts', '../../../services/orders/src/b.ts', 'nobody imports a service'],
    ['tools/e2e/test/a.e2e.test.ts', '@orderflow/orders', 'nobody imports a service'],
    ['services/orders/src/handlers/a.ts', '@orderflow/local/settings', 'orders may import'],
    ['packages/domain/src/a.ts', '@orderflow/lambda', 'domain may import validation'],
    ['packages/validation/src/a.ts', '@orderflow/domain', 'validation may import no other package'],
  ])('from %s to %s', (path, specifier, reason) => {
    expect(violations(path, specifier)).toEqual([expect.stringContaining(reason)]);
  });
});

test.each([
  ['services/orders/src/handlers/a.ts', '@orderflow/lambda'],
  ['services/orders/src/handlers/a.ts', '../models/b.ts'],
  ['services/orders/test/a.test.ts', '@orderflow/idempotency/testing'],
  ['packages/lambda/src/a.ts', '@orderflow/domain'],
  ['tools/local/src/a.ts', '@orderflow/ops/stage/types'],
])('%s may import %s', (path, specifier) => {
  expect(violations(path, specifier)).toEqual([]);
});

test('every way to import is seen', () => {
  const text = `import a from 'a';
    import { b, type B } from 'b';
    import type { C } from 'c';
    export * from 'd';
    export { e } from 'e';
    import 'f';
    const g = await import('g');`;
  expect(specifiers(text).sort()).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g']);
});

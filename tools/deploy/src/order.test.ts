import { describe, expect, test } from '@jest/globals';
import type { Template } from '@orderflow/stacks/template';
import { deployOrder } from './order.ts';
import { renamedExports } from './renamed.ts';

function stack(name: string, exports: string[], imports: string[]) {
  const Outputs = Object.fromEntries(exports.map((Name) => [Name, { Value: '', Export: { Name } }]));
  const Properties = { nested: imports.map((one) => ({ 'Fn::ImportValue': one })) };
  const template: Template = { Resources: { Any: { Type: 'AWS::X::Y', Properties } }, Outputs };
  return { stack: { name, dir: `/${name}` }, template };
}

const names = (stacks: { stack: { name: string } }[]) => stacks.map(({ stack }) => stack.name);

describe('the order of deployment', () => {
  test('puts a stack behind those whose exports it imports', () => {
    const chain = [stack('c', [], ['b']), stack('b', ['b'], ['a']), stack('a', ['a'], [])];
    expect(names(deployOrder(chain))).toEqual(['a', 'b', 'c']);
  });

  test('is otherwise the given one', () => {
    const flat = [stack('base', ['x'], []), stack('orders', [], ['x']), stack('users', [], ['x'])];
    expect(names(deployOrder(flat))).toEqual(['base', 'orders', 'users']);
  });

  test('is refused for a circle and for an import that nobody exports', () => {
    expect(() => deployOrder([stack('a', ['a'], ['b']), stack('b', ['b'], ['a'])])).toThrow(
      /a \(b\).*b \(a\)/,
    );
    expect(() => deployOrder([stack('a', [], ['nowhere'])])).toThrow(/nowhere/);
  });

  test('keeps an export until nobody imports it any more: who stops goes first, and nobody else', () => {
    const before = [
      stack('base', ['x', 'old'], []),
      stack('orders', [], ['x', 'old']),
      stack('users', [], ['x']),
    ];
    const after = [stack('base', ['x'], []), stack('users', [], ['x']), stack('orders', [], ['x'])];
    expect(names(deployOrder(after, before))).toEqual(['orders', 'base', 'users']);
  });

  test('is refused when an export is replaced in one step, and has two steps', () => {
    const before = [stack('base', ['old'], []), stack('orders', [], ['old'])];
    const beside = [stack('base', ['old', 'new'], []), stack('orders', [], ['new'])];
    const after = [stack('base', ['new'], []), stack('orders', [], ['new'])];
    expect(() => deployOrder(after, before)).toThrow(/base drops old, which orders imports.*orders \(new\)/);
    expect(names(deployOrder(beside, before))).toEqual(['base', 'orders']);
    expect(names(deployOrder(after, beside))).toEqual(['base', 'orders']);
  });

  test('is refused when who imports what is dropped is not deployed at all', () => {
    const before = [stack('orders', ['api'], []), stack('edge', [], ['api'])];
    expect(() => deployOrder([stack('orders', [], [])], before)).toThrow(
      'orders drops api, which edge imports',
    );
  });
});

describe('an export that is imported', () => {
  const queue = (QueueName: string, id = 'Queue') => ({
    stack: { name: 'base' },
    template: {
      Resources: { [id]: { Type: 'AWS::SQS::Queue', Properties: { QueueName } } },
      Outputs: { Arn: { Value: { 'Fn::GetAtt': [id, 'Arn'] }, Export: { Name: 'queue' } } },
    },
  });
  const orders = stack('orders', [], ['queue']);

  test('may not come to stand for another resource', () => {
    expect(renamedExports([queue('b'), orders], [queue('a'), orders])).toEqual([
      'base: queue is imported and would be b in place of a',
    ]);
  });

  test('may stand for the same one, whatever its logical id; one that nobody imports, for any', () => {
    expect(renamedExports([queue('a', 'Other'), orders], [queue('a'), orders])).toEqual([]);
    expect(renamedExports([queue('b')], [queue('a')])).toEqual([]);
  });
});

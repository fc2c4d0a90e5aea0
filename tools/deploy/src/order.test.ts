import { describe, expect, test } from '@jest/globals';
import type { Template } from '@orderflow/infrastructure/template';
import { deployOrder } from './order.ts';

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
});

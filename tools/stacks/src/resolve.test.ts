// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the placeholders are CloudFormation's.
import { describe, expect, test } from '@jest/globals';
import { resolveTemplate } from './resolve.ts';
import type { Template } from './template.ts';

const resolve = (template: Partial<Template>, exports: Record<string, unknown> = {}) =>
  resolveTemplate(
    { Resources: {}, Outputs: {}, ...template },
    {
      stack: 'demo',
      pseudoParameters: { 'AWS::Region': 'us-east-1', 'AWS::StackName': 'demo-local' },
      ref: (resource) => (resource.type === 'Queue' ? `url:${resource.property('Name')}` : undefined),
      attribute: (resource, name) => (name === 'Arn' ? `arn:${resource.property('Name')}` : undefined),
      importValue: (name) => exports[name],
    },
  );

/** Resolves one value, beside a queue that it may refer to. */
const evaluate = (value: unknown, template: Partial<Template> = {}, exports?: Record<string, unknown>) => {
  const Resources = {
    Inbox: { Type: 'Queue', Properties: { Name: { 'Fn::Sub': '${AWS::StackName}-inbox' } } },
    Subject: { Type: 'Subject', Properties: { Value: value } },
  };
  const [, subject] = resolve({ ...template, Resources }, exports).resources();
  return subject?.properties['Value'];
};

describe('an intrinsic function', () => {
  test.each<[string, unknown, unknown]>([
    ['Ref of a resource', { Ref: 'Inbox' }, 'url:demo-local-inbox'],
    ['Ref of a pseudo parameter', { Ref: 'AWS::Region' }, 'us-east-1'],
    ['Fn::GetAtt as a list', { 'Fn::GetAtt': ['Inbox', 'Arn'] }, 'arn:demo-local-inbox'],
    ['Fn::GetAtt as a string', { 'Fn::GetAtt': 'Inbox.Arn' }, 'arn:demo-local-inbox'],
    [
      'Fn::Sub',
      { 'Fn::Sub': '${Inbox}|${Inbox.Arn}|${!literal}' },
      'url:demo-local-inbox|arn:demo-local-inbox|${literal}',
    ],
    [
      'Fn::Sub with variables',
      { 'Fn::Sub': ['${a}-${AWS::Region}', { a: { Ref: 'Inbox' } }] },
      'url:demo-local-inbox-us-east-1',
    ],
    ['Fn::Join', { 'Fn::Join': ['/', ['a', { Ref: 'AWS::Region' }]] }, 'a/us-east-1'],
    [
      'Fn::Select of Fn::Split',
      { 'Fn::Select': ['1', { 'Fn::Split': ['-', { Ref: 'AWS::Region' }] }] },
      'east',
    ],
    ['a function inside lists and objects', [{ deep: [{ Ref: 'AWS::Region' }] }], [{ deep: ['us-east-1'] }]],
  ])('%s', (_, value, expected) => {
    expect(evaluate(value)).toEqual(expected);
  });

  test('Fn::ImportValue takes the value another stack exports', () => {
    expect(
      evaluate({ 'Fn::ImportValue': { 'Fn::Sub': '${AWS::StackName}-arn' } }, {}, { 'demo-local-arn': 'x' }),
    ).toBe('x');
  });
});

describe('a condition', () => {
  const Parameters = { Size: { Type: 'String', Default: 'big' } };
  const Conditions = {
    Big: { 'Fn::Equals': [{ Ref: 'Size' }, 'big'] },
    Small: { 'Fn::Not': [{ Condition: 'Big' }] },
    Both: { 'Fn::And': [{ Condition: 'Big' }, { Condition: 'Small' }] },
    Either: { 'Fn::Or': [{ Condition: 'Big' }, { Condition: 'Small' }] },
  };

  test.each([
    ['Big', 'yes'],
    ['Small', 'no'],
    ['Both', 'no'],
    ['Either', 'yes'],
  ])('%s chooses %s', (name, expected) => {
    expect(evaluate({ 'Fn::If': [name, 'yes', 'no'] }, { Parameters, Conditions })).toBe(expected);
  });

  test('AWS::NoValue leaves the property and the list element out', () => {
    const value = { 'Fn::If': ['Small', 'x', { Ref: 'AWS::NoValue' }] };
    expect(evaluate({ kept: 1, gone: value, list: [value, 2] }, { Parameters, Conditions })).toEqual({
      kept: 1,
      list: [2],
    });
  });

  test('that does not hold removes a resource and an export', () => {
    const template = resolve({
      Parameters,
      Conditions,
      Resources: {
        A: { Type: 'Queue', Condition: 'Small', Properties: {} },
        B: { Type: 'Queue', Condition: 'Big', Properties: {} },
      },
      Outputs: {
        A: { Value: 1, Condition: 'Small', Export: { Name: 'a' } },
        B: { Value: 2, Condition: 'Big', Export: { Name: 'b' } },
      },
    });
    expect(template.resources().map(({ logicalId }) => logicalId)).toEqual(['B']);
    expect([template.exported('a'), template.exported('b')]).toEqual([undefined, 2]);
  });
});

describe('what cannot be resolved is an error that says where', () => {
  const where = 'demo: Resources.Subject.Properties.Value';
  test.each<[string, unknown, string]>([
    ['an unknown function', { 'Fn::Cidr': [] }, `${where}.Fn::Cidr is a function that is not known here`],
    [
      'an unknown resource',
      [{ Ref: 'Nowhere' }],
      `${where}[0].Ref refers to "Nowhere", which the stack does not have`,
    ],
    ['an unknown type', { Ref: 'Subject' }, `${where}.Ref refers to Subject of the unknown type Subject`],
    [
      'an unknown attribute',
      { 'Fn::GetAtt': ['Inbox', 'Color'] },
      `${where}.Fn::GetAtt asks for Inbox.Color`,
    ],
    ['a missing export', { a: { 'Fn::ImportValue': 'gone' } }, `${where}.a.Fn::ImportValue imports "gone"`],
    [
      'an unknown condition',
      { 'Fn::If': ['Maybe', 1, 2] },
      `${where}.Fn::If names the unknown condition "Maybe"`,
    ],
  ])('%s', (_, value, message) => {
    expect(() => evaluate(value)).toThrow(message);
  });

  test('a resource that names itself after itself', () => {
    const Resources = { Loop: { Type: 'Queue', Properties: { Name: { Ref: 'Loop' } } } };
    expect(() => resolve({ Resources }).resources()).toThrow(/Loop.*refers back to itself/);
  });

  test('a parameter without a default', () => {
    expect(() => evaluate({ Ref: 'Size' }, { Parameters: { Size: { Type: 'String' } } })).toThrow(
      'parameter "Size", which has no default',
    );
  });
});

import { ofType, resource, type Template } from '@orderflow/stacks/template';
import { type AnyNode, parse } from 'acorn';
import { fullAncestor } from 'acorn-walk';
import type { Rule } from './rule.ts';

/**
 * Syntax of ES 8 that CloudFront's JavaScript runtime 2.0 does not list. CloudFront deploys a function that uses it,
 * and answers every request with 503. Syntax after ES 8 is excluded entirely: the runtime lists some of its methods,
 * but none of its syntax.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-javascript-runtime-20.html
 */
const UNLISTED = new Set([
  'ForOfStatement',
  'ClassDeclaration',
  'ClassExpression',
  'SpreadElement',
  'ArrayPattern',
  'ObjectPattern',
  'AssignmentPattern',
  'TaggedTemplateExpression',
  'YieldExpression',
  'MetaProperty',
  'ImportSpecifier',
  'ImportNamespaceSpecifier',
  'ExportNamedDeclaration',
  'ExportDefaultDeclaration',
  'ExportAllDeclaration',
]);

const isArgument = (ancestors: AnyNode[]) =>
  ancestors.some(
    (node, index) =>
      node.type === 'CallExpression' &&
      (node.arguments as AnyNode[]).includes(ancestors[index + 1] as AnyNode),
  );

function isUnlisted(node: AnyNode, ancestors: AnyNode[]): boolean {
  switch (node.type) {
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
      return node.async || node.generator;
    case 'FunctionDeclaration':
      return node.generator;
    case 'AwaitExpression':
      return isArgument(ancestors);
    case 'Property':
      return node.shorthand || node.computed || node.method;
    default:
      return UNLISTED.has(node.type);
  }
}

function unlisted(code: string): string[] {
  try {
    const program = parse(code, { ecmaVersion: 8, sourceType: 'module', locations: true });
    const found: string[] = [];
    fullAncestor(program, (node, _, ancestors) => {
      if (isUnlisted(node as AnyNode, ancestors as AnyNode[])) {
        found.push(`line ${node.loc?.start.line}: ${node.type}`);
      }
    });
    return found;
  } catch (error) {
    return [String(error)];
  }
}

const code = (text: string) => (template: Template) => {
  resource(template, 'ViewerFunction').Properties.FunctionCode += `\n${text}`;
};

/** In addition, a test runs the file in the runtime's own engine: tools/local/src/edge/viewerFunction.test.ts. */
export const functionSpeaksTheRuntime: Rule = {
  name: 'the function uses the language that its runtime documents',
  violations: (template) =>
    ofType(template, 'AWS::CloudFront::Function').flatMap(([id, { Properties }]) =>
      unlisted(Properties.FunctionCode).map((what) => `${id}, ${what}`),
    ),
  breaks: {
    'for…of': code('for (const one of [1]) one;'),
    'a class': code('class One {}'),
    spread: code('Math.max(...[1]);'),
    destructuring: code('const { one } = {};'),
    'a default of a parameter': code('function f(one = 1) {}'),
    'a shorthand property': code('const a = 1, b = { a };'),
    'an async closure': code('[1].map(async (one) => one);'),
    'await in an argument': code('async function f(one) { return String(await one); }'),
    'optional chaining': code('undefined?.one;'),
    'a catch without its error': code('try { f(); } catch {}'),
  },
};

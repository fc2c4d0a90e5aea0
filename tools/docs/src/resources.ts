import { parse } from 'yaml';
import { read } from './repository.ts';

/** What a diagram shows. */
export type Kind =
  | 'edge'
  | 'api'
  | 'route'
  | 'schedule'
  | 'function'
  | 'table'
  | 'queue'
  | 'stream'
  | 'topic'
  | 'bucket'
  | 'workflow';

export interface Node {
  id: string;
  kind: Kind;
  label: string;
}

// biome-ignore lint/suspicious/noExplicitAny: what stands in a template differs by type.
export type Yaml = any;

/** Tags of CloudFormation as the functions they are short for; only what they point to matters here. */
const customTags = ['Ref', 'GetAtt', 'Sub', 'Join', 'If', 'Equals', 'Not', 'Select', 'Split'].flatMap(
  (name) => [
    { tag: `!${name}`, resolve: (text: string) => text },
    { tag: `!${name}`, collection: 'seq' as const },
  ],
);
export const readYaml = (path: string): Yaml =>
  parse(read(path), { merge: true, customTags, logLevel: 'silent' });

const KINDS: [suffix: RegExp, kind: Kind][] = [
  [/Stream$/, 'table'],
  [/Table$/, 'table'],
  [/(Queue|Dlq|Failures)$/, 'queue'],
  [/Topic$/, 'topic'],
  [/Bucket$/, 'bucket'],
  [/StateMachine$/, 'workflow'],
];

/** The resource of the base stack that a parameter such as `ordersTableArn` is about. */
export function resourceOf(parameter: string): Node | undefined {
  const name = parameter.replace(/(Arn|Url)$/, '');
  // A table's stream is the table; the stream of clicks is a stream.
  const id = name === 'clicksStream' ? name : name.replace(/Stream$/, 'Table');
  const kind = id === 'clicksStream' ? 'stream' : KINDS.find(([suffix]) => suffix.test(id))?.[1];
  const label = id
    .replace(/(Table|Queue|Topic|Bucket|StateMachine|Stream)$/, '')
    .replaceAll(/[A-Z]/g, (c) => `-${c.toLowerCase()}`);
  return kind && { id, kind, label };
}

export const parameters = (value: unknown): string[] =>
  [...JSON.stringify(value ?? '').matchAll(/\$\{param:(\w+)\}/g)].map(([, name = '']) => name);

const READS = /:(Get|BatchGet|Query|Scan|List|Describe)/;
/** What Lambda itself, or nothing that flows, does with a permission. */
const ASIDE = /ChangeMessageVisibility|^kinesis:(Get|Describe|List)|Abort|ListBucket/;

/** What a function does to a resource, of all its permissions: it writes when it may write. */
export function accessOf(statements: Yaml[]): Map<string, 'writes' | 'reads'> {
  const found = new Map<string, 'writes' | 'reads'>();
  for (const { Action, Resource } of statements) {
    const actions = [Action].flat().filter((action: string) => !ASIDE.test(action));
    for (const parameter of actions.length > 0 ? parameters(Resource) : []) {
      const writes = actions.some((action: string) => !READS.test(action));
      const id = resourceOf(parameter)?.id;
      if (id && found.get(id) !== 'writes') found.set(id, writes ? 'writes' : 'reads');
    }
  }
  return found;
}

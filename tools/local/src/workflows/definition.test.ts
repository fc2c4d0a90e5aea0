import { expect, test } from '@jest/globals';
import { parseDefinition } from './definition.ts';

const functionArn = 'arn:aws:lambda:us-east-1:000000000000:function:greet';
const withState = (state: object, fields: object = {}) =>
  JSON.stringify({ StartAt: 'A', States: { A: { End: true, ...state } }, ...fields });

test.each([functionArn, 'arn:aws:states:::lambda:invoke', 'arn:aws:states:::lambda:invoke.waitForTaskToken'])(
  'a task may call %s',
  (Resource) => {
    expect(parseDefinition(withState({ Type: 'Task', Resource })).States['A']).toEqual({
      Type: 'Task',
      Resource,
      End: true,
    });
  },
);

test.each([
  ['no JSON', '{', /JSON/],
  ['another service', withState({ Type: 'Task', Resource: 'arn:aws:states:::sns:publish' }), /the resource/],
  ['JSONata', withState({ Type: 'Pass', QueryLanguage: 'JSONata' }), /JSONata/],
  ['JSONata everywhere', withState({ Type: 'Pass' }, { QueryLanguage: 'JSONata' }), /JSONata/],
  ['variables', withState({ Type: 'Pass', Assign: { a: 1 } }), /Assign/],
  [
    'branches',
    withState({ Type: 'Parallel', Branches: [{ StartAt: 'B', States: { B: { Type: 'Succeed' } } }] }),
    /states of type Parallel/,
  ],
])('%s is refused', (_, text, message) => {
  expect(() => parseDefinition(text)).toThrow(expect.objectContaining({ type: 'InvalidDefinition' }));
  expect(() => parseDefinition(text)).toThrow(message);
});

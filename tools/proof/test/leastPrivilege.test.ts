import { beforeAll, describe, expect, it } from '@jest/globals';
import { compile } from '@orderflow/stacks/compile';
import { serviceNamed } from '@orderflow/stacks/find';
import { resource, type Template, target } from '@orderflow/stacks/template';
import { callsOf } from '../src/calls/index.ts';
import { judge, unmissed, without } from '../src/privileges.ts';
import type { Statement } from '../src/roles.ts';

const orders = 'orderflow-local-orders';
const inventory = 'orderflow-local-inventory';
const queue = 'http://127.0.0.1:4002/000000000000/orderflow-local-inventory';

const request = (service: string, operation: string, body: unknown) => ({
  accessKeyId: 'ASIA',
  service,
  method: 'POST',
  url: new URL('http://engine/'),
  headers: { 'x-amz-target': `Service_20120810.${operation}` },
  body: JSON.stringify(body),
});

/** The calls of reserveStock for a batch in which one message fails. */
const calls = [
  request('dynamodb', 'BatchGetItem', { RequestItems: { [inventory]: {} } }),
  request('dynamodb', 'TransactWriteItems', {
    TransactItems: [{ Update: { TableName: orders } }, { Update: { TableName: inventory } }],
  }),
  request('sqs', 'ChangeMessageVisibilityBatch', { QueueUrl: queue }),
].flatMap(callsOf);

/** The statements of a function's role in a compiled template; its resources must be plain ARNs. */
function statementsOf(template: Template, functionId: string): Statement[] {
  const role = resource(template, target(resource(template, functionId).Properties.Role) ?? '');
  const policies: { PolicyDocument: { Statement: Statement[] } }[] = role.Properties.Policies;
  return policies
    .flatMap(({ PolicyDocument }) => PolicyDocument.Statement)
    .filter(({ Resource }) => [Resource].flat().every((one) => typeof one === 'string'));
}

describe('the role of a function in its compiled template', () => {
  let statements: Statement[];

  beforeAll(async () => {
    const { template } = await compile(serviceNamed('orders'), 'local');
    statements = statementsOf(template, 'ReserveStockLambdaFunction');
  }, 60_000);

  it('allows every call of the function', () => {
    expect(judge('orders-reserveStock', statements, calls).faults).toEqual([]);
  });

  it('cannot lose an action unnoticed', () => {
    expect(unmissed('orders-reserveStock', statements, calls)).toEqual([]);
    for (const { action, resource: needed } of calls) {
      expect(judge('orders-reserveStock', without(statements, action), calls).faults).toContain(
        `calls ${action} on ${needed}, which its role does not allow`,
      );
    }
  });

  it('cannot gain one unnoticed', () => {
    const more = { Effect: 'Allow', Action: 'dynamodb:DeleteItem', Resource: statements[0]?.Resource ?? '' };
    expect(judge('orders-reserveStock', [...statements, more], calls).faults).toContainEqual(
      expect.stringContaining('which no call needed'),
    );
  });
});

import { IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { ENGINE_POLICY, type FunctionRole } from './roles.ts';

const iam = new IAMClient({});

/**
 * AWS authorizes a batch under the action of the single operation, and the answer to a task on its state machine. The
 * engine takes the operation's name for the action, and knows no resource where none is named in the request.
 */
const ENGINE_NAMES: Record<string, { action: string; anyResource?: true }> = {
  'sns:Publish': { action: 'sns:PublishBatch' },
  'sqs:SendMessage': { action: 'sqs:SendMessageBatch' },
  'sqs:ChangeMessageVisibility': { action: 'sqs:ChangeMessageVisibilityBatch' },
  'dynamodb:PartiQLInsert': { action: 'dynamodb:BatchExecuteStatement', anyResource: true },
  // It knows no condition on ses:FromAddress either, and refuses what has one.
  'ses:SendEmail': { action: 'ses:SendEmail', anyResource: true },
  'states:SendTaskSuccess': { action: 'states:SendTaskSuccess', anyResource: true },
};

/** Lets each role do under the engine's names what it may do under AWS's; nothing else. */
export async function allowEngineNames(roles: FunctionRole[]): Promise<void> {
  for (const { roleName, statements } of roles) {
    const renamed = statements.flatMap(({ Effect, Action, Resource }) =>
      [Action].flat().flatMap((action) => {
        const name = ENGINE_NAMES[action];
        return name ? [{ Effect, Action: name.action, Resource: name.anyResource ? '*' : Resource }] : [];
      }),
    );
    if (renamed.length === 0) continue;
    const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: renamed });
    await iam.send(
      new PutRolePolicyCommand({ RoleName: roleName, PolicyName: ENGINE_POLICY, PolicyDocument }),
    );
  }
}

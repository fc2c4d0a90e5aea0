import { IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { ENGINE_POLICY, type FunctionRole } from './roles.ts';

const iam = new IAMClient({});

/**
 * AWS authorizes a batch with the action of the single operation, and the result of a task on its state machine. The
 * engine uses the operation's name as the action, and has no resource if the request names none.
 */
const ENGINE_NAMES: Record<string, { action: string; anyResource?: true }> = {
  'sns:Publish': { action: 'sns:PublishBatch' },
  'sqs:SendMessage': { action: 'sqs:SendMessageBatch' },
  'sqs:ChangeMessageVisibility': { action: 'sqs:ChangeMessageVisibilityBatch' },
  'dynamodb:PartiQLInsert': { action: 'dynamodb:BatchExecuteStatement', anyResource: true },
  // The engine does not know the condition on ses:FromAddress and refuses a statement with it.
  'ses:SendEmail': { action: 'ses:SendEmail', anyResource: true },
  'states:SendTaskSuccess': { action: 'states:SendTaskSuccess', anyResource: true },
};

/** Allows each role, under the engine's names, exactly what AWS's names allow it. */
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

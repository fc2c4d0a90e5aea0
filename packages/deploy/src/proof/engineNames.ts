import { IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { ENGINE_POLICY, type FunctionRole } from './roles.ts';

const iam = new IAMClient({});

/** AWS authorizes these operations under the action of the single one; the engine under their own names. */
const ENGINE_NAMES: Record<string, string> = {
  'sns:Publish': 'sns:PublishBatch',
  'sqs:SendMessage': 'sqs:SendMessageBatch',
  'sqs:ChangeMessageVisibility': 'sqs:ChangeMessageVisibilityBatch',
  'dynamodb:PartiQLInsert': 'dynamodb:BatchExecuteStatement',
};

/** Lets each role do under the engine's name what it may do under AWS's; nothing else. */
export async function allowEngineNames(roles: FunctionRole[]): Promise<void> {
  for (const { roleName, statements } of roles) {
    const renamed = statements.flatMap(({ Effect, Action, Resource }) => {
      const names = [Action].flat().flatMap((action) => ENGINE_NAMES[action] ?? []);
      return names.length > 0 ? [{ Effect, Action: names, Resource }] : [];
    });
    if (renamed.length === 0) continue;
    const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: renamed });
    await iam.send(
      new PutRolePolicyCommand({ RoleName: roleName, PolicyName: ENGINE_POLICY, PolicyDocument }),
    );
  }
}

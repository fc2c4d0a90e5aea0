import { GetRolePolicyCommand, IAMClient, ListRolePoliciesCommand } from '@aws-sdk/client-iam';
import { deployedStacks, resources } from '@orderflow/deploy/deployed';
import { ofType, target } from '@orderflow/stacks/template';
import type { Statement as StackStatement } from '@orderflow/stacks/topology';
import { ACCOUNT, arn } from './calls/call.ts';

const iam = new IAMClient({});

/** The only policy that the proof adds; see engineNames.ts. */
export const ENGINE_POLICY = 'engine-names';

/** A statement as IAM returns it, with its effect. */
export interface Statement extends StackStatement {
  Effect: string;
}

/** A deployed function with its role and the role's policies, every reference resolved. */
export interface FunctionRole {
  /** `orderflow-users-proof-createUser`. */
  functionName: string;
  functionArn: string;
  roleName: string;
  roleArn: string;
  statements: Statement[];
}

export async function functionRoles(stage: string): Promise<FunctionRole[]> {
  const found: FunctionRole[] = [];
  for (const { stack, template } of await deployedStacks(stage)) {
    const ids = new Map((await resources(stack, stage)).map(({ logicalId, id }) => [logicalId, id]));
    for (const [logicalId, { Properties }] of ofType(template, 'AWS::Lambda::Function')) {
      const functionName = ids.get(logicalId) ?? '';
      const roleName = ids.get(target(Properties.Role) ?? '') ?? '';
      found.push({
        functionName,
        functionArn: arn('lambda', `function:${functionName}`),
        roleName,
        roleArn: `arn:aws:iam::${ACCOUNT}:role/${roleName}`,
        statements: await statementsOf(roleName),
      });
    }
  }
  return found;
}

async function statementsOf(RoleName: string): Promise<Statement[]> {
  const { PolicyNames = [] } = await iam.send(new ListRolePoliciesCommand({ RoleName }));
  const documents = await Promise.all(
    PolicyNames.filter((name) => name !== ENGINE_POLICY).map((PolicyName) =>
      iam.send(new GetRolePolicyCommand({ RoleName, PolicyName })),
    ),
  );
  return documents.flatMap(
    ({ PolicyDocument = '' }) => JSON.parse(decodeURIComponent(PolicyDocument)).Statement,
  );
}

const ROLE = 'IamRoleLambdaExecution';

/**
 * Removes the framework's shared role from a template. serverless-iam-roles-per-function gives every function its own
 * role and leaves the shared one behind. Nothing assumes that role, but it has the event source permissions of all
 * functions.
 *
 * @throws Error when a function uses it
 */
function dropSharedRole({ Resources }) {
  const { [ROLE]: _, ...others } = Resources;
  const users = Object.entries(others).filter(([, one]) => JSON.stringify(one).includes(`"${ROLE}"`));
  if (users.length > 0) {
    const ids = users.map(([id]) => id).join(', ');
    throw new Error(
      `${ids} would use a shared role: give each function iamRoleStatements, if only an empty list`,
    );
  }
  delete Resources[ROLE];
}

/**
 * The name that is given to serverless-iam-roles-per-function. Its default name has service, stage, function and
 * region, and exceeds IAM's 64 characters for a stage called `staging`.
 */
const UNNAMED = 'unnamed';

/** Removes the names of the functions' roles again: CloudFormation then generates unique names that fit. */
function dropRoleNames({ Resources }) {
  for (const { Type, Properties } of Object.values(Resources)) {
    if (Type === 'AWS::IAM::Role' && Properties.RoleName === UNNAMED) delete Properties.RoleName;
  }
}

module.exports = { dropSharedRole, dropRoleNames, UNNAMED };

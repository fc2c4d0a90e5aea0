const ROLE = 'IamRoleLambdaExecution';

/**
 * Takes the framework's shared role out of a template. serverless-iam-roles-per-function gives every function a role of
 * its own and leaves the shared one behind, which nobody assumes but which may do what any function of the service does
 * with its event sources.
 *
 * @throws Error when a function does use it
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
 * What serverless-iam-roles-per-function is told for a name: its own would hold service, stage, function and region,
 * and end over IAM's 64 characters for a stage called `staging`.
 */
const UNNAMED = 'unnamed';

/** Takes the names off the functions' roles again: CloudFormation gives each one that is unique and fits. */
function dropRoleNames({ Resources }) {
  for (const { Type, Properties } of Object.values(Resources)) {
    if (Type === 'AWS::IAM::Role' && Properties.RoleName === UNNAMED) delete Properties.RoleName;
  }
}

module.exports = { dropSharedRole, dropRoleNames, UNNAMED };

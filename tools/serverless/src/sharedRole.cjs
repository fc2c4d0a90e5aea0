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

module.exports = { dropSharedRole };

/**
 * Sets the stage's permissions boundary on every role of a template, from the framework, a plugin or the service's
 * own resources. Without a boundary, only its own policies limit a role.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
 */
function bound({ Resources }, { permissionsBoundary }) {
  if (!permissionsBoundary) return;
  for (const { Type, Properties } of Object.values(Resources)) {
    if (Type === 'AWS::IAM::Role') Properties.PermissionsBoundary = permissionsBoundary;
  }
}

module.exports = { bound };

/**
 * Puts the stage's permissions boundary on every role of a template, whoever made it: the framework, a plugin or the
 * service's own resources. Without one, a role is bounded by its own policies alone.
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

/**
 * Gives the HTTP functions of a closed stage, and no others, the digest with which they recognize the edge
 * (params.yml, edgeSecretSha256).
 *
 * @throws Error if mails would link to an API that refuses their readers
 */
function closeOrigins(functions, { edgeSecretSha256, edgeDomain, edgeUrl }) {
  if (edgeSecretSha256 === '') return;
  if (edgeDomain === '' && edgeUrl === '') {
    throw new Error(
      'edgeSecretSha256 closes the APIs to whoever does not come through the edge, and nothing says where the edge is: ' +
        'give the stage an edgeDomain, or edgeUrl, the output Url of its edge (docs/deploying.md#the-edge)',
    );
  }
  for (const one of Object.values(functions)) {
    if (!one.events?.some(({ httpApi }) => httpApi)) continue;
    one.environment = { ...one.environment, EDGE_SECRET_SHA256: edgeSecretSha256 };
  }
}

module.exports = { closeOrigins };

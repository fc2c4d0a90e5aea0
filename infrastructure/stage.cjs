/**
 * What a stage may be called. Its name is part of almost every name in the account, and the least room is in names of
 * functions (64 characters): 20 leave 22 for a function of the service with the longest name. Bucket names allow no
 * upper case, and Cognito takes no domain with one of its own words in it. The rules in test/ hold the compiled names of
 * the longest stage to what AWS takes.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-assign-domain-prefix.html
 */
const MAX_LENGTH = 20;
const NAME = /^[a-z]([a-z0-9-]*[a-z0-9])?$/;
const RESERVED = ['aws', 'amazon', 'cognito'];

/** What is wrong with the name of a stage, in one line; undefined when nothing is. */
function stageFault(stage) {
  if (!NAME.test(stage) || stage.length > MAX_LENGTH)
    return `"${stage}" cannot be a stage: its name is 1 to ${MAX_LENGTH} lower-case letters, digits and hyphens, begins with a letter and ends with no hyphen`;
  const word = RESERVED.find((one) => stage.includes(one));
  return word && `"${stage}" cannot be a stage: Cognito takes no domain with "${word}" in it`;
}

/** The stage of a framework run, for serverless.yml; an error when AWS would refuse its names. */
async function stage({ resolveVariable }) {
  const name = await resolveVariable('sls:stage');
  const fault = stageFault(name);
  // The framework prints the stack of an error, where the one line would be lost.
  if (fault) throw Object.assign(new Error(fault), { stack: fault });
  return name;
}

module.exports = stage;
module.exports.stageFault = stageFault;
module.exports.MAX_LENGTH = MAX_LENGTH;

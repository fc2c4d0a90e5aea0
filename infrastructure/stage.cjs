/**
 * Rules for a stage's name. It is part of almost every name in the account. Function names (64 characters) have the
 * least room: 20 leave 22 for a function of the service with the longest name. Bucket names allow no upper case, and
 * Cognito refuses a domain with a reserved word in it. The rules in test/ check the compiled names of the longest
 * stage against AWS's limits.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-assign-domain-prefix.html
 */
const MAX_LENGTH = 20;
const NAME = /^[a-z]([a-z0-9-]*[a-z0-9])?$/;
const RESERVED = ['aws', 'amazon', 'cognito'];

/** What is wrong with the name of a stage, in one line; undefined if it is valid. */
function stageFault(stage) {
  if (!NAME.test(stage) || stage.length > MAX_LENGTH)
    return `"${stage}" cannot be a stage: its name is 1 to ${MAX_LENGTH} lower-case letters, digits and hyphens, begins with a letter and ends with no hyphen`;
  const word = RESERVED.find((one) => stage.includes(one));
  return word && `"${stage}" cannot be a stage: Cognito takes no domain with "${word}" in it`;
}

/** The stage of a framework run, for serverless.yml. @throws Error when AWS would refuse its names */
async function stage({ resolveVariable }) {
  const name = await resolveVariable('sls:stage');
  const fault = stageFault(name);
  // The framework prints an error's stack, in which the message would be hard to find.
  if (fault) throw Object.assign(new Error(fault), { stack: fault });
  return name;
}

module.exports = stage;
module.exports.stageFault = stageFault;
module.exports.MAX_LENGTH = MAX_LENGTH;

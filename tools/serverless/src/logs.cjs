/**
 * Completes the framework's settings for logs. Every log group is a resource of its stack, so no function may create
 * one. Otherwise, a function that still logs while its stack is deleted would create the deleted group again, without
 * retention, and the next deployment would find its name taken.
 *
 * The access logs of an API go to a group below `/aws/vendedlogs/`: for any other name, CloudWatch Logs adds a
 * statement to a resource policy of the account, which is limited in size, and is never cleaned up.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-CWL.html
 */
function ownLogGroups({ Resources }) {
  for (const { Type, Properties } of Object.values(Resources)) {
    if (Type === 'AWS::Logs::LogGroup') {
      Properties.LogGroupName = Properties.LogGroupName.replace(
        /^\/aws\/http-api\//,
        '/aws/vendedlogs/http-api/',
      );
    }
    if (Type !== 'AWS::IAM::Role') continue;
    for (const { PolicyDocument } of Properties.Policies ?? []) {
      for (const statement of PolicyDocument.Statement) {
        if (!Array.isArray(statement.Action)) continue;
        statement.Action = statement.Action.filter((action) => action !== 'logs:CreateLogGroup');
      }
    }
  }
}

module.exports = { ownLogGroups };

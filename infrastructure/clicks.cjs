/**
 * The clicks stream: what browsers report, in order within a session. What is counted is in the analytics table, so the
 * stream goes with its stack, as queues do.
 *
 * Encryption uses the AWS-managed key `alias/aws/kinesis`: it admits whoever may use the stream, without a grant in each
 * function's role. On demand, a stream starts with four shards and gets more as it needs them.
 */
const CAPACITY = {
  'on-demand': { StreamModeDetails: { StreamMode: 'ON_DEMAND' } },
  shard: { StreamModeDetails: { StreamMode: 'PROVISIONED' }, ShardCount: 1 },
};

/** Nothing for a stage whose `clicks` are off: neither the stream nor what services would import of it. */
module.exports = async ({ resolveVariable }) => {
  const stage = await resolveVariable('sls:stage');
  const capacity = CAPACITY[await resolveVariable('param:clicks')];
  if (!capacity) return {};
  const exported = (what, Value) => ({ Value, Export: { Name: `orderflow-${stage}-clicks-${what}` } });
  return {
    Resources: {
      ClicksStream: {
        Type: 'AWS::Kinesis::Stream',
        Properties: {
          Name: `orderflow-${stage}-clicks`,
          ...capacity,
          RetentionPeriodHours: await resolveVariable('param:clicksRetentionHours'),
          StreamEncryption: { EncryptionType: 'KMS', KeyId: 'alias/aws/kinesis' },
        },
      },
    },
    Outputs: {
      ClicksStream: exported('stream', { Ref: 'ClicksStream' }),
      ClicksStreamArn: exported('stream-arn', { 'Fn::GetAtt': ['ClicksStream', 'Arn'] }),
    },
  };
};

/**
 * The clicks stream: the clicks that browsers report, in order within a session. The counts are in the analytics
 * table, so the stream is deleted with its stack, like the queues.
 *
 * Encryption uses the AWS-managed key `alias/aws/kinesis`: it allows everybody who may use the stream, without a
 * grant in each function's role. An on-demand stream starts with four shards and gets more when it needs them.
 */
const CAPACITY = {
  'on-demand': { StreamModeDetails: { StreamMode: 'ON_DEMAND' } },
  shard: { StreamModeDetails: { StreamMode: 'PROVISIONED' }, ShardCount: 1 },
};

/** Empty for a stage whose `clicks` are off: it has neither the stream nor its exports. */
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

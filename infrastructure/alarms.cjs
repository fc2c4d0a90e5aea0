const { chosen } = require('@orderflow/serverless/alarmChoice');
const { addressOf } = require('./address.cjs');

/** alarms.yml with only the alarms that the stage chose, and without a key for the topic if the stage wants none. */
module.exports = async ({ resolveVariable }) => {
  const { Conditions, Resources, ...rest } = await resolveVariable(`file(${addressOf('alarms.yml')})`);
  const isChosen = chosen(await resolveVariable('param:alarms'));
  const left = Object.entries(Resources).filter(
    ([id, { Type }]) => Type !== 'AWS::CloudWatch::Alarm' || isChosen(id),
  );
  const { AlarmTopicKey, ...others } = Object.fromEntries(left);
  const used = Object.entries(Conditions).filter(([name]) => left.some(([, one]) => one.Condition === name));
  const all = { ...rest, Conditions: Object.fromEntries(used) };
  if (String(await resolveVariable('param:alarmTopicKey')) === 'true') {
    return { ...all, Resources: { AlarmTopicKey, ...others } };
  }
  const { KmsMasterKeyId: _, ...Properties } = others.AlarmTopic.Properties;
  return { ...all, Resources: { ...others, AlarmTopic: { ...others.AlarmTopic, Properties } } };
};

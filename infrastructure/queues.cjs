const { readdirSync } = require('node:fs');
const { join } = require('node:path');
const { chosen } = require('@orderflow/serverless/alarmChoice');

const folder = join(__dirname, 'queues');

/** Every file of queues/, one a consumer, with the alarms that the stage chose. */
module.exports = async ({ resolveVariable }) => {
  const isChosen = chosen(await resolveVariable('param:alarms'));
  const all = { Resources: {}, Outputs: {} };
  for (const file of readdirSync(folder).sort()) {
    const { Resources, Outputs } = await resolveVariable(`file(${join(folder, file)})`);
    const left = Object.entries(Resources).filter(
      ([id, { Type }]) => Type !== 'AWS::CloudWatch::Alarm' || isChosen(id),
    );
    Object.assign(all.Resources, Object.fromEntries(left));
    Object.assign(all.Outputs, Outputs);
  }
  return all;
};

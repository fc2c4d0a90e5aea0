import { personalData } from '../tools/e2e/src/logs.ts';
import { running } from './running.ts';

/** @throws Error when anything in the whole run has put personal data into a log. */
export default async () => {
  const copy = running().get('e2e');
  if (!copy) return;
  const found = await personalData(String(copy.environment['ORDERFLOW_STATE_DIR']));
  await copy.stop();
  if (found.length > 0) throw new Error(`Personal data in the logs:\n${found.slice(0, 10).join('\n')}`);
};

import type { Stage } from '../sweep/scenario.ts';
import type { Promises } from './traffic.ts';

/** Plays the onboarding of everybody who joins: the states of the workflow in turn, and a person who confirms at once. */
export function playOnboarding({ platform, world }: Stage, promises: Promises): void {
  const { outside } = world;
  const run = (name: string, input: object) => platform.task(`onboarding/${name}`, input) as Promise<object>;
  const confirm = async (userId: string) => {
    const code = /code: (\S+)/.exec(outside.texts.get(`${userId}@example.com`) ?? '')?.[1];
    const { status } = await platform.request('POST /onboarding/confirm', { body: { code } });
    // 404: the answer to an attempt that did it was lost.
    if (status !== 200 && status !== 404)
      promises.wrong.push(`${userId}: the confirmation was answered ${status}`);
  };
  const onboard = async (userId: string) => {
    const subject = await run('validate', { userId });
    await run('createWorkspace', subject);
    await run('sendWelcome', subject);
    const wait = { ...subject, step: 'WaitForConfirmation', taskToken: `token of ${userId}` };
    await Promise.all([run('awaitConfirmation', wait), confirm(userId)]);
  };
  outside.onStart = (input) => {
    const { userId } = JSON.parse(input);
    return onboard(userId).catch((error: Error) => promises.wrong.push(`${userId}: ${error.message}`));
  };
  outside.onWake = (output) => run('activate', JSON.parse(output));
}

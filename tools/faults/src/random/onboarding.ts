import type { Stage } from '../sweep/scenario.ts';
import type { Promises } from './promises.ts';

/** Emulates the onboarding of every new user: the workflow's states in turn, and a user who confirms at once. */
export function playOnboarding({ platform, world }: Stage, promises: Promises): void {
  const { outside } = world;
  const run = (name: string, input: object) => platform.task(`onboarding/${name}`, input) as Promise<object>;
  const confirm = async (userId: string) => {
    const code = /code: (\S+)/.exec(outside.texts.get(`${userId}@example.com`) ?? '')?.[1];
    const { status } = await platform.request('POST /onboarding/confirm', { body: { code } });
    // 404: the confirmation took effect, but its answer was lost.
    if (status !== 200 && status !== 404)
      promises.wrong.push(`${userId}: the confirmation was answered ${status}`);
  };
  const begin = async (userId: string) => {
    const subject = await run('validate', { userId });
    await run('createWorkspace', subject);
    const request = { mail: 'SendWelcome', subject, taskToken: `mail of ${userId}` };
    await platform.queue('mails').send([JSON.stringify(request)]);
  };
  const goOn = (subject: { userId: string }) => {
    const wait = { ...subject, step: 'WaitForConfirmation', taskToken: `token of ${subject.userId}` };
    return Promise.all([run('awaitConfirmation', wait), confirm(subject.userId)]);
  };
  const play = (userId: string, work: Promise<unknown>) =>
    work.catch((error: Error) => promises.wrong.push(`${userId}: ${error.message}`));
  outside.onStart = (input) => {
    const { userId } = JSON.parse(input);
    return play(userId, begin(userId));
  };
  outside.onWake = async (output, taskToken) => {
    const subject = JSON.parse(output);
    if (taskToken.startsWith('mail of')) outside.track(play(subject.userId, goOn(subject)));
    else await run('activate', subject);
  };
}

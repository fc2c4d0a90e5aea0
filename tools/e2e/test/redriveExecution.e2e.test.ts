import { SFNClient, StopExecutionCommand } from '@aws-sdk/client-sfn';
import { expect, test } from '@jest/globals';
import { documented } from '@orderflow/docs/documented';
import { eventually, mailbox, Person, send } from '../src/index.ts';
import { ops } from '../src/ops.ts';

interface Execution {
  name: string;
  arn: string;
  status: string;
  redriven: number;
  steps: { name: string; status: string }[];
}

const operator = new Person('operator', 'onboarding:write');

test('an onboarding that was cut off goes on from where it stood, and the person still gets in', async () => {
  const ada = new Person();
  const to = `${ada.sub}@example.com`;
  expect((await ada.post('/signup', { email: to, name: 'Ada' })).status).toBe(202);
  const mail = await eventually(async () => {
    const mails = (await mailbox()).filter((one) => one.to === to);
    expect(mails).toHaveLength(1);
    return mails[0]?.text ?? '';
  });
  const start = await operator.post<{ executionArn: string }>('/onboarding/start', { userId: ada.sub });
  const { executionArn } = start.body;
  const execution = async () =>
    (await ops<Execution[]>('pnpm ops executions')).data.find(({ arn }) => arn === executionArn) as Execution;
  const standsAt = (name: string, status: string) =>
    eventually(async () => expect((await execution()).steps.at(-1)).toMatchObject({ name, status }));

  await standsAt('WaitForConfirmation', 'RUNNING');
  await new SFNClient({}).send(new StopExecutionCommand({ executionArn }));
  await standsAt('WaitForConfirmation', 'FAILED');
  const { name } = await execution();
  await ops(documented('pnpm ops redrive-execution NAME --yes', { NAME: name }));
  await standsAt('WaitForConfirmation', 'RUNNING');
  expect(await execution()).toMatchObject({ status: 'RUNNING', redriven: 1 });

  const link = /https?:\/\/\S+/.exec(mail)?.[0] ?? '';
  const code = new URL(link).searchParams.get('code') ?? '';
  expect(await send('POST', '/onboarding/confirm', { body: { code } })).toMatchObject({ status: 200 });
  await eventually(async () => expect(await execution()).toMatchObject({ status: 'SUCCEEDED' }));
  expect(await ada.get('/users/me')).toMatchObject({ body: { status: 'ACTIVE' } });
}, 90_000);

import { expect, test } from '@jest/globals';
import { drain, eventually, Person, sendTo } from '../src/index.ts';
import { logLines, personalData } from '../src/logs.ts';

const stateDir = String(process.env['ORDERFLOW_STATE_DIR']);
const name = 'Zebedee Boing';

test('neither names nor e-mail addresses are logged, whatever becomes of a request', async () => {
  const [zebedee, other, third] = [new Person(), new Person(), new Person()];
  const account = { email: `${zebedee.sub}@example.com`, name };
  expect((await zebedee.post('/users', account)).status).toBe(201);
  expect((await zebedee.call('PATCH', '/users/me', { body: { name: `${name} jr.` } })).status).toBe(200);
  expect((await other.post('/users', account)).status).toBe(409);
  expect((await other.post('/users', { ...account, email: `${name}@` })).status).toBe(422);
  expect((await other.call('POST', '/users', { body: `${name} <zebedee@example.com>` })).status).toBe(400);
  expect((await third.post('/signup', account)).status).toBe(202);
  const unreadable = `${name} <zebedee@example.com>`;
  const wrongShape = JSON.stringify({ ...account, more: name, correlationId: zebedee.sub });
  for (const body of [unreadable, wrongShape]) await sendTo('signup', body);

  // All three cases happened: refused, unreadable, wrong shape.
  await eventually(async () => {
    const text = (await logLines(stateDir)).map(({ line }) => line).join('\n');
    expect(text).toContain(third.sub);
    expect(text).toMatch(new RegExp(`cannot be read.*${zebedee.sub}|${zebedee.sub}.*cannot be read`));
    expect(text).toContain('It is not valid JSON');
  });
  // The same must hold once both are in the dead-letter queue.
  const dead: string[] = [];
  await eventually(async () => {
    dead.push(...(await drain('signup-dlq')));
    expect(dead.sort()).toEqual([unreadable, wrongShape].sort());
  }, 120);
  expect(await personalData(stateDir)).toEqual([]);
}, 180_000);

import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from '@jest/globals';
import { ValidationError } from '@orderflow/validation';
import { createImport } from '../src/models/createImport.ts';
import { eraseImports } from '../src/models/eraseImports.ts';
import { deleteTemplate, listTemplates, putTemplate } from '../src/models/templates.ts';
import {
  announce,
  NOW,
  ordersOf,
  ownQueues,
  plan,
  runChunk,
  stateOf,
  store,
  takeChunks,
} from './testImports.ts';

beforeAll(ownQueues);

const german = { decimal: ',', mapping: { Nr: 'orderId', Wer: 'userId', Filiale: null } } as const;
const file = (id: string) => `Nr;Wer;sku;quantity;unitPrice;currency;Filiale\n${id};ann;T;2;3,5;EUR;7\n`;

test('a file is read as the template says, and as the request says first', async () => {
  const [ann, id, other] = [randomUUID(), randomUUID(), randomUUID()];
  await putTemplate(ann, 'german', german, store);
  const { importId, file: upload } = await announce(file(id), { template: 'german' }, ann);
  await plan(upload);
  const mapping = { ...german.mapping, Filiale: 'note' } as const;
  const said = await announce(file(other), { template: 'german', mapping }, ann);
  await plan(said.file);
  for (const chunk of await takeChunks()) await runChunk(chunk);
  expect(await stateOf(importId)).toMatchObject({
    status: 'COMPLETED',
    created: 1,
    understood: { guessed: [] },
  });
  const [first] = await ordersOf([id]);
  expect(first).toMatchObject({ total: 700 });
  expect(first).not.toHaveProperty('note');
  expect(await ordersOf([other])).toMatchObject([{ total: 700, note: '7' }]);
});

test('templates are listed by name, replaced, deleted, and nobody else’s', async () => {
  const [ann, eve] = [randomUUID(), randomUUID()];
  expect(await listTemplates(ann, store)).toEqual([]);
  await Promise.all(['b', 'a', 'B'].map((name) => putTemplate(ann, name, { decimal: '.' }, store)));
  await putTemplate(ann, 'a', german, store);
  expect(await listTemplates(ann, store)).toEqual([
    { name: 'B', decimal: '.' },
    { name: 'a', ...german },
    { name: 'b', decimal: '.' },
  ]);
  expect(await listTemplates(eve, store)).toEqual([]);
  for (let times = 0; times < 2; times++)
    expect(await deleteTemplate(ann, 'a', store)).toEqual({ name: 'a' });
  await deleteTemplate(eve, 'b', store);
  expect((await listTemplates(ann, store)).map(({ name }) => name)).toEqual(['B', 'b']);
});

test('there are twenty at most, also when all come at once, and none is too large for its place', async () => {
  const ann = randomUUID();
  const names = Array.from({ length: 25 }, (_, index) => `t${index}`);
  const header = (index: number) => `${index}`.padEnd(150, 'x');
  const large = {
    mapping: Object.fromEntries(Array.from({ length: 95 }, (_, index) => [header(index), null])),
  };
  const results = await Promise.allSettled(names.map((name) => putTemplate(ann, name, large, store)));
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(20);
  const refused = results.find(({ status }) => status === 'rejected');
  expect(refused).toMatchObject({
    reason: { refusal: 'conflict', message: expect.stringContaining('20 templates') },
  });
  const [one] = await listTemplates(ann, store);
  await putTemplate(ann, String(one?.name), german, store);
  const beyond = {
    mapping: Object.fromEntries(
      Array.from({ length: 100 }, (_, index) => [header(index).padEnd(255, 'y'), null]),
    ),
  };
  await expect(putTemplate(ann, String(one?.name), beyond, store)).rejects.toThrow(ValidationError);
});

test.each(['', '.', '-a', 'a/b', 'ä', 'a'.repeat(65)])('no template is called %j', async (name) => {
  await expect(putTemplate('ann', name, german, store)).rejects.toMatchObject({ refusal: 'not-found' });
  await expect(deleteTemplate('ann', name, store)).rejects.toMatchObject({ refusal: 'not-found' });
});

test('an unknown template is refused, and a format of dates that is none', async () => {
  const unknown = await announce('', { template: 'nobodys' }, randomUUID()).catch((error) => error);
  expect(unknown.errors).toMatchObject([{ pointer: '/template' }]);
  const bad = await putTemplate(randomUUID(), 'a', { dateFormat: 'D' }, store).catch((error) => error);
  expect(bad.errors).toMatchObject([{ pointer: '/dateFormat' }]);
});

test('a request that is repeated is answered as before, when its template is gone', async () => {
  const [ann, importId] = [randomUUID(), randomUUID()];
  await putTemplate(ann, 'german', german, store);
  const by = { principal: ann, scopes: new Set<string>() };
  const create = () =>
    createImport(
      importId,
      by,
      { fileName: 'a.csv', template: 'german' },
      { correlationId: 'c', now: NOW },
      store,
    );
  await create();
  await deleteTemplate(ann, 'german', store);
  expect(await create()).toMatchObject({ replayed: true, slot: { importId } });
  expect(await stateOf(importId)).toMatchObject({ reading: german });
});

test('they go with their owner', async () => {
  const [ann, bob] = [randomUUID(), randomUUID()];
  for (const one of [ann, bob]) await putTemplate(one, 'german', german, store);
  await eraseImports(ann, store);
  expect(await listTemplates(ann, store)).toEqual([]);
  expect(await listTemplates(bob, store)).toHaveLength(1);
});

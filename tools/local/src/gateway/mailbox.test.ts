import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { Mailbox } from './mailbox.ts';

test('keeps e-mails in its file until they are cleared', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'mailbox-'));
  const file = join(dir, 'data', 'mailbox.jsonl');
  const mail = {
    to: 'ann@example.com',
    subject: 's',
    text: 'line\nbreak',
    html: null,
    sentAt: '2026-01-01T00:00:00Z',
  };
  await (await Mailbox.open(file)).add(mail);
  const reopened = await Mailbox.open(file);
  expect(reopened.list()).toEqual([mail]);
  await reopened.clear();
  expect((await Mailbox.open(file)).list()).toEqual([]);
  await rm(dir, { recursive: true });
});

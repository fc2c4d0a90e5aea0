import type { UserItem } from '@orderflow/domain';
import type { Mail } from '@orderflow/mail';
import type { Events } from '@orderflow/validation';
import { inWords } from '../report/wording.ts';
import { type Letter, writeLetter } from './letter.ts';

/** The events that importers are told of, if they asked for it. */
export type ImportEnd = Events['import.completed.v1' | 'import.failed.v1'];

/**
 * The mail that tells an importer how an import ended.
 *
 * @param page address of the page that shows an import, before its id; without it, the mail has no link.
 */
export function importMail(importer: UserItem, event: ImportEnd, page?: string): Mail {
  const { importId } = event.data;
  const { subject, paragraphs } = letter(event);
  return writeLetter(importer, {
    subject,
    paragraphs: [...paragraphs, `Your import: ${importId}`],
    ...(page && { link: `${page}${encodeURIComponent(importId)}` }),
  });
}

function letter(event: ImportEnd): Letter {
  const { fileName } = event.data;
  if (event.type === 'import.failed.v1') {
    return {
      subject: 'Your import failed',
      paragraphs: [`Your file ${fileName} could not be imported. The import says why, and what to do.`],
    };
  }
  const { read, created, duplicate, rejected } = event.data.rows;
  return {
    subject: 'Your import is done',
    paragraphs: [
      `Your file ${fileName} is imported.`,
      `Rows: ${number(read)}. Created: ${number(created)}. There already: ${number(duplicate)}. Rejected: ${number(rejected)}.`,
      ...(rejected > 0 ? ['The import says why rows were rejected, and has them as a file to correct.'] : []),
    ],
  };
}

const number = (rows: number) => inWords(rows, 'count');

import { type CreateImport, ValidationError } from '@orderflow/validation';
import { dateReader } from '../csv/values/dates.ts';

/** @throws ValidationError for a fault that a schema cannot express. */
export function refuseUnreadable({
  dateFormat,
  timeZone,
}: Pick<CreateImport, 'dateFormat' | 'timeZone'>): void {
  try {
    dateReader('YYYY-MM-DD', timeZone);
  } catch {
    throw new ValidationError([
      { pointer: '/timeZone', message: 'must be a time zone such as Europe/Berlin' },
    ]);
  }
  try {
    if (dateFormat !== undefined) dateReader(dateFormat, timeZone);
  } catch {
    const message = 'must be a format such as DD.MM.YYYY HH:mm: year, month and day, each part once';
    throw new ValidationError([{ pointer: '/dateFormat', message }]);
  }
}

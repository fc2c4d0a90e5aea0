import type { Understood } from '@orderflow/ops/imports/types';
import type { PutImportTemplate } from '@orderflow/validation';
import type { ImportsApi } from './importsApi.ts';

/** What has to be said for files to be read as this one was, with nothing left to guess. */
function templateOf(understood: Understood): PutImportTemplate {
  const { encoding, delimiter, decimal, dateFormat, timeZone, columns } = understood;
  return {
    encoding,
    delimiter,
    mapping: Object.fromEntries(columns.map(({ header, column }) => [header, column ?? null])),
    ...(decimal !== undefined && { decimal }),
    ...(dateFormat !== undefined && { dateFormat }),
    ...(timeZone !== undefined && { timeZone }),
  } as PutImportTemplate;
}

/** The same of an import. @throws Error when nobody has read its file yet */
export async function likeImport(importId: string, api: Pick<ImportsApi, 'get'>): Promise<PutImportTemplate> {
  const { understood } = await api.get(importId);
  if (!understood) throw new Error(`Import ${importId} has not been read: there is nothing to keep of it`);
  return templateOf(understood);
}

/** A template for people: the options that would say the same. */
export function optionsOf({ name, mapping = {}, ...reading }: PutImportTemplate & { name: string }): string {
  const { delimiter, encoding, decimal, dateFormat, timeZone, ignoreUnknown } = reading;
  const options = Object.entries({
    delimiter,
    encoding,
    decimal,
    'date-format': dateFormat,
    'time-zone': timeZone,
  });
  return [
    name,
    ...options.flatMap(([option, value]) =>
      value === undefined ? [] : [`--${option} ${JSON.stringify(value)}`],
    ),
    ...(ignoreUnknown ? ['--ignore-unknown'] : []),
    ...Object.entries(mapping).map(
      ([header, column]) => `--map ${JSON.stringify(`${header}=${column ?? ''}`)}`,
    ),
  ].join('\n  ');
}

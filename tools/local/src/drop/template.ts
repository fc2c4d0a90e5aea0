import type { Understood } from '@orderflow/ops/imports/types';
import type { PutImportTemplate } from '@orderflow/validation';
import type { ImportsApi } from './importsApi.ts';

/** The template that reads files as this one was read, with nothing left to guess. */
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

/** The same for an import. @throws Error when its file has not been read yet */
export async function likeImport(importId: string, api: Pick<ImportsApi, 'get'>): Promise<PutImportTemplate> {
  const { understood } = await api.get(importId);
  if (!understood) throw new Error(`Import ${importId} has not been read: there is nothing to keep of it`);
  return templateOf(understood);
}

/** Shows a template as the command's options that mean the same. */
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

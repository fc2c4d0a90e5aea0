const IMPORT_ID = /^[0-9a-f-]{36}$/;

/** Whether a text may be the id of an import; no other is looked for. */
export const isImportId = (text: string): boolean => IMPORT_ID.test(text);

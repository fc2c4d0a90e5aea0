const IMPORT_ID = /^[0-9a-f-]{36}$/;

/** True if a string has the form of an import id. Others are not looked up. */
export const isImportId = (text: string): boolean => IMPORT_ID.test(text);

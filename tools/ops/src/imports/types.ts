/** Row counts by result; `read` is the sum of the others. */
export interface Rows {
  read: number;
  created: number;
  duplicate: number;
  rejected: number;
}

/** How a file was read. */
export interface Understood {
  encoding: string;
  delimiter: string;
  compression?: string;
  /** Id of the import whose corrected rejects this file contains. */
  rejectsOf?: string;
  decimal?: string;
  dateFormat?: string;
  timeZone?: string;
  columns: { header: string; column?: string; by: 'name' | 'alias' | 'mapping' | 'ignored' }[];
  guessed: string[];
}

/** The result of a dry run. */
export interface Preview {
  rows: Rows;
  /** Minor units by currency. */
  sums: Record<string, number>;
  rejects?: { line: number; column: string; reason: string; record: string }[];
}

/** The result of undoing an import: what happened to the orders that it had created. */
export interface Undo {
  status: 'PROCESSING' | 'COMPLETED' | 'FAILED';
  chunks: { done: number; total: number };
  /** `ended` orders needed no undo, `kept` orders have been shipped. */
  orders: { cancelled: number; ended: number; kept: number };
  reason?: string;
  keptUrl?: string;
}

/** An import as GET /imports/{importId} shows it. */
export interface ImportState {
  importId: string;
  fileName: string;
  status: 'AWAITING_UPLOAD' | 'PROCESSING' | 'PREVIEWED' | 'COMPLETED' | 'FAILED';
  bytes: { done: number; total: number };
  chunks: { done: number; total: number };
  rows: Rows;
  progress?: { rowsPerSecond: number; secondsLeft: number };
  dryRun?: boolean;
  preview?: Preview;
  understood?: Understood;
  reason?: string;
  rejectsUrl?: string;
  undo?: Undo;
  startedAt: string;
  finishedAt?: string;
}

/** The body of POST /imports. */
export interface WantedImport {
  fileName: string;
  /** Name of a template that defines how the file is read. */
  template?: string;
  dryRun?: boolean;
  rejectsBom?: boolean;
  mapping?: Record<string, string | null>;
  ignoreUnknown?: boolean;
  delimiter?: string;
  encoding?: string;
  decimal?: string;
  dateFormat?: string;
  timeZone?: string;
}

/** What a page can do with imports, as one importer. Error messages are written for users. */
export interface Imports {
  /** Creates an import whose file is sent by {@link Imports.upload}. */
  create(wanted: WantedImport): Promise<{ importId: string }>;
  /**
   * Takes the next piece of a file. A piece at offset 0 starts the upload again.
   *
   * @param size size of the whole file: once its last byte is here, the file is uploaded.
   */
  upload(importId: string, offset: number, size: number, piece: Buffer): Promise<void>;
  get(importId: string): Promise<ImportState>;
  /** Newest first. */
  list(): Promise<ImportState[]>;
  commit(importId: string): Promise<ImportState>;
  undo(importId: string): Promise<ImportState>;
  /** Names of templates. */
  templates(): Promise<string[]>;
  /** Saves how an import was read as a template. */
  keep(importId: string, name: string): Promise<object>;
}

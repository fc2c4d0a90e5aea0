/** What became of rows; `read` is the sum of the others. */
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
  /** It was the rejects of this import, corrected. */
  rejectsOf?: string;
  decimal?: string;
  dateFormat?: string;
  timeZone?: string;
  columns: { header: string; column?: string; by: 'name' | 'alias' | 'mapping' | 'ignored' }[];
  guessed: string[];
}

/** What a dry run came to. */
export interface Preview {
  rows: Rows;
  /** Minor units by currency. */
  sums: Record<string, number>;
  rejects?: { line: number; column: string; reason: string; record: string }[];
}

/** What became of the orders that an import had created, once it is undone. */
export interface Undo {
  status: 'PROCESSING' | 'COMPLETED' | 'FAILED';
  chunks: { done: number; total: number };
  /** `ended` had nothing to undo, `kept` have left. */
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

/** What POST /imports is told. */
export interface WantedImport {
  fileName: string;
  /** Name of a template that says how the file is read. */
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

/** What a page can do with imports, as one importer. Errors are for people. */
export interface Imports {
  /** Announces an import whose file comes by {@link Imports.upload}. */
  create(wanted: WantedImport): Promise<{ importId: string }>;
  /**
   * Takes the next piece of a file; the first is at 0, and begins anew.
   *
   * @param size of the whole file: with its last byte it is uploaded.
   */
  upload(importId: string, offset: number, size: number, piece: Buffer): Promise<void>;
  get(importId: string): Promise<ImportState>;
  /** The newest first. */
  list(): Promise<ImportState[]>;
  commit(importId: string): Promise<ImportState>;
  undo(importId: string): Promise<ImportState>;
  /** Names of templates. */
  templates(): Promise<string[]>;
  /** Keeps how an import was read as a template. */
  keep(importId: string, name: string): Promise<object>;
}

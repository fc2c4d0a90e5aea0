import type { ImportState, Imports, WantedImport } from '../src/imports/types.ts';

const NO_ROWS = { read: 0, created: 0, duplicate: 0, rejected: 0 };

/** In-memory imports; the test triggers each step. */
export class FakeImports implements Imports {
  readonly states = new Map<string, ImportState>();
  wanted: WantedImport | undefined;
  uploaded = Buffer.alloc(0);
  /** The error of the next call. */
  fails: Error | undefined;

  create = async (wanted: WantedImport) => {
    this.#fail();
    this.wanted = wanted;
    this.uploaded = Buffer.alloc(0);
    const importId = `import-${this.states.size + 1}`;
    this.states.set(importId, {
      importId,
      fileName: wanted.fileName,
      status: 'AWAITING_UPLOAD',
      dryRun: true,
      bytes: { done: 0, total: 0 },
      chunks: { done: 0, total: 0 },
      rows: NO_ROWS,
      startedAt: '2026-11-21T08:00:00.000Z',
    });
    return { importId };
  };

  upload = async (_: string, offset: number, __: number, piece: Buffer) => {
    this.#fail();
    this.uploaded = Buffer.concat([this.uploaded.subarray(0, offset), piece]);
  };

  get = async (importId: string) => {
    this.#fail();
    const found = this.states.get(importId);
    if (!found) throw new Error('There is no such import');
    return found;
  };

  readonly kept: string[] = [];

  templates = async () => this.kept;

  keep = async (_: string, name: string) => {
    this.#fail();
    this.kept.push(name);
    return {};
  };

  list = async () => [...this.states.values()].reverse();

  commit = async (importId: string) =>
    this.change(importId, { status: 'PROCESSING', bytes: { done: 0, total: 300 }, dryRun: false });

  undo = async (importId: string) =>
    this.change(importId, {
      undo: {
        status: 'PROCESSING',
        chunks: { done: 0, total: 2 },
        orders: { cancelled: 0, ended: 0, kept: 0 },
      },
    });

  change(importId: string, change: Partial<ImportState>): ImportState {
    const next = { ...(this.states.get(importId) as ImportState), ...change };
    this.states.set(importId, next);
    return next;
  }

  #fail(): void {
    const { fails } = this;
    this.fails = undefined;
    if (fails) throw fails;
  }
}

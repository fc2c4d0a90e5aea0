import type { OrderItem } from '@orderflow/domain';

/** An order that an import makes. `row` names the row that it came from: `<importId>#<line>`. */
export interface ImportedOrder extends OrderItem {
  row: string;
  /** The undo of its import has cancelled it. */
  undone?: true;
}

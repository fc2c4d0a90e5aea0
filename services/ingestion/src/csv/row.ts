import type { OrderItem } from '@orderflow/domain';
import type { Fault } from './parsedRecords.ts';
import type { RecordSpan } from './records.ts';

/** An order from a row, with where it came from: `<importId>#<line>`. */
export interface RowItem extends OrderItem {
  row: string;
  /** Cancelled by the undo of its import. */
  undone?: true;
}

/** What records say: an order, or none and why. */
export interface Row {
  record: RecordSpan;
  /** The records of the order's other lines. */
  more?: RecordSpan[];
  item?: RowItem;
  /** It stands next to another row of its order, and says something else. */
  contradicts?: true;
  fault?: Fault;
}

import type { OrderItem } from '@orderflow/domain';
import type { Fault } from './parsedRecords.ts';
import type { RecordSpan } from './records.ts';

/** An order made from a row. `row` names it: `<importId>#<line>`. */
export interface RowItem extends OrderItem {
  row: string;
  /** The undo of its import has cancelled it. */
  undone?: true;
}

/** The result of reading one or more records: an order, or the reason why there is none. */
export interface Row {
  record: RecordSpan;
  /** The records of the order's other lines. */
  more?: RecordSpan[];
  item?: RowItem;
  /** It stands next to another row with the same order id, and contradicts it. */
  contradicts?: true;
  fault?: Fault;
}

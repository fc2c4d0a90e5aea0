import type { Fault } from '../records/parseRecords.ts';
import type { RecordSpan } from '../records/splitRecords.ts';
import type { ImportedOrder } from './importedOrder.ts';

/** What one or more records of a file say: an order, or the reason why there is none. */
export interface FileOrder {
  record: RecordSpan;
  /** The records of the order's other lines. */
  more?: RecordSpan[];
  item?: ImportedOrder;
  /** It stands next to another row with the same order id, and contradicts it. */
  contradicts?: true;
  fault?: Fault;
}

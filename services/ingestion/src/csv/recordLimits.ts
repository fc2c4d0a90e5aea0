/** As many bytes as an order row can reasonably need: its longest note is 500 characters. A longer record is rejected. */
export const MAX_RECORD_BYTES = 64 * 1024;

/** The limits of records in a plan. */
export const RECORD_LIMITS = {
  maxHeaderBytes: MAX_RECORD_BYTES,
  maxHeldBytes: 16 * MAX_RECORD_BYTES,
} as const;

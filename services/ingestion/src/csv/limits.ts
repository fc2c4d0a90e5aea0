/** What one order row can reasonably take: its longest note is 500 characters. A longer one is rejected. */
export const MAX_RECORD_BYTES = 64 * 1024;

/** How long a record may be, for a plan. */
export const RECORD_LIMITS = {
  maxHeaderBytes: MAX_RECORD_BYTES,
  maxHeldBytes: 16 * MAX_RECORD_BYTES,
} as const;

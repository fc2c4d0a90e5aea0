type Exceeds = (ours: unknown, theirs: unknown) => boolean;

const below: Exceeds = (ours, theirs) =>
  theirs !== undefined && (ours === undefined || Number(ours) < Number(theirs));
const above: Exceeds = (ours, theirs) =>
  theirs !== undefined && (ours === undefined || Number(ours) > Number(theirs));
/** Whether one pattern accepts everything that another one does cannot be decided: only an equal pattern is safe. */
const other: Exceeds = (ours, theirs) => theirs !== undefined && ours !== theirs;
const floor: Exceeds = (ours, theirs) => below(ours ?? 0, theirs ?? 0);

/** Keyword -> whether a schema with our value accepts more than a schema with theirs. */
export const bounds: Record<string, Exceeds> = {
  minimum: below,
  exclusiveMinimum: below,
  maximum: above,
  exclusiveMaximum: above,
  minLength: floor,
  maxLength: above,
  minItems: floor,
  maxItems: above,
  minProperties: floor,
  maxProperties: above,
  pattern: other,
  format: other,
  multipleOf: other,
  uniqueItems: (ours, theirs) => theirs === true && ours !== true,
};

const ORDER_ID = /^[A-Za-z0-9_.:-]{1,64}$/;

/** Whether a value may be the id of an order, as in the schema of one; no other is looked for. */
export const isOrderId = (value: unknown): value is string =>
  typeof value === 'string' && ORDER_ID.test(value);

export * from './context.ts';
export * from './errors.ts';
export * from './ids.ts';
export * from './order.ts';
export * from './orderStates.ts';
export * from './outbox.ts';
export * from './user.ts';

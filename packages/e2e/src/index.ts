export * from './api.ts';
export * from './drop.ts';
export * from './eventually.ts';
export * from './imports.ts';
export * from './messaging.ts';
export * from './pool.ts';
export * from './processes.ts';
export * from './system.ts';

export * from './api.ts';
export * from './eventually.ts';
export * from './messaging.ts';
export * from './pool.ts';

/** What commands need of runs of many users, loaded as one. */
export { targetOf } from './engine.ts';
export * from './found.ts';
export { damagedWithin } from './journal-reading.ts';
export * from './later-runs.ts';
export * from './limiter.ts';
export * from './results.ts';
export * from './rows.ts';
export * from './run-folders.ts';
export * from './session.ts';
export * from './source.ts';
export * from './store.ts';

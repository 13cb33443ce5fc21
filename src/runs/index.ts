/** What commands need of runs of many users, loaded as one. */

export { bytesOf, readWhole } from '../system/user-files.ts';
export * from './input/rows.ts';
export * from './input/staging.ts';
export * from './job-page.ts';
export { damagedWithin } from './journal/journal-reader.ts';
export * from './journal/later-runs.ts';
export * from './journal/recorded-results.ts';
export * from './journal/run-folders.ts';
export * from './journal/run-reader.ts';
export * from './lifecycle.ts';
export * from './rate-limit/limiter.ts';
export { targetOf } from './workers.ts';

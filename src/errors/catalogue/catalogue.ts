import { ANSWERS } from './answers.ts';
import { CALLS } from './calls.ts';
import { CERTIFICATES } from './certificates.ts';
import { CONNECTION } from './connection.ts';
import type { Entries } from './entry.ts';
import { EVIDENCE } from './evidence.ts';
import { FILES } from './files.ts';
import { LIBRARY_ERRORS } from './library.ts';
import { PLANS } from './plans.ts';
import { PROXIES } from './proxies.ts';
import { RUNS } from './runs.ts';
import { SIGN_IN_ERRORS } from './sign-in.ts';

/** Every error code of this program, by its subject; those of the API are in api-cures.ts. */
export const CATALOGUE: Readonly<Record<string, Entries>> = {
  'The call': CALLS,
  'Signing in': SIGN_IN_ERRORS,
  'Files and folders': FILES,
  Runs: RUNS,
  Evidence: EVIDENCE,
  Plans: PLANS,
  'The connection': CONNECTION,
  Certificates: CERTIFICATES,
  Proxies: PROXIES,
  Answers: ANSWERS,
  'The library': LIBRARY_ERRORS,
};

export const ERROR_ENTRIES: Entries = Object.assign({}, ...Object.values(CATALOGUE));

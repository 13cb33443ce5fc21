// Before `npm pack`: files that the package takes have the modes that they have for everybody.
import { fileURLToPath } from 'node:url';
import { settlePackage } from './release/modes.js';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
settlePackage();

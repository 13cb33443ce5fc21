// Makes the pictures of docs/pictures anew: `npm run pictures`, or with names: `npm run pictures -- run undo`.
// See docs/decisions/2026-11-26-recorded-pictures.md.
import { fileURLToPath } from 'node:url';
import { withBundle } from './with-bundle.js';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
await withBundle('scripts/pictures/make.ts', ({ makePictures }) => makePictures(process.argv.slice(2)));

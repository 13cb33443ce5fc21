import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The licence of each package that bundles hold, from the package itself. `files`: what went into the bundles. */
export function licencesOf(files) {
  const folders = files
    .map((file) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)/.exec(file)?.[1])
    .filter(Boolean);
  return [...new Set(folders)]
    .sort()
    .map(licence)
    .join(`\n${'-'.repeat(80)}\n\n`);
}

function licence(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  const text = file ? readFileSync(join(folder, file), 'utf8') : `${license}\n`;
  return `${name} ${version} (${license})\n\n${text}`;
}

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The licence of each package that bundles hold, from the package itself: the terms once for all that have the same,
 * below the names and notices of each. `files`: what went into the bundles.
 */
export function licencesOf(files) {
  const folders = files
    .map((file) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)/.exec(file)?.[1])
    .filter(Boolean);
  const byTerms = new Map();
  for (const { notices, terms } of [...new Set(folders)].sort().map(licence)) {
    const words = terms.replaceAll(/\s+/g, ' ');
    const known = byTerms.get(words);
    byTerms.set(words, { terms, notices: [...(known?.notices ?? []), notices] });
  }
  return [...byTerms.values()]
    .map(({ notices, terms }) => `${notices.join('\n\n')}\n\n${terms}\n`)
    .join(`\n${'-'.repeat(80)}\n\n`);
}

function licence(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  const text = file ? readFileSync(join(folder, file), 'utf8') : license;
  const at = Math.max(0, text.indexOf('Permission is hereby granted'));
  return {
    notices: `${name} ${version} (${license})\n${text.slice(0, at)}`.trim(),
    terms: text.slice(at).trim(),
  };
}

// test/bench/RESULTS.md: what each section printed when it ran last, with the machine and the day.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const FILE = fileURLToPath(new URL('RESULTS.md', import.meta.url));
const HEAD = `# Results

What \`npm run bench\` printed, section by section; \`npm run bench -- <section>\` replaces that section. Ratios compare what ran in turns
within one run of the bench; figures of different sections, days or machines do not compare.
`;

/** Replaces the section of this name, or adds it. `text`: its lines as they were printed. */
export function writeResults(name, text) {
  const sections = readSections();
  sections.set(name, `\n## ${name}\n\n\`\`\`text\n${text.trim()}\n\`\`\`\n`);
  writeFileSync(FILE, HEAD + [...sections.values()].join(''));
}

function readSections() {
  const text = existsSync(FILE) ? readFileSync(FILE, 'utf8') : '';
  const parts = text.split(/^(?=## )/m).slice(1);
  return new Map(parts.map((part) => [/^## (.*)/.exec(part)[1], `\n${part.trimEnd()}\n`]));
}

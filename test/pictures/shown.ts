import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Shot } from '../../scripts/pictures/recording/record.ts';
import { sceneText } from '../../scripts/pictures/screen-picture.ts';
import { wordsOf } from '../../scripts/pictures/svg.ts';
import type { ThemeName } from '../../scripts/pictures/themes.ts';
import { normalised } from '../docs/placeholders.ts';

export const FOLDER = fileURLToPath(new URL('../../docs/pictures/', import.meta.url));

/** A committed picture. */
export const svgOf = (name: string, theme: ThemeName): string =>
  readFileSync(`${FOLDER}${name}-${theme}.svg`, 'utf8');

/** The README and the documents for users. */
export function pagesWithPictures(): readonly { readonly text: string }[] {
  const docs = join(FOLDER, '..');
  const pages = readdirSync(docs).filter((name) => name.endsWith('.md'));
  return [join(docs, '..', 'README.md'), ...pages.map((name) => join(docs, name))].map((file) => ({
    text: readFileSync(file, 'utf8'),
  }));
}

/** What a committed picture of a scene says, without what differs from run to run. */
export const shown = (name: string): string => comparable(wordsOf(svgOf(name, 'light')).description);

/** What was recorded now, without what differs from run to run. */
export const recorded = (shots: readonly Shot[]): string => comparable(sceneText(shots));

/** How far a run is at some moment depends on the machine. */
function comparable(text: string): string {
  return normalised(text)
    .replaceAll(/^[\u2800-\u28ff] \d+ of (\d+) done, .*$/gm, '<progress> of $1')
    .replaceAll(/\b\d+ changed, \d+ not sent/g, '<some> changed, <others> not sent')
    .replaceAll(/interrupted: \d+ of/g, 'interrupted: <others> of')
    .replaceAll(/deactivate \d+ users(?= of org_xyz789\? Their\n)/g, 'deactivate <others> users')
    .replaceAll(/(?<=deactivate <others> users of .*? They are ).*? more\./gs, somePeople);
}

/** Whom a question names, by their number and form: who is left, and where lines break, depends on the machine. */
const somePeople = (people: string): string =>
  people
    .replaceAll(/[│\s]+/g, ' ')
    .replaceAll(/[\w.]+@example\.com \(usr_\d{6}\)/g, '<person>')
    .replace(/ \d+ more/, ' <others> more');

/** The text of a scene as it is where no terminal is: nothing asked, nothing in motion, and `--yes` in every place. */
export function withoutTerminal(text: string): string {
  return (
    text
      .replaceAll(/^\$ [^\n]*\n(?:(?!\$ )[^\n]*\n)*?\n\[[^\]\n]*\]\n\n/gm, '')
      .replaceAll(/^[│◇].*\n/gm, '')
      // A run that takes longer than a second says how far it is.
      .replaceAll(/^\d+ of \d+ done, .*\n/gm, '')
      .replaceAll(/^(\$ .*?) --yes/gm, '$1')
  );
}

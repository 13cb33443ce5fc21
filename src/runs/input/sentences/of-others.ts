import { wordSet } from '../words/word-set.ts';
import type { Words } from './clause-parts.ts';
import { DONE_TO, DUTY, FILLERS, ONLY, REMOVALS } from './denial-words.ts';
import { NEGATIONS } from './sentence-words.ts';

// What is said of another person, or of another thing to do.

/** Who stands in for another. */
const COVERS = wordSet([
  'cover|stand-in|substitute|replacement|vertretung|elternzeitvertretung|schwangerschaftsvertretung|krankheitsvertretung',
  'remplacement|remplaçant|remplaçante|suplencia|suplente|sustitución|vervanging|sostituzione|supplente',
]);
const FOR = wordSet(['for|of|für|von|de|du|per|por|voor|van|di']);
const OVER = wordSet([
  'ends|ended|over|ending|finished|endet|beendet|vorbei|finit|fini|terminé|termina|terminada|eindigt',
]);

/** True where a clause is about who was stood in for: `cover for Ada, Ada returns`, `Ada returns, cover ends`. */
export const isOfCovered = (clause: Words, clauses: readonly Words[]): boolean =>
  clauses.some((words) => {
    const at = words.findIndex((word) => COVERS.has(word));
    const [first = '', name = ''] = words.slice(at + 1);
    return at >= 0 && (OVER.has(first) || (FOR.has(first) && clause.includes(name)));
  });

/** By these an account is closed and may be opened again. */
const CLOSES = wordSet([
  'deactivate|disable|suspend|block|lock|deaktivieren|sperren|désactiver|bloquer|desactivar|bloquear|disattivare',
  'deactiveren|blokkeren|desativar',
]);
const BESIDE = wordSet([
  'do|but|and|or|just|please|first|nur|aber|sondern|und|oder|bitte|seulement|mais|pero|y|ma|e|maar',
]);

const isBeside = (word: string): boolean => [BESIDE, FILLERS, ONLY, DUTY].some((words) => words.has(word));
const isDeleting = (word: string): boolean => (REMOVALS.has(word) || DONE_TO.has(word)) && !CLOSES.has(word);

/** True for an order to close an account and to delete nothing: `deactivate only, do not delete`. */
export function isToBeClosedAlone(clauses: readonly Words[]): boolean {
  const parts = clauses.map((clause) => {
    const at = clause.findIndex((word) => NEGATIONS.has(word));
    return at < 0 ? { asked: clause, denied: [] } : { asked: clause.slice(0, at), denied: clause.slice(at) };
  });
  return (
    parts.some(({ asked }) => asked.some((word) => CLOSES.has(word))) &&
    parts.some(({ denied }) => denied.some(isDeleting)) &&
    parts.every(
      ({ asked, denied }) =>
        asked.every((word) => CLOSES.has(word) || isBeside(word)) &&
        denied.every((word) => NEGATIONS.has(word) || isDeleting(word) || isBeside(word)),
    )
  );
}

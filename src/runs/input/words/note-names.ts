import { BESIDE, isDecisionName } from './decisions.ts';
import { headerWords } from './state-names.ts';
import { wordSet } from './word-set.ts';

/** Words of headers under which anything may be said of a person. */
const NOTES = wordSet([
  'note|notes|comment|comments|remark|remarks|instruction|instructions|info|information|details|outcome|update',
  'bemerkung|bemerkungen|anmerkung|anmerkungen|kommentar|kommentare|hinweis|hinweise|notiz|notizen',
  'remarque|remarques|commentaire|commentaires|nota|commento|commenti|osservazioni|notas|observación|observaciones',
  'comentario|comentarios|observação|observações|comentário|comentários|opmerking|opmerkingen|uwaga|uwagi',
  '备考|备注|備考|비고',
]);

const OF_NOTES = wordSet([
  'offboarding|leaver|leavers|internal|additional|general|other|further|last|latest|team|admin|free|text|my|our',
  'interne|weitere|zusätzliche',
]);

/** True for a header of what is said of a person or decided about them: `HR comments`, not `Interview notes`. */
export function isNoteName(header: string): boolean {
  const words = headerWords(header);
  const isOfNotes = (word: string) => NOTES.has(word) || OF_NOTES.has(word) || BESIDE.has(word);
  return isDecisionName(header) || (words.some((word) => NOTES.has(word)) && words.every(isOfNotes));
}

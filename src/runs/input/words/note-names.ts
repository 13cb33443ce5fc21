import { BESIDE, isDecisionName, isNameless } from './decisions.ts';
import { headerWords } from './state-names.ts';
import { wordSet } from './word-set.ts';

/** Words of headers under which anything may be said of a person. */
const NOTES = wordSet([
  'note|notes|comment|comments|remark|remarks|instruction|instructions|info|information|details|update|reply',
  'response|feedback|antwort|réponse|risposta',
  'bemerkung|bemerkungen|anmerkung|anmerkungen|kommentar|kommentare|hinweis|hinweise|notiz|notizen',
  'remarque|remarques|commentaire|commentaires|nota|commento|commenti|osservazioni|notas|observación|observaciones',
  'comentario|comentarios|observação|observações|comentário|comentários|opmerking|opmerkingen|uwaga|uwagi',
  '备考|备注|備考|비고',
]);

const OF_NOTES = wordSet([
  'offboarding|leaver|leavers|internal|additional|general|other|further|last|latest|team|admin|owner|free|text|my',
  'our',
  'interne|weitere|zusätzliche',
]);

/** Headers of notes and actions, whatever stands beside: `Comment from team lead`, and `Interview notes` too. */
const OF_ANY =
  /note|nota|comment|remark|remarque|bemerkung|kommentar|hinweis|instruction|action|aktion|decision|outcome|entscheid|備考|备注|비고/i;

const LONGEST = 60;

/** Of what a column speaks: anything about a person, or what is decided about them, or perhaps something else. */
export type NoteSubject = 'notes' | 'decision' | 'perhaps' | undefined;

/** `notes` of `HR comments`, `perhaps` of `Interview notes`. */
export function noteSubject(header: string): NoteSubject {
  const words = headerWords(header);
  const isOfNotes = (word: string) => NOTES.has(word) || OF_NOTES.has(word) || BESIDE.has(word);
  if (isNameless(header) || (words.some((word) => NOTES.has(word)) && words.every(isOfNotes))) return 'notes';
  if (isDecisionName(header)) return 'decision';
  return OF_ANY.test(header.slice(0, LONGEST)) ? 'perhaps' : undefined;
}

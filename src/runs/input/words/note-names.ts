import { speaksOfTime } from '../names/headers-of-time.ts';
import { isNameless, isReasonName } from '../names/other-names.ts';
import { BESIDE, isDecisionName } from './decisions.ts';
import { LEAVING } from './kept-words.ts';
import { allIn, endOfPath, isIn, someIn, spelt, wordSet, wordsAtEnd } from './words.ts';

/** Words of headers under which anything may be said of a person. */
const NOTES = wordSet([
  'note|notes|comment|comments|remark|remarks|instruction|instructions|info|information|details|update|reply',
  'observation|observations|notitie|notities|toelichting|aantekening|memo|annotation|annotations|explanation|what|was',
  'erläuterung|précisions|response|feedback|antwort|réponse|risposta|bemerkung|bemerkungen|anmerkung|anmerkungen',
  'kommentar|kommentare|hinweis|hinweise|notiz|notizen|remarque|remarques|commentaire|commentaires|nota|commento',
  'bem|anm|obs|annotazioni|notering|bemærkninger|noter|commentaar|commenti|osservazioni|notas|observación|observaciones|observação|observações|comentário',
  'comentários|opmerking|opmerkingen|uwaga|uwagi|备考|备注|備考|비고|комментарий|комментарии|примечание|примечания|açıklama',
  'notlar|poznámka|poznámky|megjegyzés|kommentti|huomautus|komentarz|komentarze|anmärkning|observații|anteckning',
  'anteckningar|merknad|bemærkning|הערות|הערה|ملاحظات|ملاحظة|تعليق|メモ|コメント|메모|備註|備忘|說明|说明|註記|notatki|заметки',
]);

const OF_NOTES = wordSet([
  'offboarding|leaver|leavers|internal|additional|general|other|further|last|latest|team|admin|owner|free|text|my|our',
  'interne|weitere|zusätzliche',
]);

/** Headers of notes and actions, whatever stands beside: `Comment from team lead`, and `Interview notes` too. */
const OF_ANY = spelt(
  /note|nota|comment|remark|remarque|bemerkung|kommentar|hinweis|instruction|action|aktion|decision|outcome|entscheid|review|result|\bsteps?\b|remediation|disposition|ergebnis|résultat|備考|备注|비고/i,
);

const LONGEST = 60;

/** Headers of what a person is, where they work or how they were absent, in which no sentence stands. */
const OF_TITLES = spelt(
  /leave\b|absen|urlaub|cong[é]|\bconges?\b|verlof|permiso|vacation|title|position|\brôle|\bjob\b|department|\bdept|division|\bteam$|\bunit\b|address|(?:cost.?cent(?:er|re)|organi[sz]ation|function|location)$|funktion|abteilung|bereich|stelle|standort|adresse|\bposte\b|service|puesto|cargo|departamento|functie|afdeling|ruolo|reparto/i,
);

/**
 * Of what a column speaks: anything about a person, or what is decided about them, or why they leave, or perhaps
 * something else; or it has titles, which say nothing, or days.
 */
export type NoteSubject = 'notes' | 'decision' | 'reason' | 'perhaps' | 'title' | 'day' | undefined;

/** `notes` of `HR comments`, `perhaps` of `Interview notes`. */
export function noteSubject(header: string): NoteSubject {
  const words = wordsAtEnd(header);
  const isOfNotes = (word: string) => isIn(word, NOTES, OF_NOTES, BESIDE);
  if (isNameless(header) || (someIn(words, NOTES) && words.every(isOfNotes))) return 'notes';
  const isOfLeaving = words.length > 0 && allIn(words, LEAVING);
  if (isDecisionName(header) || isOfLeaving) return 'decision';
  if (isReasonName(header)) return 'reason';
  const begin = header.slice(0, LONGEST);
  if (OF_ANY.test(begin)) return 'perhaps';
  if (OF_TITLES.test(begin) || OF_TITLES.test(endOfPath(begin))) return 'title';
  return speaksOfTime(header) ? 'day' : undefined;
}

/** True where it may be said there that a person is not meant. */
export const mayJudge = (subject: NoteSubject): boolean =>
  subject === 'notes' || subject === 'decision' || subject === 'perhaps';

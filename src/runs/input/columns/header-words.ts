import { distance } from 'fastest-levenshtein';
import { memoize } from '../../../memoize.ts';
import { FIELD_NAMES } from '../names/known-names.ts';
import { headerWords } from '../words/state-names.ts';
import { type FieldName, fieldOf, headerNames } from './field-names.ts';

/** In headers that speak of an account or an address. */
const PERSON = /mail|courriel|messagerie|posta|login|\buser|benutzer|utilisateur|utente|upn|principal/;

/** In headers that speak of another person than that of the row. */
const OTHER_PERSON =
  /manager|perform|execut|\bcaller|opened|raised|\bauthor\b|\bsender\b|supervisor|approv|\bboss\b|\blead(er)?\b|reports?.?to|assistant|delegate|sponsor|mentor|contact|emergency|recruiter|\bhr(bp)?\b|director\b|\bhead\b|coordinator|buddy|owner|successor|created|updated|modified|changed|invited|request|\bactor\b|initiat|review|assign|submit|replac|deput|\breporter|\bby\b|vorgesetz|\bchef|leiter|führungskraft|genehmig|vertret|notfall|kontakt|nachfolg|erstellt|geändert|responsable|supérieur|approbat|hiérarch|remplaçant|urgence|créé|modifié|responsabile|superiore|sostitut|emergenza|creato|modificato/;

const LONGEST = 200;

/** `ActorUserPrincipalName` is four words, and `opened_by` two. */
const words = (header: string): string => headerWords(header.slice(0, LONGEST).normalize('NFC')).join(' ');

/** In headers that speak of who leaves, or works here: `Who is leaving?`. */
const LEAVER =
  /\bleav(?:er|ing)|\bdepart(?:ing|ed)|offboard|\bemployee|mitarbeit(?:er|ende)|salarié|employé|dipendente|empleado|ausscheid|austret|verlässt|\bquitt|sortant|uscente/;

/** True for a header that could name the person of the row, and not their manager or another one. */
export const speaksOfPerson = (header: string): boolean =>
  (PERSON.test(words(header)) || LEAVER.test(words(header))) && !OTHER_PERSON.test(words(header));

/** In headers of those who decide or act about the person, whose address must never be offered for the person's own. */
const SUPERIOR =
  /manager|perform|execut|\bcaller|opened|raised|\bauthor\b|\bsender\b|request|\bactor\b|initiat|review|assign|submit|supervisor|approver|\bboss\b|reports?.?to|vorgesetz|führungskraft|genehmig|responsable|supérieur|responsabile|superiore/;

/** True for a header that speaks of whom the person reports to, or who did something about them. */
export const speaksOfSuperior = (header: string): boolean => SUPERIOR.test(words(header));

const SHORTEST = 5;

/** The names of each field as headers are compared with them. */
const foldedNames = memoize(
  (): ReadonlyMap<string, readonly string[]> =>
    new Map(
      Object.entries(FIELD_NAMES).map(([field, names]) => [
        field,
        names.map((name) => headerNames(name)[0] ?? ''),
      ]),
    ),
);

/** The wanted field that a header almost names, as `tranfer_to` does; undefined where it names one, or none. */
export function nearField(header: string, wanted: readonly FieldName[]): FieldName | undefined {
  if (fieldOf(header) !== undefined) return undefined;
  const own = headerNames(header);
  return wanted.find((field) =>
    foldedNames()
      .get(field)
      ?.some((folded) =>
        own.some((name) => {
          const least = Math.min(name.length, folded.length);
          if (least < SHORTEST) return false;
          return distance(name, folded) <= (least >= 8 ? 2 : 1);
        }),
      ),
  );
}

import { distance } from 'fastest-levenshtein';
import { memoize } from '../../../memoize.ts';
import { FIELD_NAMES } from '../names/known-names.ts';
import { BESIDE_THEM, headerText, speaksOfSuperior } from '../names/superiors.ts';
import { ACTION_ELSEWHERE, GONE_ELSEWHERE, PERSON_ELSEWHERE } from '../words/elsewhere.ts';
import { spelt, wordSet } from '../words/words.ts';
import { type FieldName, fieldOf, headerNames } from './field-names.ts';
import type { Column } from './table.ts';

/** In headers that speak of an account or an address. */
const PERSON =
  /mail|courriel|messagerie|posta|login|\buser|benutzer|utilisateur|utente|upn|principal|\b(?:accounts?|kont(?:o|en)|comptes?|cuentas?|contas?)\b/;

const OF_PERSON = [PERSON, PERSON_ELSEWHERE, GONE_ELSEWHERE, ACTION_ELSEWHERE];

/** In headers that speak of another person than that of the row, besides those of superiors. */
const OTHER_PERSON = spelt(
  /contact|\bhr(bp)?\b|\bhead\b|created|updated|modified|changed|invited|\breporter|\bby\b|kontakt|erstellt|geändert|approbat|(?<!\p{L})(?:cré|modifi)ée?s?(?!\p{L})|creato|modificato/u,
);

/** Words of who leaves, or works here. */
const LEAVER = spelt(
  /^(?:leavers?|leaves|leaving|depart(?:s|ing|ed)|offboarded|employees?|mitarbeit(?:er|erin|ende[rn]?)|salariée?|employée?|dipendente|emplead[oa]|lascia|partante?|ausscheide(?:t|nde[rn]?)|austrete(?:nde[rn]?)|verlässt|quitt(?:e|ant)|sortante?|uscente)$/,
);

/** Words that may stand beside them: any other is of what employees have, or of who deals with it. */
const BESIDE_LEAVERS = wordSet([
  'who|which|s|is|are|to|be|being|the|a|of|our|us|name|full|person|people|address|id|details|company|organization',
  'organisation|team|member|staff|colleague|worker|offboarding|offboard|deactivate|deactivated|disable|disabled|remove',
  'removed|delete|deleted|suspend|suspended|terminate|terminated|wer|welche|welcher|die|der|das|uns|affected|target',
  'concerned|in|question|subject|concerné|concernée|uscita|que|se|va|saliente|geht|firma|unternehmen|qui|quel|quelle',
  'nom|du|de|la|le|l|entreprise|société|chi|che|nome|del|lascia|azienda',
]);

const namesLeaver = (header: string): boolean => {
  const parts = header.split(' ');
  return (
    parts.some((word) => LEAVER.test(word)) &&
    parts.every((word) => LEAVER.test(word) || BESIDE_LEAVERS.has(word))
  );
};

/** True for a header with a word of who leaves, or works here, in it: `Leaver e-mail`. */
const speaksOfLeaver = (header: string): boolean =>
  headerText(header)
    .split(' ')
    .some((word) => LEAVER.test(word));

/** Those that speak of who leaves first: the line that is offered first is the one that is taken. */
export const leaversFirst = (columns: readonly Column[]): readonly Column[] =>
  [...columns].sort((one, other) => Number(speaksOfLeaver(other.name)) - Number(speaksOfLeaver(one.name)));

const OF_WORK = /compan|organi|team|detail|firm|unternehm/;

/** True for a header of what the person who leaves, or works here, is called: `Leaver`, `Employee`. */
export const isOfLeaver = (header: string): boolean => {
  const text = headerText(header);
  return namesLeaver(text) && !OF_WORK.test(text);
};

/** True for a header that could name the person of the row, as `Who is leaving?`, and not their manager. */
export const speaksOfPerson = (header: string): boolean => {
  const text = headerText(header);
  const isOfPerson = OF_PERSON.some((words) => words.test(text)) || namesLeaver(text);
  return isOfPerson && !speaksOfOther(header);
};

/** True for one that speaks of any other person than that of the row. */
export const speaksOfOther = (header: string): boolean =>
  [OTHER_PERSON, BESIDE_THEM].some((words) => words.test(headerText(header))) || speaksOfSuperior(header);

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

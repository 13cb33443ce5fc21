import { OTHER_ELSEWHERE } from '../words/elsewhere.ts';
import { headerWords, spelt } from '../words/words.ts';

const LONGEST = 200;

/** In France, so many levels above the person. */
const N_PLUS = /\bn\+[123]\b/;

/** The words of a header with blanks between them: `ActorUserPrincipalName` is four words, and `opened_by` two. */
export const headerText = (header: string): string => {
  const text = header.slice(0, LONGEST);
  return [...headerWords(text), ...(N_PLUS.exec(text.toLowerCase()) ?? [])].join(' ');
};

/** In headers of who decides or acts about the person: their address must never be offered for the person's own. */
const SUPERIOR = spelt(
  /manager|antragst|perform|execut|\bcaller|opened|raised|\bauthor\b|\bsender\b|request|\bactor\b|initiat|review|assign|submit|supervisor|approv|\bboss\b|\bchef|leiter|report(?:s|ing)?.?to|vorgesetz|führungskr(?:a|ä)ft|genehmig|responsable|supérieur|responsabile|responsáv|superiore|valideur|\bvorg\b|n\+[123]|forward|weiterleit|inoltr|doorst|redirig/,
);

/** True for a header that speaks of whom the person reports to, or who did something about them. */
export const speaksOfSuperior = (header: string): boolean =>
  [SUPERIOR, OTHER_ELSEWHERE].some((words) => words.test(headerText(header)));

/** In headers of who stands in, follows, leads, helps, owns a thing or is called in need. */
export const BESIDE_THEM = spelt(
  /\blead(er)?\b|assistant|assistenz|deleg|deput|vertret|sponsor|mentor|buddy|recruiter|director\b|coordinator|owner|successor|nachfolg|replac|remplaçant|sostitut|hi[é]rarch|hierarchique|emergency|notfall|urgence|emergenza|backup|ansprechp|référent|suppléant|sustitut|suplente|substituto|zastęp|afløser|ersättare|tut(?:eu|o)r\b/,
);

/** In headers of private addresses, and of who made an entry. */
const ANOTHER = spelt(
  /\bpriv(?:at|ad|[é]|ee?s?\b)|\bperson(?:ale?|nel(?:le)?)\b|\bhome\b|creator|created by|erstell(?:er|t von)/,
);

const ARTICLES = /\b(?:an?|the|your|that|of|die|der|des|celui|celle|du|de|le|la|l) /g;

/** Who is said not to be meant: `(not personal)`, `(of the leaver, not the manager)`. */
const NOT_MEANT = /\b(?:(?:not|nicht|keine?|pas) \p{L}|non? p)\p{L}*/gu;

/** True for what says of a person's name or address beside it that it is another one: `(manager)`, `(private)`. */
export function isOfAnother(beside: string): boolean {
  const text = headerText(beside).replaceAll(ARTICLES, '').replaceAll(NOT_MEANT, '');
  return [ANOTHER, BESIDE_THEM, SUPERIOR, OTHER_ELSEWHERE].some((words) => words.test(text));
}

import { OTHER_ELSEWHERE } from '../words/elsewhere.ts';
import { headerWords } from '../words/words.ts';

const LONGEST = 200;

/** The words of a header with blanks between them: `ActorUserPrincipalName` is four words, and `opened_by` two. */
export const headerText = (header: string): string => headerWords(header.slice(0, LONGEST)).join(' ');

/** In headers of who decides or acts about the person: their address must never be offered for the person's own. */
const SUPERIOR =
  /manager|antragst|perform|execut|\bcaller|opened|raised|\bauthor\b|\bsender\b|request|\bactor\b|initiat|review|assign|submit|supervisor|approv|\bboss\b|\bchef|leiter|reports?.?to|vorgesetz|führungskraft|genehmig|responsable|supérieur|responsabile|superiore|forward|weiterleit|inoltr|doorst|redirig/;

/** True for a header that speaks of whom the person reports to, or who did something about them. */
export const speaksOfSuperior = (header: string): boolean =>
  [SUPERIOR, OTHER_ELSEWHERE].some((words) => words.test(headerText(header)));

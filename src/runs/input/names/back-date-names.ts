import { ABOUT } from '../words/state-names.ts';
import { allIn, someIn, spelt, wordSet, wordsAtEnd } from '../words/words.ts';
import { goneDateName, WHEN } from './gone-date-names.ts';
import { isOfEnd } from './headers-of-time.ts';
import { ABSENCES } from './other-names.ts';

/** Words of headers that say that a person came back. */
const BACK = wordSet([
  'rehire|rehired|reactivated|reactivation|reinstated|reinstatement|rejoined|wiedereintritt|wiedereintrittsdatum',
  'rückkehr|rückkehrdatum|réembauche|réembauché|réembauchée|réintégration|riassunzione|reintegro|reincorporación|recontratação',
]);

/** Which of several times. */
const WHICH = wordSet(['last|most|recent|latest']);

/** True for a header that says when people came back: `Rehire Date`, `reactivated_at`. */
export function isBackDateName(header: string): boolean {
  const words = wordsAtEnd(header);
  return someIn(words, BACK) && allIn(words, BACK, WHEN, WHICH, ABOUT);
}

/** Words of headers that say that something of a job ends, or is to end. */
const ENDS = wordSet([
  'term|resignation|notice|end|ends|ending|ended|expiry|ende|vertragsende|arbeitsende|fin|fine|démission|dimissioni',
]);
const OF_TRIALS = wordSet(['probation|probationary|trial|probezeit|essai|prova|review']);

/** True for a header that may say as well when people left again: `Term Date`, `Contract End`. */
export function endsLater(header: string): boolean {
  const words = wordsAtEnd(header);
  return someIn(words, ENDS) && !someIn(words, OF_TRIALS);
}

/** Words of headers of a beginning or a return, of what begins with them or is put together with them. */
const BEGINS = spelt(
  /\b(?:back\b|begin|ruck(?!sack|us)|start|hir[ei]|join|onboard|aanvang|début|embauch|entrée|ingres|iníci|inizio|assun|retour|retorno|r[ei]gres|ritorno|rientro|terugkeer)|return|beginn|eintritt|antritt|start|r[ü]ck|rueck|zuruck/,
);

/** True for a header of a day on which people are there again, or for the first time: `Parental leave until`. */
export function isNoLastDay(header: string): boolean {
  if (goneDateName(header) !== null) return false;
  const words = wordsAtEnd(header);
  if (someIn(words, BACK, ABSENCES, OF_TRIALS)) return true;
  return words.some(isOfEnd) ? words.includes('leave') : BEGINS.test(words.join(' '));
}

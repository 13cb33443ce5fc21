import { foldCase } from '../../../text/fold-case.ts';
import { answerIn } from '../cells/yes-or-no.ts';

/** Of states of who has left, or is to be kept out: English, German, French, Italian and some of their neighbours. */
const GONE = new RegExp(
  [
    'suspend|(?<!de)terminat|deactivat|inactiv|disabl|archiv|delet|offboard|deprovision|lock|revok|resign',
    'retire|dismiss|depart(?:ed|ing)|exited|removed|fired|\\bleft\\b|\\bleavers?\\b|\\bleaving\\b|\\bex\\b|former',
    'separated|expired|banned|ausgeschieden|ausgetreten|gekündigt|entlassen|inaktiv|deaktiviert|gesperrt|gelöscht',
    'ehemalig|pensioniert|inactif|désactiv|desactiv|bloqué|supprimé|licenci|\\bpartie?\\b|\\bsortie?\\b',
    'démission|retraité|inattiv|disattiv|disabilitat|sospes|bloccat|eliminat|cessat|licenziat|dimess|uscit',
    '\\bbaja\\b|despedid|deshabilitad|bloquead|desligad|demitid|inativ|suspens|inactief|uit dienst|ontslagen',
    'geblokkeerd|zwolnion|nieaktywn|zablokowan|slutat',
  ].join('|'),
);

/** Of words that turn another into its contrary. */
const NOT = /\b(?:not|no|non|nicht|kein|pas|never)\b|\bun(?:lock|block|suspend|delet|archiv)/;

/** Short for yes, in lists of states alone: also of `oui` and of `sì`. */
const IS_MARK = /^[xos]$/;

const LONGEST = 200;

/** True for a value of a column that is known to mean who has left: `Terminated`, or `False` under `accountEnabled`. */
export function meansGone(header: string, value: string): boolean {
  const text = foldCase(value.slice(0, LONGEST)).trim();
  const answer = IS_MARK.test(text) ? 'yes' : answerIn(text);
  return answer === undefined ? isGone(text) : isGone(header) === (answer === 'yes');
}

function isGone(words: string): boolean {
  const text = words
    .slice(0, LONGEST)
    .replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase();
  return GONE.test(text) && !NOT.test(text);
}

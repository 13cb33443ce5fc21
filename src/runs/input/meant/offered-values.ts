import { isAwayName, isStayName, OF_LEAVING } from '../names/other-names.ts';
import { DONE_TO, REMOVALS } from '../sentences/denial-words.ts';
import { LEAVE } from '../sentences/sentence-words.ts';
import { STAYS } from '../sentences/staying-words.ts';
import { areRenewals, markOf } from '../words/answers.ts';
import { spares, verdictOf } from '../words/decisions.ts';
import { leaves } from '../words/events.ts';
import { KEPT } from '../words/kept-words.ts';
import { sideOf } from '../words/sides.ts';
import { someIn, wordSet, wordsAtEnd } from '../words/words.ts';
import type { ValueCount, ValueCounts } from './value-counts.ts';

// Which values of a column a refusal offers to choose by, and in which order: the first line is the one that is taken.

/** How many of its values a refusal offers as a command line. */
export const MOST_OFFERED = 4;

/** True where one of the values says who goes. Of notes all have to, as others are not only of who stays. */
export function sayWhoGoes(areNotes: boolean, values: readonly ValueCount[], areSomeEmpty: boolean): boolean {
  const isGone = ({ value }: ValueCount) => sideOf(value) === 'gone';
  return values.some(isGone) && (!areNotes || (!areSomeEmpty && values.every(isGone)));
}

/** The values that a line leaves out beside those that are kept: also of who comes, as `Joiner` is no leaver. */
export const leftOut = (texts: readonly string[], kept: readonly string[], wanted: 'gone' | 'there') =>
  kept.length === 0
    ? []
    : texts.filter((text) => kept.includes(text) || sideOf(text) === (wanted === 'gone' ? 'there' : 'gone'));

/** Those to choose by: leavers are deactivated and removed, others invited and reactivated, or there in a roster. */
export function fittingValues(
  values: readonly ValueCount[],
  wanted: 'gone' | 'there',
): readonly ValueCount[] {
  const isFitting = (value: string) => (sideOf(value) ?? (leaves(value) ? 'gone' : undefined)) === wanted;
  const fitting = values.filter(({ value }) => isFitting(value));
  return (fitting.length > 0 ? fitting : values).slice(0, MOST_OFFERED);
}

/** Words of headers under which a yes says that the person stays, whatever is spoken of: `Skip deactivation`. */
const SPARING = wordSet([
  'skip|skipped|ignore|ignored|protected|redeployed|ausschließen|überspringen|exclure|exclu|escludere',
  'escluso|excluir|uitsluiten',
]);

/** The same, unless it is leaving that is spoken of: `Needs access`, and not `Needs removal`. */
const LASTING = wordSet([
  'needs|need|needed|awaiting|pending|still|here|present|valid|rehired|noch|encore|ancora',
]);

const NOT = wordSet(['not|nicht|ne|pas|non|no|não|niet|nie|inte|ikke|ej']);

/** True for a header under which a yes spares the person: `Keep`, `Needs access`, `Nicht sperren`, `Extended`. */
function isSparedByYes(header: string): boolean {
  const words = wordsAtEnd(header);
  const denied = words.slice(words.findIndex((word) => NOT.has(word)) + 1);
  const isDenied = denied.length < words.length && someIn(denied, REMOVALS, DONE_TO);
  if (isDenied || someIn(words, SPARING, KEPT, STAYS) || spares(words)) return true;
  if (
    areRenewals(header, []) ||
    /^(?:do not|leave (?:active|alone|on)|in (?:service|dienst|forza|servizio)|en (?:poste|plantilla))(?: |$)/.test(
      words.join(' '),
    )
  )
    return true;
  if (words.includes('longer') || someIn(words, REMOVALS, DONE_TO, OF_LEAVING)) return false;
  return isStayName(words) || isAwayName(header) || someIn(words, LASTING);
}

/** True for a single mark that spares who has it, so that the others are meant where access is taken. */
export function isSparingMark(header: string, seen: ValueCounts, wanted: 'gone' | 'there'): boolean {
  const marks = seen.list().map(({ value }) => markOf(value));
  return wanted === 'gone' && seen.empty > 0 && marks.join() === 'yes' && isSparedByYes(header);
}

/**
 * Answers in the order in which they are offered: where access is taken, of those who go first. The others are not
 * offered where the header tells what a yes says.
 */
export function inOrder(
  header: string,
  texts: readonly string[],
  wanted: 'gone' | 'there',
): readonly string[] {
  if (wanted === 'there') return texts;
  const isSpared = isSparedByYes(header);
  const rank = (text: string) => {
    // Short for `oui` and `sí`.
    const answer = verdictOf(text) ?? (/^[os]$/i.test(text) ? 'yes' : undefined);
    return answer === undefined ? 1 : (answer === 'yes') === isSpared ? 2 : 0;
  };
  const isPlain = isSpared || someIn(wordsAtEnd(header), REMOVALS, DONE_TO, OF_LEAVING, LEAVE);
  const go = isPlain && texts.some((text) => rank(text) === 0);
  return texts.filter((text) => !go || rank(text) < 2).sort((one, other) => rank(one) - rank(other));
}

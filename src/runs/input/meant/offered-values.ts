import { isAwayName, isStayName, OF_LEAVING } from '../names/other-names.ts';
import { DONE_TO, REMOVALS } from '../sentences/denial-words.ts';
import { markOf } from '../words/answers.ts';
import { verdictOf } from '../words/decisions.ts';
import { leaves } from '../words/events.ts';
import { sideOf } from '../words/sides.ts';
import { someIn, wordSet, wordsAtEnd } from '../words/words.ts';
import type { ValueCount, ValueCounts } from './value-counts.ts';

// Which values of a column a refusal offers to choose by, and in which order: the first line is the one that is taken.

/** How many of its values a refusal offers as a command line. */
export const MOST_OFFERED = 4;

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
  'keep|kept|retain|retained|exclude|excluded|skip|skipped|ignore|ignored|protected|redeployed|behalten',
  'ausschließen|ausschliessen|überspringen|garder|conserver|exclure|exclu|mantenere|tenere|escludere|escluso|mantener',
  'excluir|behouden|uitsluiten|stay|stays|remain|remains|bleibt|reste|resta',
]);

/** The same, unless it is leaving that is spoken of: `Needs access`, and not `Needs removal`. */
const LASTING = wordSet([
  'needs|need|needed|awaiting|pending|still|here|present|valid|rehired|noch|encore|ancora',
]);

/** True for a header under which a yes spares the person: `Keep`, `Needs access`, `Do not touch`, `On leave`. */
function isSparedByYes(header: string): boolean {
  const words = wordsAtEnd(header);
  if (someIn(words, SPARING) || /^(?:do not|leave (?:active|alone|on)) ?/.test(words.join(' '))) return true;
  if (words.includes('longer') || someIn(words, REMOVALS, DONE_TO, OF_LEAVING)) return false;
  return isStayName(words) || isAwayName(header) || someIn(words, LASTING);
}

/** True for a single mark that spares who has it, so that the others are meant where access is taken. */
export function isSparingMark(header: string, seen: ValueCounts, wanted: 'gone' | 'there'): boolean {
  const marks = seen.list().map(({ value }) => markOf(value));
  return wanted === 'gone' && seen.empty > 0 && marks.join() === 'yes' && isSparedByYes(header);
}

/** Answers in the order in which they are offered: where access is taken, of those who go first. */
export function inOrder(
  header: string,
  texts: readonly string[],
  wanted: 'gone' | 'there',
): readonly string[] {
  if (wanted === 'there') return texts;
  const spares = isSparedByYes(header);
  const rank = (text: string) => {
    const answer = verdictOf(text);
    return answer === undefined ? 1 : (answer === 'yes') === spares ? 2 : 0;
  };
  return [...texts].sort((one, other) => rank(one) - rank(other));
}

import { AUDIT_ACTIONS } from '../../api/audit-log.ts';
import { type CliError, usageError } from '../../errors/cli-errors.ts';
import { didYouMean, findNearest } from '../../text/nearest.ts';
import { BadValue } from '../../validation/bad-value.ts';
import { sameMeaning } from '../../validation/meant/synonyms.ts';

const EXPECTED = `an action of the audit log (${AUDIT_ACTIONS.join(', ')})`;
const WORD = /^[a-z][a-z0-9_.:]*$/;
const LONGEST = 64;

/** A word to filter by; `isKnown`: the API's page names it. */
export interface ActionFilter {
  readonly word: string;
  readonly isKnown: boolean;
}

/**
 * Reads `--action`, in any case and with any signs between its words. A word that is like one of the page's is refused;
 * any other may be one of those that the page leaves out. Throws `CliError` (usage).
 * https://docs.aitronos.com/docs/api-reference/audit-log/query
 */
export function actionFilter(text: string): ActionFilter {
  const word = text.trim().toLowerCase().replace(/[ -]+/g, '_');
  const isKnown = AUDIT_ACTIONS.some((known) => known === word);
  const nearest = isKnown ? [] : findNearest(word, AUDIT_ACTIONS);
  const isWord = word.length <= LONGEST && WORD.test(word);
  if (isKnown || (isWord && nearest.length === 0)) return { word, isKnown };
  throw usageError(`--action: ${new BadValue(EXPECTED, text, nearest).message}`, ASK_ANYWAY, { nearest });
}

const ASK_ANYWAY =
  "`aitronos api get '/v1/organizations/{org}/audit-log?action_type=<word>'` asks for any other word";

/** The error for an action that the page does not name, and no entry has. */
export const noSuchAction = ({ word }: ActionFilter): CliError => {
  const nearest = sameMeaning(word, AUDIT_ACTIONS);
  const meant = didYouMean(nearest);
  const known = `known are ${AUDIT_ACTIONS.join(', ')}`;
  const hint = meant === null ? known : `${meant} ${known}`;
  return usageError(`--action: no entry says ${JSON.stringify(word)}`, hint, { nearest });
};

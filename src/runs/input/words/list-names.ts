import { COMING, OF_STAYING } from './events.ts';
import { sideOf } from './sides.ts';
import { headerWords } from './state-names.ts';
import { allIn, wordSet } from './word-set.ts';

/** Words of the names of lists that have who is not to go, besides those who come. */
const STAYS = wordSet([
  'unchanged|unaffected|keep|kept|retain|retained|stay|stays|staying|stayers|stayer|remain|remaining|exclude|excluded',
  'exclusions|except|exceptions|exempt|exempted|protect|protected|skip|skipped|ignore|ignored|allowlist|whitelist|behalten',
  'bleiben|bleibend|ausnahmen|ausgenommen|geschützt|garder|conserver|exclus|mantenere|esclusi|eccezioni',
]);

/** Words that make the contrary of them, or of those who leave. */
const NOT = wordSet(['not|non|no|never|dont|nicht|pas']);

/** True for a name such as `keep`, `to_exclude` or `do_not_deactivate`, and not for `remaining_leavers`. */
export function staysByName(name: string): boolean {
  const words = headerWords(name);
  const has = (is: (word: string) => boolean) => words.some(is);
  const leave = has((word) => sideOf(word) === 'gone');
  if (has((word) => NOT.has(word)))
    return leave && has((word) => ['do', 'dont', 'nicht', 'pas'].includes(word));
  return !leave && has((word) => STAYS.has(word) || COMING.has(word));
}

/** True for such a name by itself, as a line above the people: `New hires`, `Exceptions`. */
export const isTitleOfStayers = (text: string): boolean =>
  !/\d/.test(text) && staysByName(text) && allIn(headerWords(text), STAYS, COMING, OF_STAYING);

import { showUnseen } from '../text/shown.ts';
import { isObject } from '../validation/objects.ts';
import { safeText } from './safe/safe-text.ts';

/** How many problems that say the same are printed; the others are counted. */
const MOST_OF_A_KIND = 10;

/**
 * The problems of an input as text, one a line: `file:line: column: what is wrong`. Many are put together by what they
 * say, whatever the value: ten of a kind and how many more there are. Each is one line, whatever is in it. `count`: how
 * many there are in all.
 */
export function problemLines(found: readonly unknown[], count: unknown): string[] {
  const problems = found.filter(isObject);
  if (problems.length <= MOST_OF_A_KIND) return problems.map(line);
  const where = count === found.length ? '(-o json has all)' : `among the first ${found.length}`;
  const kinds = new Map<string, Problem[]>();
  for (const problem of problems) {
    const kind = kindOf(problem);
    const others = kinds.get(kind);
    if (others === undefined) kinds.set(kind, [problem]);
    else others.push(problem);
  }
  return [...kinds.values()].flatMap((some) => {
    const more = some.length - MOST_OF_A_KIND;
    return [...some.slice(0, MOST_OF_A_KIND).map(line), ...(more > 0 ? [`${moreOf(more)} ${where}`] : [])];
  });
}

const moreOf = (count: number): string =>
  count === 1
    ? '… and 1 more line says the same'
    : `… and ${count.toLocaleString('en')} more lines say the same`;

type Problem = Readonly<Record<string, unknown>>;

function line(problem: Problem): string {
  const place = [problem['file'], problem['line']].filter((part) => part !== null).join(':');
  const parts = [place, problem['column'], problem['message']].filter((part) => part !== null);
  // What cannot be seen is often what is wrong.
  return safeText(showUnseen(parts.join(': ')));
}

/** What a problem says without the values in it: texts in quotes, ids, addresses, numbers, and what was meant. */
function kindOf({ column, message }: Problem): string {
  const [said = ''] = String(message).split(/(?: \(|;? )did you mean/);
  const words = said
    .replaceAll(/"[^"]*"/g, '""')
    .split(' ')
    .map((word) => (/@|(?:usr|dept|role|org)_/.test(word) ? '_' : word));
  return `${String(column)} ${words.join(' ').replaceAll(/\d/g, '0').replaceAll('00', '0')}`;
}

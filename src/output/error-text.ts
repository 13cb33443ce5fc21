import type { ErrorBody } from '../errors/report.ts';
import { showUnseen } from '../text/shown.ts';
import { isObject } from '../validation/objects.ts';
import type { Style } from './colour.ts';
import { safeJson, safeText } from './safe/safe-text.ts';

/**
 * An error as text: what happened, its code, status and request id, and the next steps, a line each. `told`: the notes
 * before it, of which no step is repeated.
 */
export function errorText(error: ErrorBody, style: Style, told: readonly string[] = []): string {
  const facts = [
    error.code,
    error.status === null ? null : `HTTP ${error.status}`,
    error.request_id === null ? null : `request ${error.request_id}`,
  ].filter((fact) => fact !== null);
  const lines = [
    ...problems(error),
    `${style.error('error:')} ${safeText(error.message)} (${safeText(facts.join(', '))})`,
  ];
  const steps = error.hint?.split('\n') ?? [];
  const hints = steps.filter((step) => !told.some((text) => text === step || text.endsWith(`: ${step}`)));
  lines.push(...hints.map((hint) => `${style.hint('hint:')} ${safeText(hint)}`));
  return `${lines.join('\n')}\n`;
}

/** An error as one line of JSON. */
export function errorJson(error: ErrorBody): string {
  return `${safeJson({ error })}\n`;
}

/** The problems of an input. An answer of the API cannot add lines. */
function problems({ status, details }: ErrorBody): string[] {
  const found: unknown = details['problems'];
  return status === null && Array.isArray(found) ? problemLines(found, details['problem_count']) : [];
}

/** The stack of an error. Its message may hold foreign text, so every line gets a prefix. */
export const stackText = (error: Error): string =>
  (error.stack ?? '')
    .split('\n')
    .map((line) => `debug: ${safeText(line)}\n`)
    .join('');

/** How many problems that say the same are printed; the others are counted. */
const MOST_OF_A_KIND = 10;

/**
 * The problems of an input as text, one a line: `file:line: column: what is wrong`. Many are put together by what they
 * say, whatever the value: ten of a kind and how many more there are. Each is one line, whatever is in it. `count`: how
 * many there are in all.
 */
function problemLines(found: readonly unknown[], count: unknown): string[] {
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
  // Words of the command line stand in no column.
  const column = problem['line'] === null ? null : problem['column'];
  const parts = [place, column, problem['message']].filter((part) => part !== null);
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

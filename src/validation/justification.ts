import { memoize } from '../memoize.ts';
import { BadValue, refuseLostBytes } from './bad-value.ts';
import { wordsOf } from './choices.ts';

/** What a change is justified by: why it is made, and the request that asked for it. Kept here, never sent. */
export const JUSTIFICATIONS = ['reason', 'ticket'] as const;
export type JustificationName = (typeof JUSTIFICATIONS)[number];
export type Justification = { readonly [N in JustificationName]?: string };

// Also the separators that some programs take for the end of a line.
const BREAK = '[\\p{Cc}\\u2028\\u2029]';
const lineBreak = memoize(() => new RegExp(BREAK, 'u'));

const LONGEST = { reason: 1000, ticket: 255 } as const;

/** One line of text without white space around it, for a reason or a ticket such as `HR-1234`. */
const oneLine =
  (name: JustificationName) =>
  (text: string): string => {
    refuseLostBytes(`a ${name}`, text);
    const line = text.trim();
    if (line !== '' && line.length <= LONGEST[name] && !lineBreak().test(line)) return line;
    throw new BadValue(`a ${name} of one line, 1 to ${LONGEST[name]} characters`, text);
  };

export const justificationParsers = { reason: oneLine('reason'), ticket: oneLine('ticket') } as const;

/** Checks a list such as `reason,ticket`; gives it back as text. */
export function requiredJustifications(text: string): string {
  const names = wordsOf('what a change has to say', JUSTIFICATIONS, text);
  return JUSTIFICATIONS.filter((name) => names.includes(name)).join(',');
}

/** The names in such a list. */
export const requiredNames = (list: string | null): readonly JustificationName[] =>
  JUSTIFICATIONS.filter((name) => list?.split(',').includes(name));

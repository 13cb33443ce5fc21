import { cutText } from '../text/cut.ts';
import { isId } from '../validation/ids.ts';
import type { Target } from './target.ts';

const LONGEST_QUOTE_BYTES = 200;

/** In words what of an answer speaks of somebody else than was asked for, or of nobody; null when nothing does. */
export function findStranger(user: object, target: Target): string | null {
  const within = field(user, 'user');
  if (typeof within === 'object' && within !== null) {
    const stranger = findStranger(within, target);
    if (stranger !== null) return stranger;
  }
  const id = field(user, 'user_id') ?? field(user, 'id');
  if (target.user_id === null) {
    if (id !== null && !isId(id)) return `it names the user ${quoteValue(id)}, which is no id`;
  } else if (id !== null && id !== target.user_id)
    return `it is about ${quoteValue(id)}, not ${target.user_id}`;
  const organization_id = field(user, 'organization_id');
  if (organization_id === null || organization_id === target.organization_id) return null;
  return `it is about the organization ${quoteValue(organization_id)}, not ${target.organization_id}`;
}

/** What the API does not say counts as nothing said. */
const field = (fields: object, name: string): unknown => Reflect.get(fields, name) ?? null;

/** A value of the API's as it may stand in a message. */
export const quoteValue = (value: unknown): string => cutText(JSON.stringify(value), LONGEST_QUOTE_BYTES);

import { type Member, type MemberFacts, memberFacts, memberState } from '../api/members.ts';
import { isEmail } from '../validation/names.ts';

export interface MemberAccount extends Omit<MemberFacts, 'role'> {
  /** In the words of the newer user object, such as `active` and `deactivated`. */
  readonly state: string | null;
  /** Why nothing may change this account, in words that follow its name; null where nothing forbids it. */
  readonly guarded: string | null;
}

/** Takes from a member what is compared. Repeated words share one string, because there may be 100,000 members. */
export function memberAccount(member: Member, guarded: string | null): MemberAccount {
  const { user_id, email: text, full_name, status } = memberFacts(member);
  // An empty text is no address either: no roster names it.
  const email = text !== null && isEmail(text) ? text : null;
  return { user_id, email, full_name, status: shared(status), state: shared(memberState(member)), guarded };
}

const MOST_WORDS = 100;
const WORDS = new Map<string, string>();

function shared(word: string | null): string | null {
  if (word === null) return null;
  const known = WORDS.get(word);
  if (known !== undefined) return known;
  if (WORDS.size < MOST_WORDS) WORDS.set(word, word);
  return word;
}

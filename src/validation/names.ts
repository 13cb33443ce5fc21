import { memoize } from '../memoize.ts';
import { strangeLetter } from '../text/shown.ts';
import { BadValue, refuseLostBytes } from './bad-value.ts';
import { departmentId, organizationId, roleId, userId } from './ids.ts';

/** An e-mail address by its form: one `@` with a visible character on both sides; 254 characters at most. */
export function email(text: string): string {
  // Nearly every address passes at once.
  if (text.length <= 254 && PLAIN_EMAIL.test(text)) return text;
  if (text.length > 254 || !EMAIL.test(text) || stray().test(text)) {
    throw new BadValue('an e-mail address such as jane@example.com', text);
  }
  refuseLostBytes('an e-mail address', text);
  const wrong = wrongDomain(text.slice(text.indexOf('@') + 1)) ?? mixedScripts(text);
  if (wrong === undefined) return text;
  throw new BadValue(`an e-mail address ${wrong}`, text);
}
const EMAIL = /^[^\s@,;:<>()"\\]+@[^\s@,;:<>()"\\]+$/;
const LABEL = '[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?';
const PLAIN_EMAIL = new RegExp(`^[A-Za-z0-9._+-]+@${LABEL}(?:\\.${LABEL})*$`);

/** An e-mail address for an invitation, which mail has to reach from elsewhere. */
export function invitedEmail(text: string): string {
  const [name = '', domain = ''] = email(text).split('@');
  const wrong = unreachable(name, domain);
  if (wrong === undefined) return text;
  throw new BadValue(`an e-mail address ${wrong}`, text);
}

/** What keeps mail from an address that a network of its own may have; as `wrongDomain`. */
function unreachable(name: string, domain: string): string | undefined {
  const last = domain.slice(domain.lastIndexOf('.') + 1);
  if (!domain.includes('.')) return 'with a dot in its domain';
  if (/^[.*·]|[.·]$|\.\./.test(name))
    return 'without a bullet, and with no dot but single ones between letters';
  if (domain.includes('_')) return DOMAIN_CHARACTERS;
  return /\d$/.test(last) && !/^xn--/i.test(last) ? 'whose domain ends in letters' : undefined;
}

const DOMAIN_CHARACTERS = 'whose domain has letters, digits, - and . alone';

/** What is wrong with the parts of a domain, in words that follow `an e-mail address`; undefined for nothing. */
function wrongDomain(domain: string): string | undefined {
  if (domain.startsWith('[')) return undefined;
  const labels = domain.split('.');
  if (labels.includes('')) return 'without an empty part in its domain';
  if (labels.some((label) => label.startsWith('-') || label.endsWith('-')))
    return 'whose domain has no part that begins or ends with -';
  if (/[!-,/:-@[-^`{-~]/.test(domain)) return DOMAIN_CHARACTERS;
  if (labels.some((label) => label.length > 63)) return 'whose domain has parts of 63 characters at most';
  return undefined;
}

/** That letters of another script stand among Latin ones, as they look alike; undefined where none do. */
function mixedScripts(address: string): string | undefined {
  for (const part of address.split(/[@.]/)) {
    const strange = strangeLetter(part);
    if (strange) return `in letters of one script (it has a ${strange.script} letter: ${strange.shown})`;
  }
  return undefined;
}

// Characters that steer a terminal, turn the direction of writing or have no width make an address look like another;
// quotes, brackets and bullets are leftovers of a text around it, but for the signs that are parts of words.
// Compiled on first use, because Unicode properties are slow to compile and every start loads this file.
const STRAY = "^['`]|[\\p{Cc}\\p{Cf}\\p{Cs}]|(?![\\0-\\x7f\\xb7\\u05f3\\u05f4\\u30fb])[\\p{P}\\p{Sm}]";
const stray = memoize(() => new RegExp(STRAY, 'u'));

/** A user's id, or the e-mail address with which the user is looked up. */
export function userOrEmail(text: string): string {
  if (text.includes('@')) return email(text);
  return userId(text, ' or an e-mail address');
}

/** True for an address among the values of `userOrEmail`. */
export const isEmail = (text: string): boolean => text.includes('@');

/** A department's id, its name, or its path of names with `/` between them. */
export function departmentOrName(text: string): string {
  const name = text.trim();
  refusePerson(name, 'a department id (dept_…) or name');
  return isName(name) ? name : departmentId(name, " or a department's name");
}

/** Refuses the address of a person: a department or a role with such a name is named by its id. */
function refusePerson(name: string, expected: string): void {
  if (name.includes('@') && PLAIN_EMAIL.test(name) && name.includes('.', name.indexOf('@')))
    throw new BadValue(`${expected}, not the e-mail address of a person`, name);
}
// Behind quotes too, as a text was copied with them.
const ANY_ID = /^["'`“”„‟«»‹›‘’‚‛]*(?:dept|usr|org|role|orgusr|orguser|status|sts)_/;
const CONTROL = '\\p{Cc}';
const control = memoize(() => new RegExp(CONTROL, 'u'));

/** True for a name among the values of `departmentOrName`. */
export const isDepartmentName = (text: string): boolean => !text.startsWith('dept_');

/** A role's id or its name. */
export function roleOrName(text: string): string {
  const name = text.trim();
  refusePerson(name, 'a role id (role_…) or name');
  return isName(name) ? name : roleId(name, " or a role's name");
}

/** True for a name among the values of `roleOrName`. */
export const isRoleName = (text: string): boolean => !text.startsWith('role_');

/** An organization's id or its name. */
export function organizationOrName(text: string): string {
  const name = text.trim();
  return isName(name) && !isTokenLike(name) ? name : organizationId(name, " or an organization's name");
}

// A token pasted in place of a name would be stored and shown.
const isTokenLike = (text: string): boolean =>
  !/\s/.test(text) && (text.length > 64 || text.split('.').filter((part) => part.length > 7).length > 2);

/** True for a name among the values of `organizationOrName`. */
export const isOrganizationName = (text: string): boolean => !text.startsWith('org_');

/** True for a text that can be a name, and cannot be meant as an id. */
const isName = (text: string): boolean =>
  text !== '' && text.length <= 1000 && !ANY_ID.test(text) && !control().test(text);

/**
 * A person's name for an invitation: 255 characters at most.
 * https://docs.aitronos.com/docs/api-reference/users/invite-v2
 */
export function fullName(text: string): string {
  refuseLostBytes('a name', text);
  if (text.trim() !== '' && text.length <= 255 && !control().test(text)) return text;
  throw new BadValue('a name of 1 to 255 characters without control characters', text);
}

/** A message to who is invited. */
export function invitationMessage(text: string): string {
  refuseLostBytes('a message', text);
  return text;
}

/** A profile's name, restricted because it is a key in files and a word in commands. */
export function profile(text: string): string {
  if (/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(text)) return text;
  const meant = text
    .trim()
    .replaceAll(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[._-]+/, '')
    .replace(/-$/, '')
    .slice(0, 64);
  const form = 'a profile name (letters, digits, ., _ and -; 64 characters at most)';
  throw new BadValue(form, text, meant === '' ? [] : [meant]);
}

/** A text to look for; an empty one, as a variable that is not set leaves it, would find everybody. */
export function searchedText(text: string): string {
  if (text.trim() !== '') return text;
  throw new BadValue('a text to look for (everybody is listed without --search)', text);
}

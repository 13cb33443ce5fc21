import { BadValue, nearestValues } from './bad-value.ts';
import { userId } from './ids.ts';
import { departmentOrName, email, roleOrName } from './names.ts';

/** Whom no change may touch: one user, or all with an address of a domain, with a role or in a department. */
export interface ProtectRule {
  readonly kind: 'user' | 'address' | 'domain' | 'role' | 'department';
  /** The id, the address, the domain, or the id or name of a role or department. */
  readonly value: string;
}

/** Reads a rule: `usr_abc123`, `jane@example.com`, `*@example.com`, `role:Owner`, `department:Engineering`. */
export function protectRule(text: string): ProtectRule {
  const colon = text.indexOf(':');
  const group = text.slice(0, Math.max(colon, 0)).trim().toLowerCase();
  const name = text.slice(colon + 1).trim();
  if (group === 'role') return { kind: 'role', value: roleOrName(name) };
  if (group === 'department') return { kind: 'department', value: departmentOrName(name) };
  if (text.startsWith('*@') && !text.includes('*', 1)) return { kind: 'domain', value: email(text).slice(2) };
  if (text.includes('@') && !text.includes('*') && !text.startsWith('@'))
    return { kind: 'address', value: email(text) };
  if (text.startsWith('usr_')) return { kind: 'user', value: userId(text) };
  const isFile = /[/\\]|\.(?:txt|csv|list)$/i.test(text);
  throw new BadValue(isFile ? `${WANTED}; a file of them is for --protect` : WANTED, text, meantRules(text));
}

/** The rules that were meant: a domain without its beginning, or another sign or word before a role or a department. */
function meantRules(text: string): string[] {
  const [, domain] = /^(?:\*?\.|domain:\s*|@|\*@\*\.)?@?((?:[a-z0-9-]+\.)+[a-z]{2,})$/i.exec(text) ?? [];
  if (domain !== undefined && !/\.(?:txt|csv|list)$/i.test(text)) return [`*@${domain}`];
  const [, group = '', name = ''] = /^([a-z]+)\s*[:=]\s*(\S.*)$/i.exec(text) ?? [];
  const [kind] = nearestValues(group, ['role', 'department']);
  if (kind !== undefined && name !== '') return [`${kind}:${name}`];
  if (/^role_\w+$/.test(text)) return [`role:${text}`];
  return /^dept_\w+$/.test(text) ? [`department:${text}`] : [];
}

const WANTED = 'a user id (usr_…), an address, *@ and a domain, role:<role> or department:<department>';

/** The same rule as text. */
export function ruleText({ kind, value }: ProtectRule): string {
  if (kind === 'domain') return `*@${value}`;
  return kind === 'user' || kind === 'address' ? value : `${kind}:${value}`;
}

/** Checks rules with commas between them; gives them back as text. */
export const protectRules = (text: string): string =>
  text
    .split(',')
    .map((part) => ruleText(protectRule(part.trim())))
    .join(',');

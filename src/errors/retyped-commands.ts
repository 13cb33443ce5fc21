import { shellWord } from '../text/shell-word.ts';

/** Commands that ask no API and read no profile, or say themselves whose. */
const AS_THEY_ARE =
  /^(?:help|completion|sandbox|commands|runs (?:list|show|delete|report)|auth (?:list|switch)|config path)\b|--(?:help|profile|api-url|ca-file|sandbox)\b/;

/** Commands that ask about an organization: of `api` those with `{org}` in their path. */
const ASKS_ORGANIZATION = /^(?:users|departments|roles|audit) \S|^api .*\{org\}/;

/** The same command, about this organization where it asks about one and names none. */
export const inOrganization = (command: string, org: string | undefined): string =>
  org !== undefined && ASKS_ORGANIZATION.test(command) && !/ --org\b/.test(command)
    ? `${command} --org ${shellWord(org)}`
    : command;

/** A command in backticks, and the one after a colon that ends a line; one of ours is not longer. */
const COMMANDS = /`aitronos ([^`]{1,999})`|(?<=: )aitronos ([^`\n;]{1,999})$/gm;

/**
 * A hint whose commands are typed as this call was: with the options that say which API and organization it is, and
 * who asks. Without them the cure would be done to another profile, at another address, or not at all.
 */
export const retypeCommands = (hint: string, next: (command: string) => string): string =>
  hint.replace(COMMANDS, (whole: string, quoted?: string, bare?: string) => {
    const command = quoted ?? bare ?? '';
    if (AS_THEY_ARE.test(command)) return whole;
    return quoted === undefined ? next(command) : `\`${next(command)}\``;
  });

/** The same hint, about this organization where a command asks about one. */
export const retypeAbout = (org: string, hint: string, next: (command: string) => string): string =>
  retypeCommands(hint, (command) => next(inOrganization(command, org)));

interface WithHint {
  readonly organization_id: string;
  readonly error: { readonly hint: string | null } | null;
}

/** A record whose hint is typed so, and about the record's organization. */
export function retypeHint<R extends WithHint>(record: R, next: (command: string) => string): R {
  const { error, organization_id } = record;
  if (!error?.hint) return record;
  return { ...record, error: { ...error, hint: retypeAbout(organization_id, error.hint, next) } };
}

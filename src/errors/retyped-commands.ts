/** Commands that ask no API and read no profile, or say themselves whose. */
const AS_THEY_ARE =
  /^(?:help|completion|sandbox|commands|runs (?:list|show|delete|report)|auth (?:list|switch)|config path)\b|--(?:help|profile|api-url|ca-file|sandbox)\b/;

/**
 * A hint whose commands in backticks are typed as this call was: with the options that say which API it is, and who
 * asks. Without them the cure would be done to another profile, or at another address.
 */
export const retypeCommands = (hint: string, next: (command: string) => string): string =>
  hint.replace(/`aitronos ([^`]+)`/g, (whole, command: string) =>
    AS_THEY_ARE.test(command) ? whole : `\`${next(command)}\``,
  );

/** The variables by which a CI system says that it reads what is printed. */
const SYSTEMS = ['GITHUB_ACTIONS', 'GITLAB_CI', 'TF_BUILD', 'TEAMCITY_VERSION'];

/** Whether this is a CI system that takes certain lines of a log for commands to itself. */
export const obeysLogs = (env: Readonly<Record<string, string | undefined>>): boolean =>
  SYSTEMS.some((name) => env[name]);

// `::error::` of GitHub, `##[group]`, `##vso[…]` and `##teamcity[…]`, `section_start:` of GitLab: a character of each.
const COMMANDS = /:(?=:)|#(?=#\w*\[)|section_(?=(?:start|end):)/gi;

/** Text that a CI system reads, without anything it would obey: a blank stands within. In JSON an escape does, and the value stays. */
export function withoutCommands(text: string, json: boolean): string {
  return text.replace(COMMANDS, json ? escaped : (mark) => `${mark} `);
}

/** The last character of a mark, as JSON's escape. */
function escaped(mark: string): string {
  const last = mark.charCodeAt(mark.length - 1).toString(16);
  return `${mark.slice(0, -1)}\\u${last.padStart(4, '0')}`;
}

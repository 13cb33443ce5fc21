/** Variables that CI systems set, which read commands from a log. */
const SYSTEMS = ['GITHUB_ACTIONS', 'GITLAB_CI', 'TF_BUILD', 'TEAMCITY_VERSION'];

/** True for a CI system that takes certain lines of a log for commands. */
export const obeysLogCommands = (env: Readonly<Record<string, string | undefined>>): boolean =>
  SYSTEMS.some((name) => env[name]);

// `::error::` of GitHub, `##[group]`, `##vso[…]` and `##teamcity[…]`, `section_start:` of GitLab, and the beginnings
// that they share.
// Matches each once and judges it afterwards: an expression with a look-ahead cannot be proven to run in linear time.
const MARKS = /:{2,}|#{2,}(?:\w*\[)?|section_(?:(?:start|end):+)?/gi;

/**
 * Breaks the commands to a CI system in a text: by a blank, in JSON by an escape, which keeps the value.
 * See docs/decisions/2026-11-26-ci-logs.md.
 */
export function breakCommands(text: string, json: boolean): string {
  const broken = json ? escapeLast : (mark: string) => `${mark} `;
  return text.replace(MARKS, (found) => {
    if (found.startsWith(':')) return breakColons(found, broken);
    if (found.startsWith('#')) return breakHashes(found, broken);
    const colon = found.indexOf(':');
    if (colon === -1) return found;
    const word = found.slice(0, SECTION.length);
    return broken(word) + found.slice(SECTION.length, colon) + breakColons(found.slice(colon), broken);
  });
}

const SECTION = 'section_';

type Break = (mark: string) => string;

const breakColons = (colons: string, broken: Break): string => `${broken(':').repeat(colons.length - 1)}:`;

function breakHashes(found: string, broken: Break): string {
  if (!found.endsWith('[')) return found;
  const last = found.lastIndexOf('#');
  return found.slice(0, last - 1) + broken('#') + found.slice(last);
}

/** A mark with its last character as an escape of JSON. */
function escapeLast(mark: string): string {
  const last = mark.charCodeAt(mark.length - 1).toString(16);
  return `${mark.slice(0, -1)}\\u${last.padStart(4, '0')}`;
}

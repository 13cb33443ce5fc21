import { Chalk } from 'chalk';

/** How the parts of a message look. Without colour each function returns its text unchanged. */
export interface Style {
  readonly error: (text: string) => string;
  readonly hint: (text: string) => string;
  readonly header: (text: string) => string;
}

export function style(colour: boolean): Style {
  const chalk = new Chalk({ level: colour ? 1 : 0 });
  return { error: chalk.red, hint: chalk.cyan, header: chalk.bold };
}

/** Whether a stream gets colour: `--no-color`, `NO_COLOR`, `FORCE_COLOR`, then whether it is a terminal that can show it. */
export function wantsColour(
  flag: boolean,
  env: Readonly<Record<string, string | undefined>>,
  isTerminal: boolean,
): boolean {
  if (!flag || env['NO_COLOR']) return false;
  if (env['FORCE_COLOR'] !== undefined) return env['FORCE_COLOR'] !== '0' && env['FORCE_COLOR'] !== 'false';
  return isTerminal && env['TERM'] !== 'dumb';
}

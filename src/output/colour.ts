import { canRedraw } from '../system/terminal-kind.ts';

export interface Style {
  readonly error: (text: string) => string;
  readonly hint: (text: string) => string;
  readonly header: (text: string) => string;
}

const unchanged = (text: string) => text;

/** No colour. The colouring library is loaded only when needed. See docs/decisions/2026-11-26-start-up-modules.md. */
export const PLAIN: Style = { error: unchanged, hint: unchanged, header: unchanged };

/** Whether a stream gets colour: by `--no-color`, `NO_COLOR`, `FORCE_COLOR`, else by what its terminal supports. */
export function wantsColour(
  flag: boolean,
  env: Readonly<Record<string, string | undefined>>,
  isTerminal: boolean,
): boolean {
  if (!flag || env['NO_COLOR']) return false;
  const { FORCE_COLOR } = env;
  if (FORCE_COLOR) return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  return isTerminal && canRedraw(env);
}

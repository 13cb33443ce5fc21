import { win32 } from 'node:path';
import { withoutSecrets } from '../../secrets/environment.ts';

type Variables = Readonly<Record<string, string | undefined>>;

export interface PagerCommand {
  readonly file: string;
  readonly args: readonly string[];
  /** Its whole environment, without secrets of this program. */
  readonly env: Variables;
  /** The words of the variable that names it; null for the pager that is used where none does. */
  readonly named: string | null;
}

/** What only a shell understands: several words, variables, quotes, pipes. */
const SHELL_WORDS = /[|&;<>()$`\\"'\s*?[#~=%]/;

/**
 * The pager that `AITRONOS_PAGER` names, else `PAGER`, else `less`; null where there is none. An empty name and `cat`
 * mean none. `platform`: such as `linux`, `win32`.
 */
export function pagerCommand(env: Variables, platform: string): PagerCommand | null {
  const named = (env['AITRONOS_PAGER'] ?? env['PAGER'])?.trim() ?? null;
  const words = named ?? 'less';
  if (words === '' || words === 'cat') return null;
  const rest = { named, env: { LESS: 'FRX', LV: '-c', ...withoutSecrets(env) } };
  if (platform === 'win32') {
    // A bare name would be looked for in the current folder first, where a stranger may have put a program.
    return win32.isAbsolute(words) ? { file: words, args: [], ...rest } : null;
  }
  if (SHELL_WORDS.test(words)) return { file: '/bin/sh', args: ['-c', words], ...rest };
  return { file: words, args: [], ...rest };
}

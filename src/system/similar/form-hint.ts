import { redactAddress } from '../../secrets/addresses.ts';
import { shellWord } from '../../text/shell-word.ts';
import { showUnseen } from '../../text/shown.ts';
import { isRunId } from '../../validation/ids.ts';

/** The next step where the id of a run, an address or an unexpanded `~` stands for a file; null for any other name. */
export function formHint(file: string): string | null {
  if (/^https?:/.test(file)) {
    const address = redactAddress(file) === file ? shellWord(file) : '<address>';
    return `fetch it first: \`curl -fO ${address}\``;
  }
  if (file.startsWith('~/'))
    return `nothing expands ~ in quotes or behind =: write "$HOME"/${shellWord(showUnseen(file.slice(2)))}`;
  return isRunId(file)
    ? `that is the id of a run: \`aitronos runs show ${file} -o csv > people.csv\` makes a file of its people`
    : null;
}

import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import type { ShortView } from '../../output/view.ts';
import { SETTING_NAMES, SETTINGS } from '../../settings/settings.ts';
import { VARIABLES } from './environment.ts';
import { inBrackets, topicView } from './topic.ts';

/**
 * The help topic about the options that every command takes, each with the variable that it beats and what holds
 * without both. `width`: columns of the page.
 */
export function optionsTopic(root: CommandUnknownOpts, width: number): ShortView {
  const rows = root
    .createHelp()
    .visibleOptions(root)
    .map(({ flags, long, description }) => {
      const variable = VARIABLES.find(([, option]) => option === long)?.[0] ?? '';
      const fallback = defaultOf(long ?? '');
      const meaning = description
        .replace(` (${variable})`, '')
        .replace(` (or ${variable})`, '')
        .replace(`; default ${fallback}`, '');
      return { option: flags, variable, default: fallback, meaning };
    });
  return topicView(['option', 'variable', 'default', 'meaning'], rows, {
    about:
      'The options of every command; they may stand before or after it. ' +
      'An option beats its variable, which beats what is stored.',
    itemOf: ({ option, variable, default: fallback, meaning }) => [
      option,
      meaning + inBrackets(variable, fallback === '' ? '' : `default ${fallback}`),
    ],
    width,
  });
}

/** What the setting of this option is where nothing says otherwise; no text for none. */
function defaultOf(long: string): string {
  const name = SETTING_NAMES.find((each) => `--${each}` === long);
  return name === undefined ? '' : String(SETTINGS[name].fallback ?? '');
}

import type { CommandUnknownOpts, Option } from '@commander-js/extra-typings';
import type { Item } from '../../cli/help/items.ts';
import type { ShortView } from '../../output/view.ts';
import { SETTING_NAMES, SETTINGS } from '../../settings/settings.ts';
import { allReadingOptions } from '../users/change/reading-flags.ts';
import { VARIABLES } from './environment.ts';
import { inBrackets, topicView } from './topic.ts';

interface OptionRow {
  readonly option: string;
  readonly variable: string;
  readonly default: string;
  readonly meaning: string;
  readonly for: 'every command' | 'a file of users';
}

/**
 * The help topic about the options that every command takes, and those of every command that reads a file of users;
 * each with the variable that it beats and what holds without both. `width`: columns of the page.
 */
export function optionsTopic(root: CommandUnknownOpts, width: number): ShortView {
  const ofEvery = root.createHelp().visibleOptions(root).map(optionRow('every command'));
  const ofFiles = allReadingOptions().map(optionRow('a file of users'));
  const itemOf = ({ option, variable, default: fallback, meaning }: OptionRow): Item => [
    option,
    meaning + inBrackets(variable, fallback === '' ? '' : `default ${fallback}`),
  ];
  const about =
    'The options of every command; they may stand before or after it. ' +
    'An option beats its variable, which beats what is stored.';
  const page = { about, itemOf, width };
  const columns = ['option', 'variable', 'default', 'meaning', 'for'] as const;
  const { table } = topicView(columns, ofEvery, page);
  const files = topicView(columns, ofFiles, { ...page, about: ABOUT_FILES });
  return { ...topicView(columns, [...ofEvery, ...ofFiles], page), table: `${table}\n${files.table}` };
}

const ABOUT_FILES = 'Those of commands that read a file of users (--from, --roster).';

const optionRow =
  (whose: OptionRow['for']) =>
  ({ flags, long, description }: Option): OptionRow => {
    const variable = VARIABLES.find(([, option]) => option === long)?.[0] ?? '';
    const fallback = defaultOf(long ?? '');
    const meaning = description
      .replace(` (${variable})`, '')
      .replace(` (or ${variable})`, '')
      .replace(variable === '' ? '' : `; else ${variable}`, '')
      .replace(` or stored ${long?.slice(2)}`, '')
      .replace(`; default ${fallback}`, '');
    return { option: flags, variable, default: fallback, meaning, for: whose };
  };

/** What the setting of this option is where nothing says otherwise; no text for none. */
function defaultOf(long: string): string {
  const name = SETTING_NAMES.find((each) => `--${each}` === long);
  return name === undefined ? '' : String(SETTINGS[name].fallback ?? '');
}

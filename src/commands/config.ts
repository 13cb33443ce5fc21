import { Argument } from '@commander-js/extra-typings';
import { refuseMisspeltProfile } from '../auth/profiles.ts';
import type { Context } from '../cli/context.ts';
import { newCommand, newNoun, type Run } from '../cli/options.ts';
import { CliError, EMPTY_VALUE } from '../errors/cli-errors.ts';
import { EXIT } from '../errors/exit-codes.ts';
import { type Cell, listView, objectView } from '../output/view.ts';
import { configFile } from '../settings/files/configuration-folder.ts';
import { readValue } from '../settings/precedence.ts';
import {
  isColumnSetting,
  SETTING_NAMES,
  SETTINGS,
  type SettingName,
  storedParser,
  storingProfile,
} from '../settings/settings.ts';

export const configCommand = (run: Run) =>
  newNoun(
    'config',
    'Defaults for options. A flag beats the environment, which beats what is stored here.',
    run,
    [listCommand, getCommand, setCommand, unsetCommand, pathCommand],
  );

const nameArgument = () => new Argument('<name>', 'the setting').choices(SETTING_NAMES);

const listCommand = (run: Run) =>
  newCommand('list', {
    summary: 'every setting, its value and where it comes from',
    description:
      'Show every setting, the value that is used and where it comes from. Columns of files are shown where they are stored.',
    examples: ['config list', 'config list --json'],
  }).action(() =>
    run({ records: { fields: SETTING_FIELDS } }, (context) => {
      requireKnownProfile(context);
      const rows = SETTING_NAMES.map(row(context));
      return listView(SETTING_FIELDS, rows.filter(isWorthARow));
    }),
  );

const SETTING_FIELDS = ['name', 'value', 'source'] as const;

/** Throws `CliError` (usage) for a profile that was probably misspelt; some settings are those of all profiles. */
function requireKnownProfile({ environment, profile }: Context, name?: SettingName): void {
  const holder = name === undefined ? profile() : storingProfile(name, profile());
  refuseMisspeltProfile(environment.folders.config, holder);
}

const row = (context: Context) => (name: SettingName) => {
  const { value, source } = context.setting<SettingName>(name);
  return { name, value, source: value === null ? null : source } satisfies Record<string, Cell>;
};

/** Columns are told where they are stored: there are many, and most files need none. */
const isWorthARow = ({ name, value }: { readonly name: SettingName; readonly value: unknown }): boolean =>
  value !== null || !isColumnSetting(name);

const getCommand = (run: Run) =>
  newCommand('get', {
    summary: 'print one value',
    description: 'Print the value of a setting that is used here; exit 1 when it has none.',
    examples: ['config get org'],
  })
    .addArgument(nameArgument())
    .action((name) =>
      run({ records: { fields: SETTING_FIELDS } }, (context) => {
        requireKnownProfile(context, name);
        const { value, source } = context.setting<SettingName>(name);
        if (value === null) {
          const hint = context.next(`config set ${name} <value>`);
          throw new CliError('NOT_SET', EXIT.refused, `${name} is not set`, hint);
        }
        return objectView({ name, value, source }, `${value}\n`);
      }),
    );

const setCommand = (run: Run) =>
  newCommand('set', {
    summary: 'store a value',
    description: 'Store a default for an option, for this profile.',
    examples: [
      'config set org org_xyz789',
      'config set transfer-to dept_eng001',
      'config set max 20                   no run of more users',
      'config set protect ceo@example.com  whom no change may touch',
      'config set require reason,ticket    every change has to say both',
      'config set writes planned           by approved plans only',
      'config set column.email "Work Email"',
    ],
  })
    .addArgument(nameArgument())
    .argument('<value>', 'the value, as the option takes it')
    .action((name, text) =>
      run({ records: { fields: ['name', 'value', 'profile'] }, stored: 'helpful' }, async (context) => {
        const value = readValue(name, storedParser(name), text, text === '' ? EMPTY_VALUE : null);
        const holder = storingProfile(name, context.profile());
        await changeStored(context, holder, (stored) => ({ ...stored, [name]: value }));
        const view = objectView({ name, value, profile: context.profile() }, `${name} is now ${value}\n`);
        return { ...view, notes: variableNotes(context, name, text) };
      }),
    );

/** That a variable of the environment is used in place of what was stored now. */
function variableNotes({ environment }: Context, name: SettingName, text: string): readonly string[] {
  const { env, strictness } = SETTINGS[name];
  const given = env === null ? '' : (environment.env[env] ?? '');
  if (given === '' || given === text) return [];
  return [
    strictness === undefined
      ? `${env} is set and wins over what is stored`
      : `${env} is set too, and the stricter of the two counts`,
  ];
}

const unsetCommand = (run: Run) =>
  newCommand('unset', {
    summary: 'forget a stored value',
    description: 'Forget the stored default of this profile.',
    examples: ['config unset transfer-to'],
  })
    .addArgument(nameArgument())
    .action((name) =>
      run({ records: { fields: ['name', 'unset', 'profile'] }, stored: 'helpful' }, async (context) => {
        requireKnownProfile(context, name);
        const holder = storingProfile(name, context.profile());
        const old = context.storedSettings(holder)[name];
        if (old !== undefined) await changeStored(context, holder, ({ [name]: _old, ...others }) => others);
        const text = old === undefined ? `${name} was not stored\n` : `${name} is no longer stored\n`;
        return objectView({ name, unset: old !== undefined, profile: context.profile() }, text);
      }),
    );

/** Changes the stored settings of a profile while no other process may change them. */
async function changeStored(
  { environment, change: stage }: Context,
  profile: string,
  change: (stored: Stored) => Stored,
): Promise<void> {
  const { changeProfile } = await import('../settings/files/profile-changes.ts');
  stage.beginToStore();
  await changeProfile(environment, profile, change);
}

type Stored = Readonly<Record<string, unknown>>;

const pathCommand = (run: Run) =>
  newCommand('path', {
    summary: 'where settings are stored',
    description: 'Print the path of the file that holds the stored settings.',
    examples: ['config path'],
  }).action(() =>
    run({ records: { fields: ['path'] }, stored: 'helpful' }, ({ environment }) => {
      const path = configFile(environment.folders.config);
      return objectView({ path }, `${path}\n`);
    }),
  );

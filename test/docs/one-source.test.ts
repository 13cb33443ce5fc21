import { describe, expect, it } from 'vitest';
import { allCommands, readCommandTree } from '../../scripts/docs/command-tree.ts';
import { optionsTable, TABLES, topicRows } from '../../scripts/docs/tables.ts';
import { environmentTopic } from '../../src/commands/help/environment.ts';
import { operationOf } from '../../src/operations/by-action.ts';
import { invitationRows } from '../../src/runs/input/invitation-rows.ts';
import { SETTING_NAMES, SETTINGS } from '../../src/settings/settings.ts';

const program = readCommandTree();
const commands = allCommands(program);
const helpOf = (name: string) => commands.find(({ words }) => words.join(' ') === name)?.description ?? '';

/** Facts that a help text has in its own words are those of the list that the program goes by. */
describe('what help says in words', () => {
  it('of the columns of invitations is what is read', () => {
    expect(helpOf('users invite')).toContain(`columns ${invitationRows({}).columns.join(', ')};`);
  });

  it('of rows that resume does not send again is what cannot be repeated', () => {
    const once = Object.values(operationOf).filter(({ repeatable }) => !repeatable);
    expect(once.map(({ action }) => action)).toEqual(['invite']);
    expect(helpOf('runs resume')).toContain('is sent again, unless it is an invitation.');
  });

  it('of defaults is what holds', () => {
    expect(program.options.map(({ meaning }) => meaning).join('\n')).toMatch(/; default \d/);
    expect(optionsTable()).not.toContain('; default');
  });

  it.each(SETTING_NAMES)('of the variable of %s is the one that is read', (name) => {
    const { env } = SETTINGS[name];
    const told = topicRows(environmentTopic).filter(
      ([variable, option]) => option === `--${name}` || (option === '' && variable === env),
    );
    expect(told.map(([variable]) => variable)).toEqual(env === null ? [] : [env]);
  });

  it('of an option that a variable stands for is an option that some command takes', () => {
    const options = commands.flatMap((command) => command.options.map(({ flags }) => flags));
    for (const [, option = ''] of topicRows(environmentTopic)) {
      if (option !== '') expect(options.some((flags) => flags.includes(option))).toBe(true);
    }
  });
});

describe('every table', () => {
  it.each(Object.entries(TABLES))('%s has a row, and the same number of cells in each', (_, make) => {
    const rows = make(program).split('\n');
    expect(rows.length).toBeGreaterThan(2);
    const cells = rows.map((row) => row.replaceAll('\\|', '').split('|').length);
    expect(new Set(cells).size).toBe(1);
    for (const row of rows) expect(row.length, row).toBeLessThanOrEqual(120);
  });
});

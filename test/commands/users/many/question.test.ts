import { stripVTControlCharacters } from 'node:util';
import width from 'fast-string-width';
import { describe, expect, it } from 'vitest';
import { type CallOptions, ORG, useWorld } from '../../../world.ts';
import { answer, asked, deactivateFrom, errorOf, list, runFolders, TARGET } from './leavers.ts';

const world = useWorld();
const TO = `${ORG} --transfer-to dept_eng001 --no-check`;
const PEOPLE = ['jane@example.com', 'john@example.com', 'zoe@example.com', 'yamada@example.com', 'usr_new01'];
const CTRL_C = '\u0003';
const ESCAPE = '\u001b';

/** Nothing arrived, and nothing was left behind. */
async function nothingHappened(): Promise<void> {
  expect(world.current.requests).toEqual([]);
  expect(await runFolders(world.current)).toEqual([]);
}

describe('before a run, at a terminal', () => {
  it('it is asked how many, of which organization, and where resources go; yes runs them', async () => {
    await world.current.sandbox({ users: 20 });
    const content = 'user_id,transfer_to\nusr_000001,\nusr_000002,dept_be001\nusr_000003,\n';
    const ended = await deactivateFrom(world.current, content, '', { terminal: true, stdin: 'y\r' });
    expect(ended.exit).toBe(0);
    expect(ended.stderr).toMatch(/Deactivate 3 users of org_xyz789\? Their resources go to /);
    expect(ended.stderr).toMatch(/dept_eng001/);
    expect(ended.stderr).toMatch(/dept_be001/);
    expect(world.current.requests).toHaveLength(3);
  });

  it.each([
    ['no', 'n\r'],
    ['Enter alone, which says no', '\r'],
    ['Ctrl-C', CTRL_C],
    ['Ctrl-D', '\u0004'],
    ['Ctrl-D behind what was typed', 'x\u0004'],
    ['Escape', ESCAPE],
    ['a text with y in it, pasted', 'please try\r'],
    ['a command of the shell', 'ls\r'],
  ])('%s sends nothing and leaves no run', async (_what, stdin) => {
    const ended = await deactivateFrom(world.current, list(2), '', { terminal: true, stdin });
    expect(ended).toMatchObject({ exit: 130, stdout: '' });
    expect(ended.stderr).toContain('declined: nothing was sent (DECLINED)');
    // What is left on the screen says the same as the error.
    expect(stripVTControlCharacters(ended.stderr).split('\n')).not.toContain('│  Yes');
    await nothingHappened();
  });

  it.each<[string, Pick<CallOptions, 'typedBefore' | 'env'>, string]>([
    ['y is asked all the same', { typedBefore: 'y\r' }, 'n\r'],
    ['y is asked all the same, in plain lines', { typedBefore: 'y\r', env: { TERM: 'dumb' } }, 'n\n'],
    ['Ctrl-C declines', { typedBefore: 'x\u0003' }, 'y'],
  ])('with what was typed before it, %s', async (_what, options, stdin) => {
    const ended = await deactivateFrom(world.current, list(2), '', { terminal: true, stdin, ...options });
    expect(ended.exit).toBe(130);
    await nothingHappened();
  });

  it.each([40, 60, 80, 100, 120])(
    'no line of the question begins with a blank, at %i columns',
    async (columns) => {
      for (const line of [`users deactivate ${PEOPLE.join(' ')} ${TO}`, `users remove usr_zoe01 ${ORG}`]) {
        const { stderr } = await world.current.run(line, { terminal: true, stdin: CTRL_C, columns });
        const asked = stripVTControlCharacters(stderr).split('\n');
        expect(asked.filter((each) => /^(?:│ {3}| )\S/.test(each))).toEqual([]);
        const drawn = asked.slice(
          0,
          asked.findIndex((each) => each.startsWith('└')),
        );
        expect(drawn.filter((each) => !/[│◆]/.test(each))).toEqual([]);
        expect(asked.filter((each) => width(each) > columns && /^[│◆■]/.test(each))).toEqual([]);
      }
    },
  );

  it('with --yes nothing is asked', async () => {
    await world.current.sandbox({ users: 20 });
    const ended = await deactivateFrom(world.current, list(2), '-y', { terminal: true });
    expect(ended.exit).toBe(0);
    expect(ended.stderr).not.toContain('org_xyz789?');
  });

  it('an organization is called as the call names it', async () => {
    const line = 'users reactivate usr_left01 usr_abc123 --org example --no-check';
    const { stderr } = await world.current.run(line, { terminal: true, stdin: 'n\r' });
    expect(stderr).toContain('Reactivate 2 users of example (org_xyz789)?');
  });

  it('reactivating is asked about too, without a department', async () => {
    const ended = await world.current.run(
      'users reactivate usr_left01 usr_left01 usr_abc123 --org org_xyz789 --no-check',
      { terminal: true, stdin: 'y\r' },
    );
    expect(ended.stderr).toMatch(/Reactivate 2 users of org_xyz789\?(?! Their)/);
    expect(asked(world.current).sort()).toEqual(['usr_abc123', 'usr_left01']);
  });
});

describe('where nobody can be asked, --yes is required', () => {
  it('without a terminal', async () => {
    const ended = await deactivateFrom(world.current, list(2), '');
    expect(ended).toMatchObject({ exit: 2, stdout: '' });
    expect(ended.stderr).toBe(
      'error: this needs confirmation: Deactivate 2 users of org_xyz789? Their resources go to dept_eng001. (USAGE)\n' +
        'hint: add --yes\n',
    );
    await nothingHappened();
  });

  it.each(['json', 'jsonl'])('with %s, at a terminal too', async (format) => {
    const ended = await deactivateFrom(world.current, list(2), `-o ${format}`, {
      terminal: true,
      stdin: 'y\r',
    });
    expect(ended).toMatchObject({ exit: 2, stdout: '' });
    expect(errorOf(ended)).toMatchObject({
      code: 'USAGE',
      message: expect.stringContaining('Deactivate 2 users of org_xyz789?'),
      hint: 'add --yes',
    });
    await nothingHappened();
  });

  it('when the rows came on stdin', async () => {
    const ended = await world.current.run(`users deactivate --from - ${TARGET}`, { stdin: list(2) });
    expect(ended.exit).toBe(2);
    await nothingHappened();
  });

  it('and with it, JSON is printed', async () => {
    await world.current.sandbox({ users: 20 });
    const ended = await deactivateFrom(world.current, list(2), '--yes --json', { terminal: true });
    expect(ended.exit).toBe(0);
    expect(answer(ended).summary.changed).toBe(2);
  });
});

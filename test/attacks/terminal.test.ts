import { PassThrough, Writable } from 'node:stream';
import { setTimeout as pass } from 'node:timers/promises';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
// Loaded before the first test: the virtual clock waits for nobody, and the first spinner would come too late.
import '../../src/output/progress.ts';
import { askTyped } from '../../src/output/questions/questions.ts';
import type { Step } from '../scripted-server.ts';
import { ORG, useWorld, type World } from '../world.ts';

const world = useWorld();

const DEACTIVATE = `users deactivate usr_abc123 ${ORG} --transfer-to dept_eng001`;
const LIMITED: Step = { status: 429, headers: { 'retry-after': '2' }, body: { error: { message: 'slow' } } };
const USER = { id: 'usr_abc123', full_name: 'Jane Doe', email: 'jane@example.com', account_state: 'active' };
const MEMBERS = { members: [USER], total: 1 };
const GONE = { ...USER, account_state: 'deactivated' };

/** A command of each kind, and what it is answered after it was told to come back later. */
const COMMANDS: readonly [line: string, body: object][] = [
  [`users get usr_abc123 ${ORG}`, USER],
  [`users list ${ORG}`, MEMBERS],
  [`users list ${ORG} --all -o jsonl`, MEMBERS],
  [`users deactivate usr_abc123 ${ORG} --transfer-to dept_eng001 --check`, USER],
  [`users deactivate usr_abc123 ${ORG} --transfer-to dept_eng001`, GONE],
  [`users deactivate usr_abc123 ${ORG} --transfer-to dept_eng001 --json`, GONE],
  [`users deactivate usr_abc123 usr_def456 ${ORG} --transfer-to dept_eng001 --yes --no-check`, GONE],
  [`users reactivate usr_abc123 ${ORG}`, USER],
  [`users remove usr_abc123 ${ORG} --yes`, { message: 'removed' }],
  [`users update-memberships usr_abc123 ${ORG} --role role_1 --no-departments`, USER],
  [`departments list ${ORG}`, [{ id: 'dept_eng001', name: 'Engineering' }]],
  [`departments list --tree ${ORG}`, [{ id: 'dept_eng001', name: 'Engineering', children: [] }]],
  [`roles list ${ORG}`, [{ id: 'role_1', name: 'Admin' }]],
  ['api get /v1/x', { fine: true }],
  ['auth status', USER],
  ['doctor', {}],
];

/** What is left on a terminal: nothing is drawn any more, and the cursor can be seen. */
async function isQuiet(w: World): Promise<void> {
  const before = w.said;
  // The spinner turns every 80 ms.
  await pass(100);
  expect(w.said).toBe(before);
  expect(before.lastIndexOf('\u001b[?25h')).toBeGreaterThanOrEqual(before.lastIndexOf('\u001b[?25l'));
}

describe('nothing turns when a command has ended', () => {
  it.each(COMMANDS)('that was told to come back later: %s', async (line, body) => {
    const w = world.current;
    await w.script(LIMITED, { status: 200, body });
    const { exit } = await w.run(line, { terminal: true });
    expect(exit).not.toBe(2);
    // Something was turning.
    if (line !== 'doctor') expect(w.said).toContain('\u001b[?25l');
    await isQuiet(w);
  });

  it.each(COMMANDS)('that was refused for good: %s', async (line) => {
    const w = world.current;
    await w.script(LIMITED, { status: 500, body: { error: { message: 'broken' } } });
    await w.run(`${line} --retries 1`, { terminal: true });
    await isQuiet(w);
  });

  it.each(COMMANDS)('that was interrupted while it waited: %s', async (line) => {
    const w = world.current;
    await w.script(LIMITED);
    await w.run(line, { terminal: true, interruptAtWait: true });
    await isQuiet(w);
  });
});

describe('a terminal that can draw nothing', () => {
  it.each(COMMANDS)('is given no escape sequence: %s', async (line, body) => {
    const w = world.current;
    await w.script(LIMITED, { status: 200, body });
    const { stdout, stderr } = await w.run(line, { terminal: true, env: { TERM: 'dumb' } });
    expect(stdout + stderr).not.toContain('\u001b');
    if (line === COMMANDS[0]?.[0]) expect(stderr).toContain('note: slow; trying again in 2 s');
  });
});

/** What a terminal obeys, or what a reader cannot see. */
const HOSTILE: readonly [what: string, text: string][] = [
  ['a clipboard write', '\u001b]52;c;cm0gLXJm\u0007'],
  ['a title', '\u001b]0;owned\u001b\\'],
  ['a cleared screen', '\u001b[2J\u001b[H'],
  ['a cleared screen in eight bits', '\u009b2J'],
  ['a way back to the beginning of the line', 'x\rFAKED'],
  ['a line of its own', 'x\nFAKED'],
  ['a line by separator', 'x\u2028FAKED'],
  ['writing turned round', '\u202egnp.exe'],
  ['an isolate', '\u2066x'],
  ['a tag', '\u{e0041}\u{e007f}'],
  ['a soft hyphen', 'a\u00adb'],
  ['a vowel separator', '\u180e'],
  ['a filler', '\u3164'],
  ['a half-width filler', '\uffa0'],
  ['an annotation', '\ufff9x\ufffb'],
  ['a grapheme joiner', '\u034f'],
  ['a blank without width', '\u200b'],
  ['a joiner that joins nothing', 'a\u200db'],
  ['a variation that nothing has', 'a\ufe0fb'],
  ['a variation beyond the first plane', '\u{e0100}'],
  ['a byte order mark', '\ufeff'],
  ['a deletion', '\u007f\u0008'],
];

const refused = (text: string): Step => ({
  status: 422,
  headers: { 'x-request-id': 'req_1' },
  body: { error: { code: `C${text}D`, message: `M${text}N`, type: 'x', details: { problems: [text] } } },
});
const user = (text: string) => ({ ...GONE, full_name: `J${text}D`, email: `e${text}@example.com` });
const group = (text: string) => ({
  id: 'dept_eng001',
  name: `E${text}g`,
  description: `x${text}`,
  children: [],
});

/** Where text of the API is shown. */
const PLACES: readonly [line: string, answers: (text: string) => readonly Step[]][] = [
  [`users get usr_abc123 ${ORG}`, (text) => [{ status: 200, body: user(text) }]],
  [`users list ${ORG}`, (text) => [{ status: 200, body: { members: [user(text)], total: 1 } }]],
  [`users list ${ORG} -o csv`, (text) => [{ status: 200, body: { members: [user(text)], total: 1 } }]],
  [DEACTIVATE, (text) => [{ status: 200, body: user(text) }]],
  [DEACTIVATE, (text) => [refused(text)]],
  [`${DEACTIVATE} --json`, (text) => [refused(text)]],
  [`${DEACTIVATE} --debug`, (text) => [refused(text)]],
  [`${DEACTIVATE} -o csv`, (text) => [refused(text)]],
  [`${DEACTIVATE} usr_def456 --yes --no-check`, (text) => [refused(text)]],
  [`${DEACTIVATE} usr_def456 --yes --no-check -o csv`, (text) => [refused(text)]],
  [`${DEACTIVATE} usr_def456 --yes --no-check -o jsonl`, (text) => [refused(text)]],
  [
    DEACTIVATE,
    (text) => [
      { status: 429, headers: { 'retry-after': '1' }, body: { error: { message: `M${text}N` } } },
      { status: 200, body: GONE },
    ],
  ],
  [`departments list ${ORG}`, (text) => [{ status: 200, body: [group(text)] }]],
  [`departments list --tree ${ORG}`, (text) => [{ status: 200, body: [group(text)] }]],
  [`departments list ${ORG} -o csv`, (text) => [{ status: 200, body: [group(text)] }]],
  [`roles list ${ORG}`, (text) => [{ status: 200, body: [{ ...group(text), id: 'role_1' }] }]],
  ['api get /v1/x', (text) => [{ status: 200, body: { text, [text]: 1 } }]],
  ['auth status', (text) => [{ status: 200, body: { ...user(text), organization_id: `org_${text}` } }]],
  ['auth status --json', (text) => [{ status: 200, body: user(text) }]],
];

const EACH = PLACES.flatMap(([line, answers]) =>
  HOSTILE.map(([what, text]) => [line, what, text, answers] as const),
);

describe('text of the API reaches a terminal harmless', () => {
  it.each(EACH)('%s: %s', async (line, _, text, answers) => {
    const w = world.current;
    await w.script(...answers(`${text}SHOWN`));
    const { stdout, stderr } = await w.run(line, { terminal: true });
    const shown = `\n${stdout}${stderr}`;
    expect(shown).toContain('SHOWN');
    expect(shown).not.toContain(text);
    expect(shown).not.toMatch(/[\r\n\u2028\u2029][^\S\n]*FAKED/);
  });
});

describe('a question', () => {
  it.each(HOSTILE)('cannot be changed by %s', async (_, text) => {
    const stdin = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => {} });
    let shown = '';
    const stderr = new Writable({
      write: (chunk, _encoding, done) => {
        shown += chunk;
        done();
      },
    });
    const asked = askTyped(`Remove J${text}D?`, 'usr_abc123', {
      stdin,
      stderr,
      signal: new AbortController().signal,
      plain: false,
      hasColour: true,
      takeTyped: async () => '',
    });
    stdin.write('\u0003');
    expect(await asked).toBe('declined');
    expect(shown).toContain('Remove J');
    expect(shown).not.toContain(text);
    expect(stripVTControlCharacters(shown)).not.toMatch(/[\r\n\u2028\u2029]\W*FAKED/);
  });
});

describe('an id of the API that is none', () => {
  it.each(HOSTILE)('is neither shown nor asked about nor sent: %s', async (_, text) => {
    const w = world.current;
    const member = { ...USER, id: `usr_a${text}`, user_id: `usr_a${text}` };
    await w.script({ status: 200, body: { members: [member], total: 1 } });
    const { exit, stdout, stderr } = await w.run(`users remove jane@example.com ${ORG}`, { terminal: true });
    expect(exit).not.toBe(0);
    expect(`\n${stdout}${stderr}`).not.toContain(text);
    expect(stderr).not.toContain('Type usr_');
    expect(w.requests.map(({ method }) => method)).not.toContain('DELETE');
  });
});

describe('what a shell completes', () => {
  const words = ['users', 'deactivate', '--org', 'org_xyz789', '--transfer-to', ''];

  it.each(HOSTILE)('cannot be changed by %s', async (_, text) => {
    const w = world.current;
    const named = { id: 'dept_eng001', name: `E${text}g` };
    await w.script({ status: 200, body: [{ id: `dept_x${text}`, name: 'x' }, named] });
    const { stdout } = await w.run(['__complete', String(words.length - 1), ...words]);
    expect(stdout).toMatch(/^dept_eng001\t.*\n$/);
    expect(stdout).not.toContain(text);
  });
});

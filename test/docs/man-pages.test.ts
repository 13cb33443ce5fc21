import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { allCommands, readCommandTree } from '../../scripts/docs/command-tree.ts';
import { escapeRoff, item, prose, quoted, section, syntax } from '../../scripts/docs/man/roff.ts';
import { breakCommand } from '../../scripts/docs/man/shell-lines.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const commands = allCommands(readCommandTree());
const files = commands.map(({ words }) => `man/${['aitronos', ...words].join('-')}.1`);
const STALE = 'stale: npm run docs';

describe('man pages', () => {
  it('are there for the program and each of its commands, and for nothing else', () => {
    expect(files.length).toBeGreaterThan(30);
    expect(
      readdirSync(join(root, 'man')).map((name) => `man/${name}`),
      STALE,
    ).toEqual(files.toSorted());
  });

  it('are in the package, each by its name', () => {
    const { man, files: packed } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    expect(man, STALE).toEqual(files);
    expect(packed).toContain('man');
  });

  it.each(files)('%s names the options of its command, and no page that there is not', (file) => {
    const page = readFileSync(join(root, file), 'utf8');
    const command = commands[files.indexOf(file)];
    for (const { flags } of command?.options ?? []) expect(page).toContain(`.TP\n${syntax(flags)}\n`);
    for (const title of ['NAME', 'SYNOPSIS', 'DESCRIPTION', 'OPTIONS', 'EXIT STATUS', 'SEE ALSO']) {
      expect(page).toContain(`\n.SH "${title}"\n`);
    }
    const named = [...page.matchAll(/\\fB(\S+)\\fR\(1\)/g)].map(([, name = '']) =>
      name.replaceAll('\\-', '-'),
    );
    expect(named).not.toEqual([]);
    expect(files).toEqual(expect.arrayContaining(named.map((name) => `man/${name}.1`)));
  });
});

describe('roff', () => {
  it.each([
    ['-', '\\-'],
    ['a\\b', 'a\\eb'],
    ['\\fBx', '\\efBx'],
    ['.TH x', '\\&.TH x'],
    ["'tis", '\\(aqtis'],
    ['`~^', '\\(ga\\(ti\\(ha'],
    ['org_…', 'org_\\[u2026]'],
    ['a\nb', 'a b'],
    ['a\r.TH\tb', 'a .TH b'],
    ['\u{1F600}', '\\[u1F600]'],
  ])('%j is %s', (text, expected) => expect(escapeRoff(text)).toBe(expected));

  it.each([
    [quoted('a "b" c'), '"a \\(dqb\\(dq c"'],
    [prose('so that `users list` can'), 'so that \\fBusers list\\fR can'],
    [prose('`.x` stands'), '\\fB\\&.x\\fR stands'],
    [syntax('-o, --output <format>'), '\\fB\\-o, \\-\\-output \\fR<\\fIformat\\fR>'],
    [syntax('[user...]'), '[\\fIuser...\\fR]'],
    [item('a', ''), '.TP\na\n\\&'],
    [section('A B', '.PP', 'x'), '.SH "A B"\nx'],
  ])('%s', (text, expected) => expect(text).toBe(expected));
});

describe('a long command', () => {
  const LONG = 'x'.repeat(55);
  it.each([
    ['aitronos users list', ['aitronos users list']],
    [`aitronos ${LONG} --org o`, [`aitronos ${LONG} \\`, '    --org o']],
    [`aitronos ${LONG} "a b  c"`, [`aitronos ${LONG} \\`, '    "a b  c"']],
    [`aitronos ${LONG} > file`, [`aitronos ${LONG} \\`, '    > file']],
    [`aitronos ${LONG}${LONG} -n`, ['aitronos \\', `    ${LONG}${LONG} \\`, '    -n']],
  ])('%s', (command, lines) => expect(breakCommand(command)).toEqual(lines));
});

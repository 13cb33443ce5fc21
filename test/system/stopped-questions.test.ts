import { describe, expect, it } from 'vitest';
import { BIN, DEACTIVATE } from '../bin/process.ts';
import { hasPython, inAShell, onOwnMachine } from './at-a-terminal.ts';

const REMOVE = 'users remove usr_zoe01 --org org_xyz789';
const MANY = 'users deactivate usr_abc123 usr_def456 --org org_xyz789 --transfer-to dept_eng001';
const LOGIN = 'auth login --email ada@example.com';

const CTRL_C = '\u0003';
const CTRL_Z = '\u001a';
const HIDE_CURSOR = '\u001b[?25l';

/** Each is stopped while it asks, brought back, and answered; the last is the exit code. */
const ASKING: readonly (readonly [line: string, question: string, keys: string, exit: number])[] = [
  [REMOVE, 'Type usr_zoe01', 'usr_zoe01\r', 0],
  [REMOVE, 'Type usr_zoe01', CTRL_C, 130],
  [REMOVE, 'Type usr_zoe01', '\u0004', 130],
  [MANY, 'Deactivate 2 users', 'y\r', 0],
  [MANY, 'Deactivate 2 users', CTRL_C, 130],
  [LOGIN, 'Password', CTRL_C, 130],
  ['auth login', 'How do you want to sign in', CTRL_C, 130],
];

describe.skipIf(!hasPython).concurrent('Ctrl-Z at a question, and fg: it is asked again', () => {
  it.each(ASKING)('%s, %s: %j', async (line, question, keys, exit) => {
    const { shown, end } = await onOwnMachine(async (machine) => {
      await machine.sandbox();
      if (line.startsWith('auth')) delete machine.env['AITRONOS_ACCESS_TOKEN'];
      return inAShell(machine, 15, [
        ['ready> ', `${process.execPath} ${BIN} ${line}\r`],
        [question, `a${CTRL_Z}`],
        ['ready> ', 'fg\r'],
        [question, keys],
        ['ready> ', 'exit $?\r'],
      ]);
    });
    expect(end).toBe(String(exit));
    expect(hasCursor(shown.slice(0, shown.indexOf('Stopped')))).toBe(true);
  });
});

/** Each asks for a secret unseen; `end` are the keys behind it. */
const UNSEEN: readonly (readonly [how: string, line: string, signal: string, end: string])[] = [
  ['all of it', 'auth login --with-token', 'TSTP', '\u0004'],
  ['a plain line', `env TERM=dumb ${process.execPath} ${BIN} ${LOGIN}`, 'STOP', CTRL_C],
  ['a drawn line', LOGIN, 'STOP', CTRL_C],
];

describe
  .skipIf(!hasPython)
  .concurrent('a secret is typed unseen after another process stopped this one, and fg', () => {
    it.each(UNSEEN)('%s: %s', async (_how, line, signal, end) => {
      const command = line.startsWith('env ') ? line : `${process.execPath} ${BIN} ${line}`;
      const { shown } = await onOwnMachine(async (machine) => {
        await machine.sandbox();
        delete machine.env['AITRONOS_ACCESS_TOKEN'];
        return inAShell(machine, 20, [
          [
            'ready> ',
            `(sleep 2; kill -${signal} $(cat pid); sleep 3; echo aw""ake) & sh -c 'echo $$ >pid; exec ${command}'\r`,
          ],
          ['ready> ', 'fg\r'],
          ['awake', 'hidden-text'],
          ['', end],
          ['ready> ', 'exit\r'],
        ]);
      });
      expect(shown).toContain('awake');
      expect(shown).not.toContain('hidden-text');
    });
  });

/** Each waits for an answer that never comes. */
const WAITING: readonly string[] = [
  DEACTIVATE,
  `${MANY} --yes --no-check`,
  'users list --org org_xyz789',
  'auth status',
];

describe.skipIf(!hasPython).concurrent('Ctrl-Z while progress is shown, and fg: it goes on', () => {
  it.each(WAITING)('%s', async (line) => {
    const { shown, end } = await onOwnMachine(async (machine) => {
      await machine.script('hang');
      return inAShell(machine, 15, [
        ['ready> ', `${process.execPath} ${BIN} ${line}\r`],
        [HIDE_CURSOR, CTRL_Z],
        ['ready> ', 'fg\r'],
        [HIDE_CURSOR, CTRL_C],
        ['ready> ', 'exit $?\r'],
      ]);
    });
    expect(end).toBe('130');
    const [before = '', after = ''] = shown.split('Stopped');
    expect(hasCursor(before)).toBe(true);
    expect(hasCursor(after)).toBe(true);
  });
});

const PROGRAM = `${process.execPath} ${BIN}`;
/** Longer than it takes until progress is told, and drawn anew. */
const LOOK_ON = 'sleep 3; echo "loo"ked\r';

/** How each comes into the background: what is typed, when the shell is ready or progress is shown. */
const BACKGROUND: readonly (readonly [
  how: string,
  line: string,
  typed: readonly (readonly [string, string])[],
])[] = [
  [
    'Ctrl-Z and bg, a call',
    DEACTIVATE,
    [
      [HIDE_CURSOR, CTRL_Z],
      ['ready> ', 'bg\r'],
    ],
  ],
  [
    'Ctrl-Z and bg, a run',
    `${MANY} --yes --no-check`,
    [
      [HIDE_CURSOR, CTRL_Z],
      ['ready> ', 'bg\r'],
    ],
  ],
  [
    'Ctrl-Z and bg, a list',
    'users list --org org_xyz789',
    [
      [HIDE_CURSOR, CTRL_Z],
      ['ready> ', 'bg\r'],
    ],
  ],
  ['&, a call', `${DEACTIVATE} &`, []],
  ['&, a run', `${MANY} --yes --no-check &`, []],
];

describe.skipIf(!hasPython || process.platform !== 'linux').concurrent('progress in the background', () => {
  it.each(BACKGROUND)('draws nothing, and goes on with fg: %s', async (_how, line, typed) => {
    const { shown, end } = await onOwnMachine(async (machine) => {
      await machine.script('hang');
      return inAShell(machine, 20, [
        ['ready> ', `${PROGRAM} ${line}\r`],
        ...typed,
        ['ready> ', LOOK_ON],
        ['looked', 'fg\r'],
        [HIDE_CURSOR, CTRL_C],
        ['ready> ', 'exit $?\r'],
      ]);
    });
    expect(end).toBe('130');
    const begin = shown.lastIndexOf('ready> ', shown.indexOf('looked'));
    const meanwhile = shown.slice(begin, shown.indexOf('looked'));
    expect(meanwhile).not.toContain(HIDE_CURSOR);
    expect(meanwhile).not.toContain('done');
    expect(meanwhile.split('\n').length).toBeLessThanOrEqual(3);
    expect(hasCursor(shown)).toBe(true);
  });
});

/** Whether the cursor is to be seen after all of this; the shell of meanwhile wants one. */
const hasCursor = (shown: string): boolean =>
  shown.lastIndexOf('\u001b[?25h') > shown.lastIndexOf(HIDE_CURSOR);

import { describe, expect, it } from 'vitest';
import { useWorld } from '../world.ts';
import { deactivateFrom, list } from './users/many/leavers.ts';

const world = useWorld();
const REMOVE = 'users remove usr_abc123 --org org_xyz789';
const ESCAPE = '\u001b';

describe('a terminal that can draw nothing (TERM=dumb)', () => {
  const options = { terminal: true, env: { TERM: 'dumb' } } as const;

  it.each([
    ['usr_abc123\r\n', 0, 'deleted'],
    ['usr_abc\r\n', 130, 'declined'],
  ])('is asked in plain lines, and answers %j', async (answer, exit) => {
    const answers = [['Type usr_abc123', answer]] as const;
    const ended = await world.current.run(REMOVE, { ...options, answers });
    expect(ended.exit).toBe(exit);
    expect(ended.stderr).toContain('Type usr_abc123 to continue:');
    expect(ended.stderr + ended.stdout).not.toContain(ESCAPE);
  });

  it.each([
    ['y\n', 0],
    ['yes\n', 0],
    ['n\n', 130],
    ['\n', 130],
    ['what\n', 130],
  ])('takes %j for an answer to yes or no', async (answer, exit) => {
    const answers = [['(y/N)', answer]] as const;
    const ended = await deactivateFrom(world.current, 'usr_abc123\nusr_left01\n', '', {
      ...options,
      answers,
    });
    expect(ended.exit).toBe(exit);
    expect(ended.stderr).toContain('Deactivate 2 users');
    expect(ended.stderr).not.toContain(ESCAPE);
  });

  /** The keys of one password: Backspace, Ctrl-U and other control keys are no part of it. */
  const TYPED = [
    'sandbox-password\r',
    'sandbox-x\u007fpassword\r',
    'wrong\u0015sandbox-password\r',
    'sandbox-\u001apass\u0001word\r',
  ];

  it.each(TYPED)('signs in with plain questions, and shows neither password nor code: %j', async (typed) => {
    const w = world.current;
    await w.sandbox();
    const ended = await w.run('auth login', {
      ...options,
      env: { ...options.env, AITRONOS_ACCESS_TOKEN: undefined },
      answers: [
        ['How do you want to sign in?', '3\n'],
        ['A number from 1 to 2', '\n'],
        ['A number from 1 to 2', '2\n'],
        ['E-mail address', 'jane@example.com\n'],
        ['Password', typed],
        ['Code', '1234\r'],
      ],
    });
    expect(ended).toMatchObject({ exit: 0 });
    expect(ended.stderr).not.toContain('sandbox-password');
    expect(ended.stderr + ended.stdout).not.toContain(ESCAPE);
  });

  it('takes no part of several lines for the whole token', async () => {
    const ended = await world.current.run('auth login', {
      ...options,
      env: { ...options.env, AITRONOS_ACCESS_TOKEN: undefined },
      answers: [
        ['A number from 1 to 2', '1\n'],
        ['Access token', 'sandbox-acc\ress-token\r'],
      ],
    });
    expect(ended).toMatchObject({ exit: 2, stderr: expect.stringContaining('several lines were pasted') });
  });

  it('gets lines of progress', async () => {
    await world.current.sandbox({ users: 60, latency_ms: 10_000 });
    const { stderr } = await deactivateFrom(world.current, list(8), '--yes --concurrency 1', options);
    expect(stderr).toContain('0 of 8 done');
    expect(stderr).not.toContain(ESCAPE);
  });
});

describe('where nothing may be asked', () => {
  it.each([
    ['--no-input', {}],
    ['', { AITRONOS_NO_INPUT: '1' }],
    ['', { CI: 'true' }],
    ['', { CI: '1' }],
  ])('%s %j, a terminal gets the same error as a pipe', async (more, env) => {
    const ended = await world.current.run(`${REMOVE} ${more}`, { terminal: true, env });
    expect(ended.exit).toBe(2);
    expect(ended.stderr).toContain('this needs confirmation');
    if ('CI' in env) expect(ended.stderr).not.toContain(ESCAPE);
    expect(world.current.requests).toEqual([]);
  });

  it.each([
    ['', { CI: '' }],
    ['', { CI: 'false' }],
    ['', { AITRONOS_NO_INPUT: '0' }],
  ])('%s %j means nothing', async (more, env) => {
    const answers = [['Type usr_abc123', 'no\r']] as const;
    const ended = await world.current.run(`${REMOVE} ${more}`, { terminal: true, env, answers });
    expect(ended.exit).toBe(130);
  });

  it('a sign-in says so', async () => {
    const ended = await world.current.run('auth login --no-input', { terminal: true });
    expect(ended).toMatchObject({ exit: 2, stderr: expect.stringContaining('questions are switched off') });
  });
});

describe('a stdin that is a terminal', () => {
  it.each([
    ['auth login --with-token', 'waiting for the access token on stdin'],
    [
      'users deactivate --from - --org org_xyz789 --transfer-to dept_eng001 --yes',
      'waiting for rows on stdin',
    ],
    ['users diff --roster - --org org_xyz789', 'waiting for the roster on stdin'],
    ['runs apply - --yes', 'waiting for the plan on stdin'],
    ['api post /v1/x --input -', 'waiting for the body on stdin'],
    ['users reactivate usr_abc123 --org org_xyz789 --protect -', 'waiting for the protected users on stdin'],
  ])('%s says what it waits for', async (line, words) => {
    const w = world.current;
    const interrupt = new AbortController();
    const running = w.run(line, { terminal: true, interrupt });
    while (!w.said.includes('Ctrl-D')) await new Promise((resolve) => setImmediate(resolve));
    interrupt.abort();
    const ended = await running;
    expect(ended).toMatchObject({ exit: 130, stderr: expect.stringContaining(`note: ${words}`) });
  });
});

describe.each([0, 1, 19])('a terminal of %d columns', (columns) => {
  it('is asked in plain lines before a user is removed', async () => {
    const answers = [['Type usr_abc123', 'usr_abc\n']] as const;
    const ended = await world.current.run(REMOVE, { terminal: true, columns, answers });
    expect(ended.exit).toBe(130);
    expect(ended.stderr).toContain('Type usr_abc123 to continue:');
  });
});

import { execFileSync } from 'node:child_process';
import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { DONE, deactivateFrom, interruptAfter, list, refusal } from '../commands/users/many/leavers.ts';
import { useWorld } from '../world.ts';

const world = useWorld();
const RUN = '20260301-120000-8000';
const ROWS = 'user_id\nusr_000001\nusr_nobody\n';
const place = (name: string) => join(world.current.home, name);
const read = (name: string) => readFile(place(name), 'utf8').catch(() => null);
const job = () => ({
  env: { GITHUB_ACTIONS: 'true', GITHUB_OUTPUT: place('output'), GITHUB_STEP_SUMMARY: place('page') },
});

describe('GITHUB_OUTPUT', () => {
  it.each([
    ['usr_000001\n', '', [`run_id=${RUN}`, 'exit_code=0', 'changed=1', 'failed=0']],
    [ROWS, '', [`run_id=${RUN}`, 'exit_code=3', 'changed=1', 'failed=1']],
    ['usr_nobody\n', '-q --json', [`run_id=${RUN}`, 'exit_code=1', 'changed=0', 'failed=1']],
  ])('gets what a run of %j came to', async (rows, more, lines) => {
    await world.current.sandbox({ users: 20 });
    await deactivateFrom(world.current, rows, `--yes ${more}`, job());
    expect(await read('output')).toMatch(new RegExp(`^${lines.join('\n')}\nledger_digest=[0-9a-f]{64}\n$`));
  });

  it('goes on after what stands there, also where a line end is missing', async () => {
    await writeFile(place('output'), 'theirs=1');
    await deactivateFrom(world.current, 'usr_abc123\n', '--yes', job());
    expect(await read('output')).toMatch(/^theirs=1\nrun_id=.*\nexit_code=0\n/);
  });

  it('gets the end of a run that was interrupted', async () => {
    const w = world.current;
    await w.sandbox({ users: 60 });
    await deactivateFrom(w, list(40), '--yes', { ...interruptAfter(w, 5), ...job() });
    expect(await read('output')).toMatch(
      /^run_id=.*\nexit_code=130\nchanged=[1-9]\d*\nfailed=0\nledger_digest=[0-9a-f]{64}\n$/,
    );
  });

  it('has the exit code of the call last, where its answer could not be printed', async () => {
    const stdout = new Writable({ write: (_chunk, _encoding, done) => done(new Error('no room')) });
    stdout.on('error', () => {});
    await deactivateFrom(world.current, 'usr_abc123\n', '--yes', { ...job(), stdout });
    expect((await read('output'))?.match(/^exit_code=.*$/gm)?.at(-1)).toBe('exit_code=1');
  });

  it('gets what a run came to that had nothing left to do', async () => {
    await deactivateFrom(world.current, 'usr_abc123\n');
    await world.current.run(`runs resume ${RUN} --yes`, job());
    expect(await read('output')).toMatch(
      new RegExp(`^run_id=${RUN}\nexit_code=0\nchanged=1\nfailed=0\nledger_digest=[0-9a-f]{64}\n$`),
    );
  });

  it('gets zeros from a file of which nothing is for now, and no run', async () => {
    await deactivateFrom(world.current, 'user_id,last_day\nusr_abc123,2030-01-01\n', '--yes --due', job());
    expect(await read('output')).toBe('exit_code=0\nchanged=0\nfailed=0\nledger_digest=\n');
  });

  it('gets no output that the API chose', async () => {
    const w = world.current;
    await w.script(refusal(404, 'X\nadmin=true\nY<<E'));
    await deactivateFrom(w, 'usr_abc123\n', '--yes', job());
    const names = (await read('output'))?.trimEnd().split('\n');
    expect(names?.map((line) => /^(\w+)=[\w-]+$/.exec(line)?.[1])).toEqual([
      'run_id',
      'exit_code',
      'changed',
      'failed',
      'ledger_digest',
    ]);
  });
});

describe('a change of one user', () => {
  const ONE = '--org org_xyz789';
  it.each([
    [`users deactivate usr_abc123 ${ONE} --transfer-to dept_eng001`, [0, 1, 0]],
    [`users deactivate usr_nobody ${ONE} --transfer-to dept_eng001`, [1, 0, 1]],
    [`users reactivate usr_abc123 ${ONE}`, [0, 0, 0]],
    [`users reactivate usr_abc123 ${ONE} --strict`, [1, 0, 0]],
    [`users remove usr_abc123 ${ONE} --yes --json`, [0, 1, 0]],
    [`users invite new@example.org ${ONE} -q`, [0, 1, 0]],
    [`users update-memberships usr_abc123 ${ONE} --no-roles --no-departments`, [0, 1, 0]],
  ])('%s sets the outputs of a run, and has a page', async (line, [exit, changed, failed]) => {
    expect((await world.current.run(line, job())).exit).toBe(exit);
    expect(await read('output')).toMatch(
      new RegExp(
        `^run_id=\\d{8}-\\d{6}-[0-9a-f]{4}\nexit_code=${exit}\nchanged=${changed}\nfailed=${failed}\nledger_digest=[0-9a-f]{64}\n$`,
      ),
    );
    const page = (await read('page')) ?? '';
    expect(page).toMatch(/^### aitronos: \w+ 1 user of org_xyz789\n/);
    expect(page.includes('USER&#95;NOT&#95;FOUND')).toBe(failed === 1);
  });

  it('sets none where nothing was sent, and no run where it could not be recorded', async () => {
    const w = world.current;
    await w.run(`users deactivate usr_abc123 ${ONE} --transfer-to dept_eng001 --dry-run`, job());
    await w.run(`users deactivate nobody ${ONE}`, job());
    expect(await read('output')).toBeNull();
    await mkdir(place('state'), { recursive: true });
    await writeFile(place('state/runs'), '');
    await w.run(`users deactivate usr_abc123 ${ONE} --transfer-to dept_eng001`, job());
    expect(await read('output')).toBe('exit_code=0\nchanged=1\nfailed=0\nledger_digest=\n');
  });

  it('has a page that names whom --verify found otherwise', async () => {
    const was = { status: 200, body: { id: 'usr_abc123', account_state: 'deactivated' } };
    await world.current.script(was, { status: 200, body: { ...was.body, account_state: 'active' } }, 'reset');
    const line = `users deactivate usr_abc123 ${ONE} --transfer-to dept_eng001 --verify --retries 0`;
    expect((await world.current.run(line, job())).exit).toBe(3);
    expect(await read('page')).toContain('differs&#58; row 1, usr&#95;abc123&#58; is active');
  });
});

describe('the summary page of a job', () => {
  const page = async () => (await read('page')) ?? '';
  const failAll = (message: string) =>
    world.current.script({ status: 404, body: { error: { code: 'X', message, type: 'x', status: 404 } } });

  it('has counts, failures and the next command', async () => {
    await world.current.sandbox({ users: 20 });
    await deactivateFrom(world.current, ROWS, '--yes', job());
    const plain = (await page()).replaceAll(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)));
    expect(plain).toContain('| 1 | 0 | 0 | 1 |');
    expect(plain).toContain(
      '\n- failed: row 2, usr_nobody: The requested user could not be found. (USER_NOT_FOUND)\n',
    );
    expect(plain).toMatch(
      /\nNext: .*<code>aitronos users list --search <text> --org org_xyz789<\/code> .*\n$/,
    );
  });

  it('has a next command that can be copied', async () => {
    const w = world.current;
    await w.sandbox({ users: 60 });
    await deactivateFrom(w, list(40), '--yes', { ...interruptAfter(w, 5), ...job() });
    expect(await page()).toContain(`\nNext: <code>aitronos runs resume ${RUN}</code>\n`);
  });

  it('has what --verify found of a run that had nothing left to do', async () => {
    const w = world.current;
    await deactivateFrom(w, 'usr_abc123\n');
    await w.run('api post /v1/organizations/{org}/users/usr_abc123/reactivate --org org_xyz789');
    expect((await w.run(`runs resume ${RUN} --verify`, job())).exit).toBe(3);
    expect(await page()).toMatch(/\| 3 \|\n[\s\S]*\n- differs&#58; row 1, usr&#95;abc123&#58; is active/);
  });

  it('has each of several next steps by itself', async () => {
    const refuse = (code: string) => ({ status: 409, body: { error: { code, message: 'No.' } } });
    await world.current.script(refuse('ONE'), refuse('OTHER'));
    await deactivateFrom(world.current, list(2), '--yes --no-check', job());
    expect((await page()).match(/\n\nNext: (?:ONE|OTHER), 1 user&#58;/g)).toHaveLength(2);
  });

  it('has no list and no next command where all went well', async () => {
    await deactivateFrom(world.current, 'usr_abc123\n', '--yes', job());
    expect(await page()).toMatch(/ s\. Ledger: `[0-9a-f]{64}`\.\n$/);
  });

  it('has fifty failures at the most', async () => {
    await failAll('no');
    await deactivateFrom(world.current, list(60), '--yes', job());
    expect((await page()).match(/^- failed/gm)).toHaveLength(50);
    expect(await page()).toContain('\n- and 10 more\n');
  });

  it.each([
    '<img src=x onerror=alert(1)>',
    '[x](javascript:alert(1)) ![](https://example.com/x.png)',
    'a\n\n# heading\n- item\n| a | b |',
    'a\r\n```\ncode',
    '`code` *bold* _low_ ~~gone~~ \\',
    '@octocat #1 www.example.com https://example.com jane@example.com',
    '&lt;b&gt; &#60;b&#62; <!-- -->',
    '::error::x ##[group]x',
    '$(id) $ {{ secrets.X }} $$x$$',
    '\u202egnp.exe\u200b\u001b[31m\u0000',
    '"><script>',
    '</code></details>',
  ])('takes no Markdown, HTML or hidden character from %j', async (message) => {
    await failAll(message);
    await deactivateFrom(world.current, 'usr_abc123\n', '--yes', job());
    const text = await page();
    const [, line = ''] = /^- (.*)$/m.exec(text) ?? [];
    expect(line.replaceAll(/&#\d+;/g, '')).toMatch(/^[A-Za-z0-9 ,-]*$/);
    expect(text.split('\n')).toHaveLength(12);
    const codes = [...line.matchAll(/&#(\d+);/g)].map(([, code]) => Number(code));
    expect(codes.filter((code) => code < 0x20 || [0x202e, 0x200b].includes(code))).toEqual([]);
  });

  it('has no secret, whatever the API repeats', async () => {
    const secret = 'eyJhbGciOiJIUzI1NiJ9.c2VjcmV0.c2lnbmF0dXJl';
    await failAll(`no ${secret} no`);
    const { env } = job();
    await deactivateFrom(world.current, 'usr_abc123\n', '--yes', {
      env: { ...env, AITRONOS_ACCESS_TOKEN: secret },
    });
    expect((await page()).replaceAll('&#46;', '.')).not.toContain(secret);
    expect(await page()).toContain('no ');
  });

  it('stays below what GitHub shows: long messages are cut', async () => {
    await failAll('\u{1f600}'.repeat(20_000));
    await deactivateFrom(world.current, list(60), '--yes', job());
    expect((await page()).length).toBeLessThan(300_000);
  });

  it.each([
    ['counts alone', 1_048_576 - 700, 12],
    ['nothing, with a note', 1_048_576 - 10, 0],
  ])('that is nearly full gets %s', async (_, size, more) => {
    await failAll('x'.repeat(400));
    await writeFile(place('page'), `${'x'.repeat(size - 1)}\n`);
    const { stderr } = await deactivateFrom(world.current, list(60), '--yes', job());
    expect((await page()).length).toBeLessThanOrEqual(1_048_576);
    const added = (await page()).slice(size).split('\n').length - 1;
    expect(added).toBe(more === 0 ? 0 : 9);
    expect(stderr.includes('is full')).toBe(more === 0);
  });
});

describe('outside of a step of GitHub', () => {
  it.each([undefined, '', 'false'])('nothing is written (GITHUB_ACTIONS=%j)', async (GITHUB_ACTIONS) => {
    await deactivateFrom(world.current, 'usr_abc123\n', '--yes', { env: { ...job().env, GITHUB_ACTIONS } });
    expect([await read('output'), await read('page')]).toEqual([null, null]);
  });

  it.each(['GITHUB_OUTPUT', 'GITHUB_STEP_SUMMARY'])('nothing is written without %s', async (variable) => {
    const env = { ...job().env, [variable]: '' };
    const { exit, stderr } = await deactivateFrom(world.current, 'usr_abc123\n', '--yes', { env });
    expect(exit).toBe(0);
    expect(stderr).not.toContain('cannot write');
  });

  it.each(['users get usr_abc123 --org org_xyz789', 'runs list'])(
    'nor for what is no run: %s',
    async (line) => {
      await world.current.run(line, job());
      expect([await read('output'), await read('page')]).toEqual([null, null]);
    },
  );
});

it.each(['GITHUB_OUTPUT', 'GITHUB_STEP_SUMMARY'])('%s that cannot be written is a note', async (variable) => {
  await world.current.script(DONE);
  await mkdir(place('folder'));
  execFileSync('mkfifo', [place('pipe')]);
  for (const file of ['folder', 'none/at/all', 'pipe']) {
    const env = { ...job().env, [variable]: place(file) };
    const { exit, stderr } = await deactivateFrom(world.current, 'usr_abc123\n', '--yes', { env });
    expect(exit).toBe(0);
    expect(stderr).toMatch(new RegExp(`^note: cannot write .*${file}: `, 'm'));
  }
});

it.each([
  ['config/config.json', 'is among the stored settings'],
  ['state/runs/ledger.jsonl', 'is among the records of runs'],
  ['state/runs/new.txt', 'is among the records of runs'],
  ['leavers', 'name the same file'],
  ['link', 'name the same file'],
])('files of a step that are %s are left as they are, with a note', async (name, why) => {
  const w = world.current;
  await w.run('config set time-zone UTC');
  await symlink(place('leavers'), place('link'));
  await w.run(`users reactivate usr_abc123 --org org_xyz789`);
  const before = name === 'leavers' || name === 'link' ? 'usr_abc123\n' : await read(name);
  const env = { ...job().env, GITHUB_OUTPUT: place(name), GITHUB_STEP_SUMMARY: place(name) };
  const { exit, stderr } = await deactivateFrom(w, 'usr_abc123\n', '--yes', { env });
  expect(exit).toBe(0);
  for (const variable of ['GITHUB_OUTPUT', 'GITHUB_STEP_SUMMARY']) {
    expect(stderr).toMatch(new RegExp(`^note: nothing is added to a file: ${variable} .*${why}`, 'm'));
  }
  expect((await read(name)) ?? '').not.toMatch(/exit_code=|### aitronos/);
  if (!name.endsWith('ledger.jsonl')) expect(await read(name)).toBe(before);
});

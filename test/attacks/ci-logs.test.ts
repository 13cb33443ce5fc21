import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { summaryMarkdown } from '../../src/runs/job-page.ts';
import { useMachine } from '../bin/process.ts';
import type { Step } from '../scripted-server.ts';
import { ORG, useWorld, type World } from '../world.ts';

const world = useWorld();

const DEACTIVATE = `users deactivate usr_abc123 ${ORG} --transfer-to dept_eng001`;
const RUN = `${DEACTIVATE} usr_def456 --yes --no-check`;

/** What a CI system takes for a command wherever it may stand. */
const COMMANDS = [
  '::error::owned',
  '::set-output name=x::y',
  '::add-mask::a',
  '::stop-commands::x',
  ':::error:::x',
  '\n::error::owned',
  '\r::error::owned',
  ' ::warning file=a::b',
  '##[error]owned',
  '###[group]owned',
  '##vso[task.setvariable variable=a]b',
  '##VSO[task.complete result=Succeeded;]',
  "##teamcity[buildStatus status='SUCCESS']",
  'section_start:1560896352:x\r\u001b[0K',
  '\u001b[0Ksection_end:1560896353:x\r',
  ':\u200b:error:\u00ad:hidden',
  '#\u{e0041}#[error]hidden',
  'sec\u200btion_start:1:x',
];
const OBEYED = /::|##\w*\[|section_(?:start|end):/i;
const SYSTEMS = ['GITHUB_ACTIONS', 'GITLAB_CI', 'TF_BUILD', 'TEAMCITY_VERSION'];

const refused = (text: string): Step => ({
  status: 422,
  headers: { 'x-request-id': `req_${text.replaceAll(/[^!-~]/g, '')}` },
  body: {
    error: { code: text, message: text, type: text, details: { problems: [text, { message: text }] } },
  },
});
const fine = (body: unknown): Step => ({ status: 200, body: JSON.stringify(body) });
const user = (text: string) => ({
  id: 'usr_abc123',
  account_state: 'deactivated',
  full_name: text,
  email: `${text}@example.com`,
});
const group = (id: string, text: string) => [{ id, name: text, description: text, children: [] }];
const members = (text: string) => ({ members: [user(text)], total: 1 });

const PLACES: readonly [line: string, answer: (text: string) => Step][] = [
  [`users get usr_abc123 ${ORG}`, (text) => fine(user(text))],
  [`users get usr_abc123 ${ORG} -o csv`, (text) => fine(user(text))],
  [`users get usr_abc123 ${ORG} --json`, (text) => fine(user(text))],
  [`users get usr_abc123 ${ORG} --debug`, (text) => fine(user(text))],
  [`users list ${ORG}`, (text) => fine(members(text))],
  [`users list ${ORG} -o csv`, (text) => fine(members(text))],
  [`users list ${ORG} -o json`, (text) => fine(members(text))],
  [`users list ${ORG} -o jsonl`, (text) => fine(members(text))],
  [DEACTIVATE, (text) => fine(user(text))],
  [DEACTIVATE, refused],
  [`${DEACTIVATE} --json`, refused],
  [`${DEACTIVATE} --debug`, refused],
  [`${DEACTIVATE} -o csv`, refused],
  [RUN, refused],
  [`${RUN} -o csv`, refused],
  [`${RUN} -o jsonl`, refused],
  [`${RUN} -o json`, refused],
  [`departments list ${ORG}`, (text) => fine(group('dept_1', text))],
  [`departments list ${ORG} --tree`, (text) => fine(group('dept_1', text))],
  [`roles list ${ORG}`, (text) => fine(group('role_1', text))],
  ['api get /v1/x', (text) => fine({ text, [text]: [text] })],
  ['api get /v1/x', (text) => ({ status: 200, body: `first\n${text}\nlast` })],
  ['api get /v1/x --include', (text) => ({ status: 404, body: text })],
  ['auth status', (text) => fine(user(text))],
];
const EACH = PLACES.flatMap(([line, answer]) => COMMANDS.map((text) => [line, text, answer] as const));

/** Runs a line against an API with this answer, in a job of a CI system. */
async function inJob(w: World, line: string, answer: Step, more: object = {}, system = 'GITHUB_ACTIONS') {
  await w.script(answer);
  return w.run(line, { env: { [system]: 'true' }, ...more });
}

describe('in a CI log', () => {
  it.each(EACH)('%s: nothing of %j is obeyed', async (line, text, answer) => {
    const { stdout, stderr } = await inJob(world.current, line, answer(`${text}SHOWN`));
    expect(stdout + stderr).toContain('SHOWN');
    expect(stdout).not.toMatch(OBEYED);
    expect(stderr).not.toMatch(OBEYED);
  });

  it.each(SYSTEMS)('of every system that has commands: %s', async (system) => {
    const { stdout } = await inJob(
      world.current,
      `users get usr_abc123 ${ORG}`,
      fine(user('::x::')),
      {},
      system,
    );
    expect(stdout).toContain(': :x: :');
  });

  it.each(COMMANDS)('JSON keeps its value: %j', async (text) => {
    const w = world.current;
    const got = await inJob(w, `users get usr_abc123 ${ORG} --json`, fine(user(text)));
    expect(JSON.parse(got.stdout).full_name).toBe(text);
    const raw = await inJob(w, 'api get /v1/x', fine({ [text]: text }));
    expect(JSON.parse(raw.stdout)).toEqual({ [text]: text });
    const failed = await inJob(w, `${DEACTIVATE} --json`, refused(text));
    expect(JSON.parse(failed.stderr).error.message).toBe(text);
  });

  it('the cells of the user’s own file are no exception', async () => {
    const w = world.current;
    const file = join(w.home, 'leavers.csv');
    writeFileSync(file, 'user_id,note,more\r\nusr_abc123,"x\r\n::error::y",##[error]z\r\n');
    const line = `users deactivate --from ${file} ${ORG} --transfer-to dept_eng001 --yes --no-check -o csv`;
    const { exit, stdout } = await inJob(w, line, fine({ ...user('Jane'), id: null }));
    expect(exit).toBe(0);
    expect(stdout).not.toMatch(OBEYED);
    expect(stdout).toContain('\n: :error: :y');
  });
});

describe('what no CI system reads stays as it is', () => {
  const LINE = `users list ${ORG} -o csv`;

  it('in a regular file', async () => {
    const answer = fine(members('::error::x ##[group]'));
    const { stdout } = await inJob(world.current, LINE, answer, { file: true });
    expect(stdout).toContain('::error::x ##[group]');
  });

  it('without a CI system', async () => {
    const answer = fine(members('::error::x'));
    expect((await inJob(world.current, LINE, answer, { env: {} })).stdout).toContain('::error::x');
    const empty = { env: { GITHUB_ACTIONS: '' } };
    expect((await inJob(world.current, LINE, answer, empty)).stdout).toContain('::error::x');
  });
});

it('the page of a job takes no Markdown from a run', () => {
  const hostile = '`|<img src=x onerror=y>\n# [x](javascript:y)&';
  const counts = { changed: 1, unchanged: 0, recovered: 0, failed: 0, unknown: 0, not_sent: 0, not_found: 0 };
  const left = { not_due: 0, not_chosen: 0 };
  const page = summaryMarkdown({
    ...counts,
    ...left,
    run_id: hostile,
    organization_id: hostile,
    action: 'deactivate',
    total: 1,
    duration_ms: 1,
    exit_code: 0,
    ledger_digest: hostile,
  });
  const plain = page.replaceAll(/&#\d+;/g, '').replaceAll(/`[\w.?-]+`/g, '');
  expect(plain).not.toMatch(/[`<>[\]&]/);
  expect(page.split('\n')).toHaveLength(8);
});

describe('problems that the API tells', () => {
  it.each([
    [['aitronos: all users were removed']],
    [[{ file: 'a.csv', line: 1, column: null, message: 'FAKED' }]],
    [[null, 1, { message: 'FAKED' }]],
  ])('are no lines of ours: %j', async (problems) => {
    const w = world.current;
    await w.script({ status: 422, body: { error: { code: 'X', message: 'no', details: { problems } } } });
    const { stderr } = await w.deactivate();
    expect(stderr).toMatch(/^error: no \(X, HTTP 422\)\n/);
    expect(stderr).not.toContain('FAKED');
  });
});

describe('the program itself', () => {
  const machine = useMachine();

  it('knows a regular file from what a log may read', async () => {
    const m = machine.current;
    await m.script(fine(user('::error::x')));
    m.env['GITHUB_ACTIONS'] = 'true';
    const line = `aitronos users get usr_abc123 ${ORG} -o csv`;
    const { stdout } = await m.shell(`${line} > file; ${line} | cat; echo ---; cat file`);
    const [piped, kept] = stdout.split('---');
    expect(piped).toContain(': :error: :x');
    expect(piped).not.toContain('::');
    expect(kept).toContain('::error::x');
  });
});

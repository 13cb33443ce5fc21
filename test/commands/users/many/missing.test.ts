import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { type CallOptions, useWorld } from '../../../world.ts';
import { answer, DONE, file, later, refusal, runFolders, summary } from './leavers.ts';

const world = useWorld();

const VERBS = ['deactivate', 'reactivate', 'remove'] as const;
type Verb = (typeof VERBS)[number];
const given = (verb: Verb) => (verb === 'deactivate' ? '--transfer-to dept_eng001' : '');

async function run(verb: Verb, text: string, more: string, options: CallOptions = {}) {
  const path = await file(world.current, 'leavers.csv', text);
  return world.current.run(`users ${verb} --from ${path} --org org_xyz789 ${given(verb)} ${more}`, options);
}

const CASE = await readFile(
  new URL('../../../data/files/210-some-unknown-emails.csv', import.meta.url),
  'utf8',
);
const OTHER = await readFile(
  new URL('../../../data/files/210-some-unknown-ids-and-emails.csv', import.meta.url),
  'utf8',
);

describe('people whom the organization does not have', () => {
  it.each([
    ['by address', CASE, ['changed', 'not_found', 'changed']],
    ['by id and by address', OTHER, ['not_found', 'changed', 'not_found', 'not_found']],
  ] as const)('are left out with --missing skip: %s', async (_, text, outcomes) => {
    const ended = await run('deactivate', text, '--yes --json --missing skip');
    const { results, summary: counts } = answer(ended);
    expect(ended.exit).toBe(0);
    expect(results.map(({ outcome }) => outcome)).toEqual(outcomes);
    const absent = results.filter(({ outcome }) => outcome === 'not_found');
    for (const record of absent) expect(record).toMatchObject({ changed: false, error: null, user: null });
    expect(counts).toMatchObject({
      total: outcomes.length,
      failed: 0,
      not_found: absent.length,
      exit_code: 0,
    });
    await later(world.current);
    const retried = await world.current.run(`runs retry ${counts.run_id} --yes`);
    expect(retried).toMatchObject({ exit: 0 });
    expect(retried.stderr).toContain('nothing is left to do');
    const shown = await world.current.run('runs show --outcome not_found --json');
    expect(answer(shown).results).toEqual(absent);
    const csv = await world.current.run('runs show -o csv');
    expect(csv.stdout.match(/,not_found,false,/g)).toHaveLength(absent.length);
    expect(JSON.parse((await world.current.run('runs list --json')).stdout)).toEqual([counts]);
  });

  it.each(VERBS)('are a bad row for users %s by address, a failure by id', async (verb) => {
    const bad = await run(verb, CASE, '--yes');
    expect(bad).toMatchObject({ exit: 2, stdout: '' });
    expect(bad.stderr).toContain('leavers.csv:3: email: there is no user with the e-mail address');
    expect(bad.stderr).toContain('--missing skip leaves out whom the organization does not have');
    const misspelt = await run(verb, 'manager,user_id\nboss@x.example,jane@exmaple.com\n', '--yes');
    expect(misspelt).toMatchObject({ exit: 2, stdout: '' });
    expect(misspelt.stderr).toContain('leavers.csv:2: user_id: ');
    expect(misspelt.stderr).toContain('did you mean jane@example.com');
    expect(misspelt.stderr).not.toContain('--missing skip');
    expect(await runFolders(world.current)).toEqual([]);
    const failed = await run(verb, 'usr_nobody\n', '--yes --json --missing fail');
    expect(failed.exit).toBe(1);
    expect(summary(failed)).toMatchObject({ failed: 1, not_found: 0 });
  });

  it.each(VERBS)(
    'are perhaps of another organization where nobody else is in the file: users %s',
    async (verb) => {
      const ended = await run(verb, 'email\nx@example.com\ny@example.com\n', '--yes --profile boss');
      expect(ended).toMatchObject({ exit: 2, stdout: '' });
      expect(ended.stderr).toContain(
        'none of them is in org_xyz789: give the organization that is meant with --org, `aitronos organizations list --profile boss` shows yours',
      );
    },
  );

  it.each(VERBS)('are nothing to do where nobody else is in the file: users %s', async (verb) => {
    const ended = await run(verb, 'email\nx@example.com\ny@example.com\n', '--yes --missing skip');
    expect(ended.exit).toBe(0);
    expect(ended.stderr).toContain(
      'nothing to do: 2 of 2 users are not in org_xyz789: x@example.com, y@example.com',
    );
    expect(ended.stdout).toMatch(/not_found +- +- +x@example\.com/);
    await later(world.current);
    expect(summary(await run(verb, 'usr_nobody\n', '--yes --missing skip --json'))).toMatchObject({
      not_found: 1,
      exit_code: 0,
    });
  });

  it('are told as perhaps misspelt where members have addresses like theirs, the first ten of them', async () => {
    const told =
      'left out: there is no user with the e-mail address "jnae@example.com" (did you mean jane@example.com?)';
    const like = Array.from({ length: 30 }, (_, at) => `jane${at}x@example.com\n`).join('');
    const many = await run('deactivate', `email\njnae@example.com\n${like}`, '--yes --missing skip');
    expect(many.exit).toBe(0);
    expect(many.stderr).toContain(`note: ${told}\n`);
    expect(many.stderr.match(/left out: /g)).toHaveLength(10);
    const line =
      'users deactivate jnae@example.com --transfer-to dept_eng001 --org org_xyz789 --missing skip';
    const one = await world.current.run(line);
    expect(one.exit).toBe(0);
    expect(one.stderr).toContain(`note: ${told}\n`);
  });

  it('are not asked about, counted or previewed', async () => {
    const dry = await run('deactivate', CASE, '--missing skip --dry-run -o json');
    expect(JSON.parse(dry.stdout).requests).toHaveLength(2);
    const asked = await run('remove', CASE, '--missing skip', {
      terminal: true,
      answers: [['2 users', '2\r']],
    });
    expect(asked.exit).toBe(0);
    expect(asked.stderr).toContain('1 of 3 users is not in org_xyz789: never.had.account@example.com');
  });

  it('beside a known address or id are a bad row all the same', async () => {
    const rows = 'user_id,email\nusr_abc123,nobody@example.com\nusr_gone,jane@example.com\n';
    const ended = await run('deactivate', rows, '--yes --missing skip');
    expect(ended).toMatchObject({ exit: 2, stdout: '' });
    expect(ended.stderr).toContain('leavers.csv:2: email: beside usr_abc123: there is no user');
    expect(ended.stderr).toContain(
      'leavers.csv:3: email: the user_id is usr_gone, but jane@example.com is usr_abc123',
    );
  });

  it('are whom the API says so of, not where anything else is missing', async () => {
    const other = refusal(404, 'ORGANIZATION_NOT_FOUND');
    await world.current.script(
      { status: 404, body: 'not here' },
      other,
      refusal(422, 'USER_NOT_FOUND'),
      refusal(404, 'USER_NOT_FOUND'),
      DONE,
    );
    const text = 'usr_1\nusr_2\nusr_3\nusr_4\nusr_5\n';
    const ended = await run('deactivate', text, '--yes --missing skip --no-check --json --concurrency 1');
    expect(ended.exit).toBe(3);
    expect(answer(ended).results.map(({ outcome }) => outcome)).toEqual([
      'failed',
      'failed',
      'failed',
      'not_found',
      'changed',
    ]);
  });

  it('are not those whom an attempt of ours removed, whose answer was lost', async () => {
    await world.current.script('reset', refusal(404, 'USER_NOT_FOUND'));
    const line = 'users remove usr_1 --org org_xyz789 --yes --missing skip --json';
    const ended = await world.current.run(line);
    expect(ended.exit).toBe(0);
    expect(JSON.parse(ended.stdout)).toMatchObject({ outcome: 'recovered', changed: true });
  });

  it('stay left out when the run is resumed', async () => {
    const interrupt = new AbortController();
    const { requests } = world.current;
    const push = requests.push.bind(requests);
    requests.push = (...arrived) => {
      if (arrived.some(({ path }) => path.endsWith('/deactivate'))) interrupt.abort();
      return push(...arrived);
    };
    const text = 'email\njane@example.com\nnobody@example.com\njohn@example.com\n';
    const more = '--yes --missing skip --no-check --json --concurrency 1';
    const stopped = await run('deactivate', text, more, { interrupt });
    expect(stopped.exit).toBe(130);
    const { run_id } = summary(stopped);
    expect((await world.current.run(`runs resume ${run_id} --dry-run -o json`)).exit).toBe(0);
    const resumed = await world.current.run(`runs resume ${run_id} --yes --json`);
    expect(summary(resumed)).toMatchObject({ changed: 2, not_found: 1, exit_code: 0 });
  });
});

describe('one person whom the organization does not have', () => {
  it.each(VERBS.flatMap((verb) => ['usr_nobody', 'nobody@example.com'].map((who) => [verb, who] as const)))(
    'is no failure with --missing skip: users %s %s',
    async (verb, who) => {
      const line = `users ${verb} ${who} --org org_xyz789 ${given(verb)} --yes`;
      expect((await world.current.run(line)).exit).toBe(1);
      const ended = await world.current.run(`${line} --missing skip --json`);
      expect(ended).toMatchObject({
        exit: 0,
        stderr: expect.stringContaining(`${who} is not in org_xyz789`),
      });
      expect(JSON.parse(ended.stdout)).toMatchObject({ outcome: 'not_found', changed: false, error: null });
    },
  );
});

describe('a list of nobody', () => {
  it.each([...VERBS, 'invite'])('is nothing to do: users %s', async (verb) => {
    for (const text of ['email\n', 'email,name\r\n', 'user_id,email']) {
      const path = await file(world.current, 'nobody.csv', text);
      const line = `users ${verb} --from ${path} --org org_xyz789`;
      const more = verb === 'deactivate' ? '--transfer-to dept_eng001' : '';
      if (verb === 'invite' && text.startsWith('user_id')) continue;
      const ended = await world.current.run(`${line} ${more} --json`);
      expect(ended).toMatchObject({
        exit: 0,
        stderr: expect.stringMatching(/nothing to do: \S*nobody\.csv names nobody\n$/),
      });
      expect(JSON.parse(ended.stdout)).toMatchObject({
        summary: { run_id: null, action: verb, total: 0, exit_code: 0 },
        results: [],
      });
    }
    expect(world.current.requests).toEqual([]);
    expect(await runFolders(world.current)).toEqual([]);
  });

  it.each(['', '\n\n'])('is a mistake without a header: %j', async (text) => {
    expect(await run('deactivate', text, '--yes')).toMatchObject({ exit: 2, stdout: '' });
  });
});

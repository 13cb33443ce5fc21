import { describe, expect, it } from 'vitest';
import { ORG, useWorld } from '../../world.ts';
import { answer, file, interruptAfter, later, summary } from '../users/many/leavers.ts';

const world = useWorld();

async function invite(text: string): Promise<string> {
  const path = await file(world.current, 'newcomers.csv', text);
  const ended = await world.current.run(`users invite --from ${path} ${ORG} --role role_member --yes --json`);
  await later(world.current);
  return summary(ended).run_id;
}
const removals = () =>
  world.current.requests.filter(({ method, path }) => method === 'DELETE' && path.includes('/users/'));
const idOf = async (email: string): Promise<string> =>
  JSON.parse((await world.current.run(`users get ${email} ${ORG} --json`)).stdout).user_id ?? '';

const THREE = 'email\nkim@new.example\njane@example.com\nlee@new.example\n';

describe('undo of a run of invitations', () => {
  it('removes exactly whom the run invited', async () => {
    const run_id = await invite(THREE);
    const before = await world.current.run(`runs undo ${run_id}`);
    expect(before).toMatchObject({ exit: 2, stdout: '' });
    expect(before.stderr).toContain('Remove 2 users from org_xyz789?');
    const dry = await world.current.run(`runs undo ${run_id} --dry-run --json`);
    expect(JSON.parse(dry.stdout).requests).toHaveLength(2);
    expect(removals()).toEqual([]);
    const undone = await world.current.run(`runs undo ${run_id} --yes --json`);
    expect(answer(undone)).toMatchObject({
      summary: { action: 'remove', total: 2, changed: 2, exit_code: 0 },
      results: [{ input: { email: 'kim@new.example' } }, { input: { email: 'lee@new.example' } }],
    });
    expect(undone.stderr).not.toContain('resources');
    expect((await world.current.run(`users get jane@example.com ${ORG}`)).exit).toBe(0);
    expect((await world.current.run(`users get kim@new.example ${ORG}`)).exit).toBe(1);
    expect((await world.current.run(`runs show ${run_id}`)).stderr).toContain('it was undone by run');
    expect(await world.current.run(`runs undo ${run_id} --yes`)).toMatchObject({ exit: 2, stdout: '' });
  });

  it('says what tells whether somebody in doubt was invited, which resume does not', async () => {
    const invited = (id: string) => ({ status: 201, body: { id, account_state: 'pending' } });
    await world.current.script(invited('usr_new1'), { status: 503 });
    const path = await file(world.current, 'two.csv', 'email\na@new.example\nb@new.example\n');
    const ended = await world.current.run(
      `users invite --from ${path} ${ORG} --yes --no-check --concurrency 1 --json`,
    );
    await later(world.current);
    const sent = world.current.requests.length;
    const resumed = await world.current.run(`runs resume ${summary(ended).run_id} --yes`);
    expect(resumed.stderr).toContain('nothing is left to do');
    expect(world.current.requests).toHaveLength(sent);
    const { stderr } = await world.current.run(`runs undo ${summary(ended).run_id}`);
    expect(stderr).toContain(
      'note: whether the run invited 1 user is not known, and undo leaves them out: ' +
        `aitronos runs verify ${summary(ended).run_id} shows how they are\n`,
    );
  });

  it('is confirmed by the number, as users remove is', async () => {
    const run_id = await invite(THREE);
    const ended = await world.current.run(`runs undo ${run_id}`, {
      terminal: true,
      answers: [['Remove 2 users', 'y\r']],
    });
    expect(ended.exit).toBe(130);
    expect(removals()).toEqual([]);
    const typed = await world.current.run(`runs undo ${run_id}`, {
      terminal: true,
      answers: [['Remove 2 users', '2\r']],
    });
    expect(typed.exit).toBe(0);
  });

  it('leaves out whom a later run changed or invited anew, and who is gone', async () => {
    const run_id = await invite('email\na@new.example\nb@new.example\nc@new.example\n');
    const b = await idOf('b@new.example');
    await world.current.run(`users remove ${b} ${ORG} --yes`);
    const c = await idOf('c@new.example');
    await world.current.run(`users remove ${c} ${ORG} --yes`);
    await invite('email\nc@new.example\n');
    const undone = await world.current.run(`runs undo ${run_id} --yes --json`);
    const results = answer(undone).results.filter(({ outcome }) => outcome === 'changed');
    expect(results.map(({ input }) => input['email'])).toEqual(['a@new.example']);
    expect(undone.stderr).toContain('b@new.example is left out: there is no user');
    expect(undone.stderr).toMatch(
      /left out: .*c@new\.example|c@new\.example is left out|usr_\S+ is left out/,
    );
    expect((await world.current.run(`users get c@new.example ${ORG}`)).exit).toBe(0);
  });

  it('leaves out an address that is of another account by now', async () => {
    const w = world.current;
    const other = { id: 'orguser_2', user_id: 'usr_new2', email: 'a@new.example', full_name: 'A' };
    await w.script(
      { status: 201, body: { id: 'usr_new1', account_state: 'pending' } },
      { status: 200, body: { users: [other], total_users_count: 1, skip: 0, take: 100 } },
    );
    await w.run(`users invite a@new.example ${ORG}`);
    await later(w);
    const { stderr } = await w.run('runs undo 20260301-120000-8000 --yes');
    const why = 'it is now usr_new2, who is not whom the run invited (usr_new1)';
    expect(stderr).toContain(`a@new.example is left out: ${why}`);
    expect(removals()).toEqual([]);
  });

  it('does nothing where nobody of it is left', async () => {
    const run_id = await invite('email\na@new.example\n');
    await world.current.run(`users remove ${await idOf('a@new.example')} ${ORG} --yes`);
    world.current.requests = [];
    const ended = await world.current.run(`runs undo ${run_id} --yes`);
    expect(ended).toMatchObject({ exit: 0, stdout: '' });
    expect(ended.stderr).toContain('nothing to do: nobody whom it invited is there any more');
    expect(removals()).toEqual([]);
  });

  it('leaves protected users alone', async () => {
    const run_id = await invite(THREE);
    await world.current.run('config set protect *@new.example');
    const ended = await world.current.run(`runs undo ${run_id} --yes`);
    expect(ended).toMatchObject({ exit: 2, stdout: '' });
    expect(removals()).toEqual([]);
  });

  it('is what an invitation of one says', async () => {
    const one = await world.current.run(`users invite kim@new.example ${ORG}`);
    expect(one.stderr).toMatch(/to undo: aitronos users remove usr_\S+ --org org_xyz789/);
  });
});

it('the question of a run of invitations that goes on names whom it invites', async () => {
  const w = world.current;
  const path = await file(w, 'newcomers.csv', 'email\nkim@new.example\nlee@new.example\n');
  const line = `users invite --from ${path} ${ORG} --role role_member --yes --no-check --concurrency 1 --json`;
  const { run_id } = summary(await w.run(line, interruptAfter(w, 1)));
  await later(w);
  w.requests.length = 0;
  const { exit, stderr } = await w.run(`runs resume ${run_id}`, { terminal: true, stdin: 'n\r' });
  expect(stderr).toContain('invite 1 user to org_xyz789? It is lee@new.example.');
  expect({ exit, sent: w.requests.filter(({ method }) => method === 'POST') }).toEqual({
    exit: 130,
    sent: [],
  });
});

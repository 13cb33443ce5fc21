import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { ArrivedRequest } from '../../src/sandbox/request.ts';
import { tokenOf } from '../auth/jwt.ts';
import { later } from '../commands/users/many/leavers.ts';
import { type Answer, perhaps } from '../scripted-server.ts';
import { type CallOptions, ORG, useWorld } from '../world.ts';

const world = useWorld();
const OTHER = 'usr_other1';
/** The user whom a guard has to save. */
const SAVED = 'usr_saved1';

/** The organization as the scripted API has it; a guard begins to hold when `api` is changed between two calls. */
const api = {
  me: 'usr_me0001',
  owners: ['usr_me0001'],
  members: 100,
  fails: [] as string[],
  who: null as Answer | null,
};

const done = (id: string) => ({
  id,
  user_id: id,
  email: `${id.slice(4)}@example.com`,
  full_name: `Name of ${id}`,
  account_state: 'deactivated',
});
const refused = (status: number) => ({
  status,
  body: { success: false, error: { code: 'REFUSED', message: 'Refused.', type: 'client_error', status } },
});

const whoIs = (): Answer => api.who ?? { status: 200, body: { id: api.me } };

function answerTo({ method, path, body }: ArrivedRequest): Answer {
  const ok = (of: object): Answer => ({ status: 200, body: of });
  if (path === '/v1/user/me') return whoIs();
  if (path.endsWith('/roles')) return ok({ roles: [{ id: 'role_owner', name: 'Owner', is_custom: false }] });
  if (path.includes('/roles/role_owner/members')) {
    const members = api.owners.map((user_id) => ({ user_id, account_state: 'active' }));
    return ok({ members, total: members.length });
  }
  if (path.endsWith('/statuses')) return ok({ statuses: [{ id: 'status_active', name: 'Active' }] });
  if (path.endsWith('/users') && method === 'POST') {
    const found = [OTHER, SAVED].map(done).filter(({ email }) => body.includes(email));
    return ok({ users: body.includes('status_active') ? [] : found, total: api.members });
  }
  if (/invit/.test(path)) return ok(done(body.includes('saved1') ? SAVED : OTHER));
  const [id = ''] = /usr_\w+/.exec(path) ?? [];
  if (api.fails.includes(id)) return refused(404);
  if (method === 'DELETE') return { status: 204 };
  return ok({ ...done(id), account_state: method === 'GET' ? 'active' : 'deactivated' });
}

beforeEach(async () => {
  Object.assign(api, { me: 'usr_me0001', owners: ['usr_me0001'], members: 100, fails: [], who: null });
  world.current.answersLooks = false;
  await world.current.script(perhaps(answerTo));
});

/** The changes of the user who has to be saved that arrived since `before` requests. */
const changesSince = (before: number) =>
  world.current.requests
    .slice(before)
    .filter(({ path }) => path.includes(SAVED) || path.includes(OTHER))
    .filter(({ method, path }) => method === 'DELETE' || /activate$/.test(path));

const inFile = async (name: string, text: string): Promise<string> => {
  const path = join(world.current.home, name);
  await writeFile(path, text);
  return path;
};

const deactivate = (users: string, more = '') =>
  world.current.run(
    `users deactivate ${users} ${ORG} --transfer-to dept_eng001 --yes --no-check --concurrency 1 ${more}`,
  );

/** What begins before the guard holds, and the line that would send the saved user while it holds. */
interface Way {
  readonly what: string;
  readonly begin: () => Promise<unknown>;
  readonly line: string | (() => string);
}

const RUN = '20260301-120000-8000';
const nothing = async () => {};
const NEW_RUN = `${OTHER} ${SAVED} ${ORG} --yes`;

const wordsOf = ({ line }: Pick<Way, 'line'>) => (typeof line === 'string' ? line : line());
const planFile = () => join(world.current.home, 'plan.json');

/** A plan that was made before the guard held, and its application. */
const applied = (what: string, line: string, more = ''): Way => ({
  what: `runs apply ${more}of ${what}`,
  begin: async () => {
    const ended = await world.current.run(`${line} ${ORG} --no-check --plan ${planFile()}`);
    expect(ended.exit, ended.stderr).toBe(0);
  },
  line: () => `runs apply ${planFile()} ${more}--yes`,
});

const WAYS: readonly Way[] = [
  applied('a deactivation', `users deactivate ${OTHER} ${SAVED} --transfer-to dept_eng001`),
  applied('a deactivation', `users deactivate ${OTHER} ${SAVED} --transfer-to dept_eng001`, '--no-check '),
  applied('a removal', `users remove ${OTHER} ${SAVED}`),
  {
    what: 'users deactivate',
    begin: nothing,
    line: `users deactivate ${NEW_RUN} --transfer-to dept_eng001`,
  },
  {
    what: 'users deactivate --no-check',
    begin: nothing,
    line: `users deactivate ${NEW_RUN} --transfer-to dept_eng001 --no-check`,
  },
  { what: 'users remove', begin: nothing, line: `users remove ${NEW_RUN}` },
  { what: 'users remove --no-check', begin: nothing, line: `users remove ${NEW_RUN} --no-check` },
  {
    what: 'runs resume',
    begin: async () => {
      api.fails = ['usr_first1'];
      await deactivate(`usr_first1 ${OTHER} ${SAVED}`, '--fail-fast');
    },
    line: `runs resume ${RUN} --yes`,
  },
  {
    what: 'runs retry',
    begin: async () => {
      api.fails = [OTHER, SAVED];
      await deactivate(`${OTHER} ${SAVED}`);
      api.fails = [];
    },
    line: `runs retry ${RUN} --yes`,
  },
  {
    what: 'runs undo of invitations',
    begin: async () => {
      const path = await inFile('new.csv', 'email\nother1@example.com\nsaved1@example.com\n');
      await world.current.run(`users invite --from ${path} ${ORG} --role role_member --yes --no-check`);
    },
    line: `runs undo ${RUN} --yes`,
  },
  {
    what: 'runs undo of a deactivation',
    begin: () => deactivate(`${OTHER} ${SAVED}`),
    line: `runs undo ${RUN} --yes`,
  },
];

/** A guard: what makes it hold, what is added to the line, and what it says. */
interface Guard {
  readonly what: string;
  readonly hold?: () => Promise<unknown>;
  readonly more?: () => Promise<string>;
  readonly env?: CallOptions['env'];
  readonly says: RegExp;
  /** True where it is about deactivating and removing alone. */
  readonly shutsOut?: true;
}

const KEY = { AITRONOS_ACCESS_TOKEN: undefined, AITRONOS_API_KEY: 'key' };
const protect = (rule: string) => () => world.current.run(['config', 'set', 'protect', rule]);

const GUARDS: readonly Guard[] = [
  { what: 'the stored list, an id', hold: protect(SAVED), says: /is protected by the stored list/ },
  {
    what: 'the stored list, an address',
    hold: protect('saved1@example.com'),
    says: /is protected by the stored list/,
  },
  {
    what: 'the stored list, a role',
    hold: async () => {
      api.owners = ['usr_me0001', SAVED];
      await protect('role:Owner')();
    },
    says: /is protected by the stored list .*role:Owner/,
  },
  {
    what: 'a file of --protect',
    more: async () => `--protect ${await inFile('keep.txt', `${SAVED}\n`)}`,
    says: /is protected by .*keep\.txt/,
  },
  {
    what: 'the signed-in user, by the token',
    env: { AITRONOS_ACCESS_TOKEN: tokenOf(SAVED) },
    says: /usr_saved1 is the signed-in user/,
  },
  {
    what: 'the signed-in user, by the API',
    hold: async () => Object.assign(api, { me: SAVED }),
    says: /usr_saved1 is the signed-in user/,
    shutsOut: true,
  },
  {
    what: 'the last active owner',
    hold: async () => Object.assign(api, { owners: [SAVED] }),
    says: /usr_saved1 is the last active owner/,
    shutsOut: true,
  },
  {
    what: 'all active owners, with a key',
    hold: async () => Object.assign(api, { owners: [OTHER, SAVED] }),
    env: KEY,
    says: /usr_other1, usr_saved1 are all active owners/,
    shutsOut: true,
  },
  {
    what: 'the stored max',
    hold: () => world.current.run('config set max 1'),
    says: /2 users are more than the stored max 1/,
  },
  { what: '--max', more: async () => '--max 1', says: /2 users are more than --max 1: / },
  {
    what: 'a share of the members',
    hold: async () => Object.assign(api, { members: 15 }),
    more: async () => '--max 10%',
    says: /2 users are more than --max 10% of 15 active members/,
  },
];

const isShutOut = ({ what }: Way) => what !== 'runs undo of a deactivation';

describe('a guard holds wherever rows are sent', () => {
  const cases = GUARDS.flatMap((guard) =>
    WAYS.filter((way) => guard.shutsOut !== true || isShutOut(way)).map(
      (way) => [guard.what, way.what, guard, way] as const,
    ),
  );
  it.each(cases)('%s: %s', async (_guard, _way, { hold, more, env, says }, { begin, line }) => {
    const w = world.current;
    await begin();
    await later(w);
    await hold?.();
    const before = w.requests.length;
    const ended = await w.run(
      `${wordsOf({ line })} ${(await more?.()) ?? ''}`,
      env === undefined ? {} : { env },
    );
    expect({ exit: ended.exit, stdout: ended.stdout, changes: changesSince(before) }).toEqual({
      exit: 2,
      stdout: '',
      changes: [],
    });
    expect(ended.stderr).toMatch(says);
    expect(ended.stderr).toMatch(/nothing was sent \((PROTECTED_USER|TOO_MANY)\)/);
  });

  it.each(WAYS)('and nothing stops $what where none does', async ({ begin, line }) => {
    const w = world.current;
    await begin();
    await later(w);
    const before = w.requests.length;
    await w.run(wordsOf({ line }));
    expect(changesSince(before).length).toBeGreaterThanOrEqual(2);
  });
});

it('a file of one row does not lock out who sends it, and says how to go on without the row', async () => {
  api.me = SAVED;
  const file = await inFile('one.csv', `user_id\n${SAVED}\n`);
  const { exit, stderr } = await deactivate('', `--from ${file}`);
  expect(stderr).toContain(`${SAVED} is the signed-in user: nothing was sent (PROTECTED_USER)`);
  expect(stderr).toMatch(/\nhint: .*leave the row out/);
  expect({ exit, changes: changesSince(0) }).toEqual({ exit: 2, changes: [] });
});

describe('where the API gives no answer to what a guard asks', () => {
  const blind = (status: number) =>
    world.current.script((request) =>
      /\/(me|roles)$/.test(request.path) ? refused(status) : answerTo(request),
    );

  it.each([403, 404, 405, 501])('a note says so, and the run goes on: %i', async (status) => {
    await blind(status);
    const { exit, stderr } = await deactivate(`${OTHER} ${SAVED}`);
    expect(exit).toBe(0);
    expect(stderr).toContain('the API does not tell who the owners are: whether one is left is not checked');
  });

  it('--no-check goes ahead after a failure, with a note', async () => {
    await blind(500);
    const { exit, stderr } = await deactivate(`${OTHER} ${SAVED}`);
    expect(exit).toBe(0);
    expect(stderr).toContain('whether an active owner is left is not checked: Refused.');
  });

  it('a run that is taken up again sends nothing', async () => {
    api.fails = [OTHER, SAVED];
    await blind(500);
    await deactivate(`${OTHER} ${SAVED}`);
    api.fails = [];
    const before = world.current.requests.length;
    const ended = await world.current.run(`runs retry ${RUN} --yes`);
    expect(ended).toMatchObject({ exit: 5, stdout: '' });
    expect(changesSince(before)).toEqual([]);
  });
});

/** Answers to `/v1/user/me` that are no user, and the words that are quoted. */
const NOBODY: readonly (readonly [string, Answer, string])[] = [
  ['204', { status: 204 }, 'something other than the signed-in user'],
  ['an error', { status: 200, body: { error: { code: 'X', message: 'Down.' } } }, 'an error (Down.)'],
  ['a text', { status: 200, body: { error: 'Down.' } }, 'an error (Down.)'],
  ['a detail', { status: 200, body: { detail: 'Down.' } }, 'an error (Down.)'],
  ['a list of details', { status: 200, body: { detail: [{ msg: 'Down.' }] } }, 'an error (Down.)'],
  ['no success', { status: 200, body: { success: false } }, 'an error (success: false)'],
  ['no fields', { status: 200, body: {} }, 'something other than the signed-in user'],
  ['an id of null', { status: 200, body: { id: null } }, 'something other than the signed-in user'],
  ['an empty id', { status: 200, body: { id: '' } }, 'something other than the signed-in user'],
  ['a number', { status: 200, body: { id: 7 } }, 'something other than the signed-in user'],
  ['an id of another kind', { status: 200, body: { id: 'org_me0001' } }, 'something other than'],
  ['a user in a list', { status: 200, body: [{ id: 'usr_me0001' }] }, 'something other than'],
];

describe('an answer that is not the signed-in user', () => {
  const FIRST: Record<string, () => string> = {
    'users deactivate': () => `users deactivate ${NEW_RUN} --transfer-to dept_eng001`,
    'users remove': () => `users remove ${NEW_RUN}`,
    '--plan': () => `users deactivate ${OTHER} ${SAVED} ${ORG} --transfer-to dept_eng001 --plan -`,
    'runs apply': () => `runs apply ${planFile()} --yes`,
    'runs apply --four-eyes': () => `runs apply ${planFile()} --yes --four-eyes`,
    'runs apply --no-check': () => `runs apply ${planFile()} --yes --no-check --four-eyes`,
  };

  it.each(NOBODY)('stops every way before the first change: %s', async (_what, answer, says) => {
    const w = world.current;
    await applied('', `users deactivate ${OTHER} ${SAVED} --transfer-to dept_eng001`).begin();
    api.who = answer;
    const before = w.requests.length;
    for (const [what, line] of Object.entries(FIRST)) {
      const { exit, stdout, stderr } = await w.run(line());
      expect({ what, exit, stdout, changes: changesSince(before) }, stderr).toEqual({
        ...{ what, exit: 1, stdout: '', changes: [] },
      });
      expect(stderr).toContain(says);
      expect(stderr).toMatch(/\(UNEXPECTED_ANSWER\)\nhint: /);
    }
  });

  it('may be that of no user to an API key, and the run goes on', async () => {
    api.who = { status: 200, body: { id: null } };
    const before = world.current.requests.length;
    const { exit, stderr } = await world.current.run(`users remove ${NEW_RUN}`, { env: KEY });
    expect(exit, stderr).toBe(0);
    expect(changesSince(before)).toHaveLength(2);
  });

  it.each([
    ['is no user to an API key', { status: 200, body: { id: null } }, KEY],
    ['may not be asked for', refused(403), {}],
  ])('applies no plan under --four-eyes where it %s', async (_what, answer, env) => {
    const w = world.current;
    await applied('', `users deactivate ${OTHER} ${SAVED} --transfer-to dept_eng001`).begin();
    api.who = answer;
    const before = w.requests.length;
    const { exit, stderr } = await w.run(`runs apply ${planFile()} --yes --four-eyes`, { env });
    expect(stderr).toContain(
      '--four-eyes: the API does not say who is signed in: nothing was sent (FOUR_EYES)',
    );
    expect({ exit, changes: changesSince(before) }).toEqual({ exit: 2, changes: [] });
  });
});

describe('who made a run is in its record', () => {
  const RUNS: readonly string[] = ['runs undo of a deactivation', 'runs undo of invitations'];

  it.each(RUNS)('with a token that does not say it: %s', async (what) => {
    const w = world.current;
    const way = WAYS.find((each) => each.what === what);
    await way?.begin();
    await later(w);
    const undone = await w.run(`${way === undefined ? '' : wordsOf(way)} --json`);
    const { run_id } = JSON.parse(undone.stdout).summary;
    const journal = await readFile(join(w.home, 'state', 'runs', run_id, 'journal.jsonl'), 'utf8');
    expect(JSON.parse(journal.split('\n')[0] ?? '')).toMatchObject({ by: api.me });
  });
});

describe('the question of a run that is taken up again names the first people', () => {
  const asked = async (line: string): Promise<string> => {
    const ended = await world.current.run(line.replace(' --yes', ''), {
      terminal: true,
      columns: 2000,
      stdin: '\u001b',
    });
    expect(ended.exit).toBe(130);
    return ended.stderr.replaceAll(/\s+/g, ' ');
  };
  it.each([
    ['runs resume', 'They are usr_other1, usr_saved1.'],
    ['runs retry', 'They are usr_other1, usr_saved1.'],
    ['runs undo of invitations', 'Name of usr_other1 (other1@example.com), Name of usr_saved1'],
    ['runs undo of a deactivation', 'Name of usr_other1 (other1@example.com), Name of usr_saved1'],
  ])('%s: %s', async (what, words) => {
    const way = WAYS.find((each) => each.what === what);
    await way?.begin();
    await later(world.current);
    expect(await asked(way === undefined ? '' : wordsOf(way))).toContain(words);
  });

  it('by what was typed, where the journal has no more', async () => {
    api.fails = [OTHER, SAVED];
    await deactivate('other1@example.com saved1@example.com');
    expect(await asked(`runs retry ${RUN}`)).toContain(
      'They are other1@example.com (usr_other1), saved1@example.com (usr_saved1).',
    );
  });

  it('at most five, and how many more', async () => {
    const many = Array.from({ length: 7 }, (_, index) => `usr_n${index}`);
    api.fails = many;
    await deactivate(many.join(' '));
    expect(await asked(`runs retry ${RUN}`)).toContain(
      'They are usr_n0, usr_n1, usr_n2, usr_n3, usr_n4 and 2 more.',
    );
  });
});

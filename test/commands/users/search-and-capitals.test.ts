import { describe, expect, it } from 'vitest';
import type { ArrivedRequest } from '../../../src/sandbox/request.ts';
import { type Answer, perhaps } from '../../scripted-server.ts';
import { useWorld } from '../../world.ts';

const world = useWorld();

interface Member {
  readonly user_id: string;
  readonly email: string;
  readonly full_name: string;
}

const member = (user_id: string, email: string): Member => ({
  user_id,
  email,
  full_name: `Name of ${user_id}`,
});
const fold = (text: string) => text.toLowerCase();
const many = (count: number) =>
  Array.from({ length: count }, (_, index) => member(`usr_${index}`, `Person${index}@Example.com`));
const SMALL = member('usr_small', 'small@example.com');
const BOSS = member('usr_boss', 'Boss@Example.COM');

/** How an API may search, of which no page says more than in which fields. */
const SEARCHES: readonly (readonly [how: string, finds: (row: Member, term: string) => boolean])[] = [
  ['heeds no capitals', ({ email }, term) => fold(email).includes(fold(term))],
  ['heeds capitals', ({ email }, term) => email.includes(term)],
  ['finds beginnings, and heeds capitals', ({ email }, term) => email.startsWith(term)],
  ['looks for small letters alone', ({ email }, term) => email.includes(fold(term))],
  ['finds names alone', ({ full_name }, term) => full_name.includes(term)],
  ['answers everybody', () => true],
];

const serve =
  (members: readonly Member[], finds: (row: Member, term: string) => boolean) =>
  ({ path, method, body }: ArrivedRequest): Answer => {
    if (path.endsWith('/deactivate')) {
      const id = path.split('/').at(-2);
      return { status: 200, body: { id, account_state: 'deactivated' } };
    }
    if (!path.endsWith('/users') || method !== 'POST') return { status: 403, body: '{}' };
    const { search_term, skip, take } = JSON.parse(body);
    const found = members.filter((row) => search_term === undefined || finds(row, search_term));
    return { status: 200, body: { users: found.slice(skip, skip + take), total_users_count: found.length } };
  };

/** The outcomes of a run with `--missing skip`, and of a change of one. */
const outcomesOf = (stdout: string): string[] => {
  const answer = JSON.parse(stdout);
  return (answer.results ?? [answer]).map((one: { outcome: string }) => one.outcome);
};

const WHERE = '--org org_xyz789 --transfer-to dept_eng001 --yes --json';

describe.each(SEARCHES)('where the search %s', (_how, finds) => {
  it.each([10, 1200])('nobody of %i who is there counts as missing', async (count) => {
    await world.current.script(perhaps(serve([SMALL, ...many(count), BOSS], finds)));
    const stdin = 'email\nboss@example.com\nnobody@example.com\nperson3@example.com\n';
    const line = `users deactivate --from - --missing skip ${WHERE}`;
    const { stdout } = await world.current.run(line, { stdin });
    expect(outcomesOf(stdout)).toEqual(['changed', 'not_found', 'changed']);
    for (const [user, outcome] of [
      ['boss@example.com', 'changed'],
      ['nobody@example.com', 'not_found'],
    ]) {
      const one = await world.current.run(`users deactivate ${user} --missing skip ${WHERE}`);
      expect(outcomesOf(one.stdout), user).toEqual([outcome]);
    }
  });
});

// A search that finds nobody of a domain is refused by itself.
describe.each(SEARCHES.slice(0, 2))('a protected domain, where the search %s', (_how, finds) => {
  it.each(['Boss@Example.COM', 'boss@example.com', 'BOSS@EXAMPLE.COM'])('protects %s', async (email) => {
    const members = [
      member('usr_a', 'a@example.com'),
      member('usr_boss', email),
      member('usr_b', 'B@EXAMPLE.COM'),
    ];
    await world.current.script(perhaps(serve(members, finds)));
    for (const domain of ['example.com', 'Example.Com']) {
      await world.current.run(`config set protect *@${domain}`);
      const { exit, stderr } = await world.current.run(`users deactivate usr_boss ${WHERE}`);
      expect(exit).toBe(2);
      expect(stderr).toContain('usr_boss is protected by');
    }
    expect(world.current.requests.filter(({ path }) => path.endsWith('/deactivate'))).toEqual([]);
  });
});

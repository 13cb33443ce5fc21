import { describe, expect, it } from 'vitest';
import { useWorld } from '../world.ts';

type Body = string | object;

const world = useWorld();
const list = (more = '') => world.current.run(`organizations list ${more}`);
const EXAMPLE = {
  id: 'org_xyz789',
  name: 'Example',
  description: null,
  logo: null,
  createdAt: '2025-01-15T09:00:00Z',
  updatedAt: '2025-01-15T09:00:00Z',
};
const OTHER = { ...EXAMPLE, id: 'org_other', name: 'Other', description: 'The other one' };
const paths = () => world.current.requests.map(({ method, path }) => `${method} ${path}`);

describe('organizations list', () => {
  it('shows those of the signed-in user, and needs no --org', async () => {
    expect(await list()).toMatchObject({
      exit: 0,
      stdout: 'ORGANIZATION  NAME     DESCRIPTION\norg_xyz789    Example  -\n',
      stderr: '',
    });
    expect(paths()).toEqual(['GET /v1/organizations?skip=0&limit=100']);
  });

  it.each<[string, Body]>([
    ['a bare array', [EXAMPLE, OTHER]],
    ['a list object', { organizations: [EXAMPLE, OTHER], total: 2 }],
    ['a list by another name', { object: 'list', data: [EXAMPLE, OTHER], has_more: false }],
    ['a list with what is no object', [null, EXAMPLE, 7, OTHER]],
  ])('gives in JSON the array of the API: %s', async (_what, body) => {
    await world.current.script({ status: 200, body });
    expect(JSON.parse((await list('--json')).stdout)).toEqual([EXAMPLE, OTHER]);
  });

  it.each<[string, Body]>([
    ['no list', { total: 0 }],
    ['two lists', { active: [EXAMPLE], inactive: [OTHER] }],
    ['only a text', '"none"'],
    ['null alone', 'null'],
  ])('is an error where the answer has %s', async (_what, body) => {
    await world.current.script({ status: 200, body });
    expect(await list()).toMatchObject({ exit: 1, stdout: '' });
  });

  it('reads page after page, and gives each once', async () => {
    const all = Array.from({ length: 150 }, (_, n) => ({ ...EXAMPLE, id: `org_${n}` }));
    await world.current.script(
      { status: 200, body: { organizations: all.slice(0, 100), total: 150 } },
      { status: 200, body: { organizations: all.slice(99), total: 150 } },
    );
    const { stdout } = await list('-o ids');
    expect(stdout.trim().split('\n')).toEqual(all.map(({ id }) => id));
    expect(paths()).toEqual([
      'GET /v1/organizations?skip=0&limit=100',
      'GET /v1/organizations?skip=99&limit=100',
    ]);
  });

  it('asks for those that are not active where that is wanted', async () => {
    expect((await list('--include-inactive -o csv')).stdout).toBe(
      'organization_id,name,description\r\norg_xyz789,Example,\r\n',
    );
    expect(paths()).toEqual(['GET /v1/organizations?active_only=false&skip=0&limit=100']);
  });

  it('says so where there are none', async () => {
    await world.current.script({ status: 200, body: [] });
    expect(await list()).toMatchObject({ exit: 0, stderr: 'note: there are no organizations\n' });
  });
});

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Answer } from '../scripted-server.ts';
import { ORG, useWorld } from '../world.ts';

const world = useWorld();
const API = '/v1/organizations/org_xyz789';
const planFile = () => join(world.current.home, 'plan.json');
const PLAN = `users update-memberships usr_abc123 ${ORG} --role role_member --department dept_sales001 --plan`;

async function plan() {
  const ended = await world.current.run(`${PLAN} ${planFile()}`);
  expect(ended).toMatchObject({ exit: 0 });
  const { rows } = JSON.parse(readFileSync(planFile(), 'utf8'));
  return { ...ended, seen: rows[0].seen };
}

async function applied() {
  world.current.requests.length = 0;
  const ended = await world.current.run(`runs apply ${planFile()} --yes`);
  return { ...ended, sent: world.current.requests.filter(({ method }) => method === 'PATCH').length };
}

const member = (verb: 'post' | 'delete', group: string) =>
  verb === 'post'
    ? ['api', 'post', `${API}/${group}/members`, '-f', 'user_id=usr_abc123']
    : ['api', 'delete', `${API}/${group}/members/usr_abc123`];

describe('a plan of memberships', () => {
  it('has all roles and departments of its user, of which the row names one role', async () => {
    await world.current.run(member('post', 'roles/role_billing_manager'));
    expect((await plan()).seen).toMatchObject({
      role_ids: ['role_admin1', 'role_billing_manager'],
      department_ids: ['dept_eng001'],
    });
  });

  it('is not made with a department that is not there', async () => {
    const line = `users update-memberships usr_abc123 ${ORG} --no-roles --department dept_gone --plan -`;
    const { exit, stdout, stderr } = await world.current.run(line);
    expect({ exit, stdout }).toEqual({ exit: 4, stdout: '' });
    expect(stderr).toMatch(/no department dept_gone.*CHECK_FAILED/);
  });

  const SET = [
    member('delete', 'departments/dept_eng001'),
    member('post', 'departments/dept_sales001'),
    member('post', 'roles/role_member'),
  ];
  it.each<
    [what: string, meanwhile: readonly (readonly string[])[], exit: number, sent: number, words: string]
  >([
    ['nothing changed', [], 0, 1, '1 user: 1 changed'],
    [
      'got a department',
      [member('post', 'departments/dept_support001')],
      2,
      0,
      'had the departments dept_eng001, and got dept_eng001, dept_support001 since it was planned',
    ],
    [
      'lost a department',
      [member('delete', 'departments/dept_eng001')],
      2,
      0,
      'had the departments dept_eng001, and got none since it was planned',
    ],
    [
      'got a second role, which the row does not show',
      [member('post', 'roles/role_billing_manager')],
      2,
      0,
      'had the roles role_admin1, and got role_admin1, role_billing_manager since it was planned',
    ],
    [
      'is as planned already',
      [...SET, member('delete', 'roles/role_admin1')],
      0,
      0,
      'already as planned: usr_abc123',
    ],
    [
      'has the planned roles, and not the departments',
      [member('delete', 'roles/role_admin1'), member('post', 'roles/role_member')],
      0,
      1,
      '1 user: 1 changed',
    ],
    [
      'is as planned, but for a role besides',
      SET,
      2,
      0,
      'had the roles role_admin1, and got role_admin1, role_member since it was planned',
    ],
  ])('whose user %s', async (_what, meanwhile, exit, sent, words) => {
    await plan();
    for (const line of meanwhile) expect((await world.current.run(line)).exit).toBe(0);
    const ended = await applied();
    expect({ exit: ended.exit, sent: ended.sent }).toEqual({ exit, sent });
    expect(ended.stderr).toContain(words);
  });

  /** An API with this answer in place of a list of departments or of their members. */
  const blind = async (path: string, refused: Answer) => {
    const ok = (body: object): Answer => ({ status: 200, body });
    const answers: Readonly<Record<string, Answer>> = {
      '/departments': ok([{ id: 'dept_sales001' }]),
      '/users/usr_abc123': ok({
        user_id: 'usr_abc123',
        status: { name: 'Active' },
        role: { id: 'role_admin1' },
      }),
      '/roles': ok([]),
      [`/departments${path}`]: refused,
    };
    world.current.env['AITRONOS_RETRIES'] = '0';
    await world.current.script(({ method, path: asked }): Answer => {
      const place = asked.slice(API.length).replace('?include_global=true', '');
      return method === 'GET' ? (answers[place] ?? { status: 404, body: {} }) : ok({});
    });
  };

  it.each<[what: string, path: string, refused: Answer, words: string]>([
    ['may not be read', '', { status: 403, body: {} }, 'the departments may not be read ('],
    ['are not offered', '', { status: 404, body: {} }, 'the API does not tell the departments ('],
    ['fail', '/dept_sales001/members', { status: 500, body: {} }, '500'],
  ])('whose lists %s says that it was not checked, and is applied', async (_what, path, refused, words) => {
    await blind(path, refused);
    const planned = await plan();
    expect(planned.seen).toMatchObject({ department_ids: null });
    expect(planned.stderr).toContain(`the API does not show how all users are: `);
    expect(planned.stderr).toContain(words);
    const { exit, sent, stderr } = await applied();
    expect(stderr).toContain('whether 1 user changed since is not checked: ');
    expect({ exit, sent }).toEqual({ exit: 0, sent: 1 });
  });

  it.each<[what: string, answer: Answer, exit: number]>([
    ['does not accept the token', { status: 401, body: {} }, 4],
    ['shows the page of a sign-in', { status: 200, body: '<!doctype html>' }, 1],
    ['leads elsewhere', { status: 302, headers: { location: '/login' } }, 1],
    ['has no content', { status: 204 }, 1],
  ])('is not made where what answers for its lists %s', async (_what, answer, exit) => {
    await blind('/dept_sales001/members', answer);
    const ended = await world.current.run(`${PLAN} ${planFile()}`);
    expect({ exit: ended.exit, isWritten: existsSync(planFile()) }).toEqual({ exit, isWritten: false });
  });
});

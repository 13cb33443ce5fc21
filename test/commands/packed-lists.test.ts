import { expect, it } from 'vitest';
import { ORG, useWorld } from '../world.ts';

const world = useWorld();

it.each([
  [`users list --all ${ORG}`, 'gzip'],
  [`departments list ${ORG}`, 'gzip'],
  [`departments list --tree ${ORG}`, 'gzip'],
  [`roles list ${ORG}`, 'gzip'],
  [`users get usr_abc123 ${ORG}`, undefined],
  [`users deactivate usr_abc123 --transfer-to dept_eng001 ${ORG}`, undefined],
])('%s asks for %s', async (line, asked) => {
  await world.current.sandbox({ users: 300 });
  const { exit, stderr } = await world.current.run(`${line} -q`);
  expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' });
  const codings = world.current.requests.map(({ headers }) => headers['accept-encoding']);
  expect(new Set(codings)).toEqual(new Set([asked]));
});

it('the sandbox packs what is long', async () => {
  await world.current.sandbox({ users: 300 });
  const { stdout, stderr } = await world.current.run(`users list --all --json --debug ${ORG}`);
  expect(JSON.parse(stdout)).toHaveLength(300);
  expect(stderr).toContain('< content-encoding: gzip');
});

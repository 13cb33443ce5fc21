import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { refusal } from '../commands/users/many/leavers.ts';
import { SIGNED_OUT, useWorld } from '../world.ts';

const world = useWorld();
const TWO = '--profile staging --api-url http://127.0.0.1:9';
const DEACTIVATE = 'users deactivate usr_1 --org org_1 --transfer-to dept_1';
const hint = async (line: string, env: Record<string, string | undefined> = SIGNED_OUT) => {
  const { stderr } = await world.current.run(line, { env });
  return stderr.slice(stderr.indexOf('hint: '));
};

describe('a cure', () => {
  it.each([
    [`${DEACTIVATE} ${TWO}`, `sign in: \`aitronos auth login ${TWO}\``],
    [`auth status --profile staging`, 'sign in: `aitronos auth login --profile staging`'],
    [`auth token ${TWO}`, `sign in: \`aitronos auth login ${TWO}\``],
    [`users list ${TWO}`, `sign in: \`aitronos auth login ${TWO}\``],
    [`users list ${TWO}`, `\`aitronos config set org <organization> ${TWO}\``],
    [`config get org ${TWO}`, `aitronos config set org <value> ${TWO}`],
    ['config get org --sandbox', 'aitronos config set org <value> --sandbox'],
  ])('is typed as the call was: %s', async (line, cure) => {
    expect(await hint(line)).toContain(cure);
  });

  it.each([
    [
      'the address',
      `${DEACTIVATE} --retries 0 ${TWO}`,
      `\`aitronos config list ${TWO}\` shows which API address`,
    ],
    [
      'a name',
      'users deactivate usr_abc123 --org org_xyz789 --transfer-to Engnieering --profile staging',
      '`aitronos departments list --org org_xyz789 --profile staging`',
    ],
    ['a page', `${DEACTIVATE} --bogus ${TWO}`, '`aitronos users deactivate --help`'],
  ])('is typed so where it shows %s, and a page of help as it is', async (_what, line, cure) => {
    expect(await hint(line, {})).toContain(cure);
  });

  it('of a refusal of the API, in JSON too, and of the rows of a run', async () => {
    const w = world.current;
    await w.script(refusal(401, 'TOKEN_INVALID'));
    const line = `${DEACTIVATE} --profile staging`;
    expect(await hint(line, {})).toContain(
      'unset it and sign in: `aitronos auth login --profile staging`; `aitronos auth status --offline --profile staging`',
    );
    const { stderr } = await w.run(`${line} --json`);
    expect(JSON.parse(stderr).error.hint).toContain('`aitronos auth login --profile staging`');
    await w.script(refusal(404, 'DEPARTMENT_NOT_FOUND'));
    const run =
      'users deactivate usr_1 usr_2 --org org_1 --transfer-to dept_1 --yes --no-check --profile staging';
    expect((await w.run(run)).stderr).toContain(
      '`aitronos departments list --org org_1 --profile staging` shows which',
    );
  });

  it.each([
    ['another state', { id: 'usr_1', account_state: 'active' }],
    ['no state', { id: 'usr_1' }],
  ])('of an answer with %s', async (_what, body) => {
    await world.current.script({ status: 200, body });
    expect(await hint(`${DEACTIVATE} --profile staging`, {})).toMatch(
      / look.*: aitronos users get usr_1 --org org_1 --profile staging\n$/,
    );
  });

  it('of the doctor', async () => {
    const ended = await world.current.run('doctor --profile staging --json', { env: SIGNED_OUT });
    expect(ended.stdout).toContain('`aitronos auth login --profile staging`');
  });

  it('with a file of certificates that a shell would take apart', async () => {
    const file = join(world.current.home, 'two words.pem');
    await writeFile(file, '');
    const { stderr } = await world.current.run([...'users list --org org_1 --ca-file'.split(' '), file], {
      env: SIGNED_OUT,
    });
    expect(stderr).toContain(`sign in: \`aitronos auth login --ca-file '${file}'\``);
  });
});

describe('a token that belongs to another address', () => {
  const login = (more = '') =>
    world.current.run(`auth login --with-token ${more}`, { env: SIGNED_OUT, stdin: 'sandbox-access-token' });

  it.each([
    ['typed', ' --api-url http://127.0.0.1:9', {}],
    ['of the environment', '', { AITRONOS_API_URL: 'http://127.0.0.1:9' }],
  ])('is told with both, and with what mends it: the address %s', async (_what, words, env) => {
    await login();
    const { url } = world.current;
    const said = await world.current.run(`users list --org org_1${words}`, {
      env: { ...SIGNED_OUT, ...env },
    });
    expect(said).toEqual({
      exit: 4,
      stdout: '',
      stderr:
        `error: the stored access token belongs to ${url} and is not sent to http://127.0.0.1:9 (OTHER_ORIGIN)\n` +
        `hint: to use it where it belongs: --api-url ${url}\n` +
        `hint: to sign in at http://127.0.0.1:9: \`aitronos auth login${words}\`, with another --profile to keep both\n` +
        `hint: \`aitronos config list${words}\` shows where the address comes from\n`,
    });
    expect(
      (await world.current.run(`users list --org org_xyz789 --api-url ${url}`, { env: SIGNED_OUT })).exit,
    ).toBe(0);
  });

  it.each([
    [
      'the nearest of those that are signed in',
      'auth status --profile stagin',
      'did you mean --profile staging?',
    ],
    [
      'where they are shown, if none is near',
      'auth status --profile qa',
      '; `aitronos auth list` shows which profiles are signed in',
    ],
    [
      'the nearest also where a value is missing',
      'users list --profile stagin',
      'there is no profile stagin; did you mean staging?',
    ],
    [
      'the list also where a value is missing',
      'users list --profile qa',
      '`aitronos auth list` shows the profiles',
    ],
  ])('is not looked for in a profile that is not there: %s', async (_what, line, words) => {
    await login('--profile staging');
    expect((await world.current.run(line, { env: SIGNED_OUT })).stderr).toContain(words);
  });
});

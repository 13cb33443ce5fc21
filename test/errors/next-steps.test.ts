import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { notRenewedError } from '../../src/auth/renewal-errors.ts';
import { ApiError, ConnectionError } from '../../src/errors/api-errors.ts';
import { CONNECTION_HINTS } from '../../src/errors/connection-hints.ts';
import { report } from '../../src/errors/report.ts';
import { useWorld } from '../world.ts';

const refusal = (status: number, code: string, retry_after_s: number | null = null) =>
  new ApiError({
    ...{ status, code, retry_after_s, message: 'No.', type: null },
    ...{ details: {}, trace_id: null, request_id: null },
  });

/** The codes that https://docs.aitronos.com/docs/api-reference/error-codes and the pages of requests name. */
const DOCUMENTED: readonly (readonly [status: number, codes: string, step: RegExp])[] = [
  [401, 'TOKEN_EXPIRED TOKEN_INVALID TOKEN_MISSING_SUBJECT AUTHENTICATION_REQUIRED', /`aitronos auth login`/],
  [401, 'INVALID_CREDENTIALS', /run the same command again/],
  [401, 'INVALID_API_KEY API_KEY_EXPIRED API_KEY_DEACTIVATED API_KEY_PAUSED', /AITRONOS_API_KEY/],
  [403, 'INSUFFICIENT_PERMISSIONS ACCESS_DENIED', /`aitronos auth status`/],
  [403, 'ORGANIZATION_ACCESS_DENIED NO_ORGANIZATION_MEMBERSHIP', /`aitronos (?:organizations|config) list`/],
  [403, 'AMBIGUOUS_ORGANIZATION', /--org/],
  [403, 'DOMAIN_NOT_REGISTERED REGISTRATION_RESTRICTED', /ask an administrator/],
  [403, 'OPERATION_NOT_ALLOWED', /leave the user out/],
  [403, 'CANNOT_REMOVE_LAST_OWNER CANNOT_DELETE_OWNER', /`aitronos users update-memberships`/],
  [422, 'LAST_OWNER_CANNOT_BE_REMOVED', /`aitronos users update-memberships`/],
  [403, 'SYSTEM_ROLE_IMMUTABLE', /make one of your own/],
  [404, 'USER_NOT_FOUND', /`aitronos users list --search <text>`/],
  [404, 'DEPARTMENT_NOT_FOUND', /`aitronos departments list`/],
  [404, 'ROLE_NOT_FOUND', /`aitronos roles list`/],
  [404, 'ROLE_ASSIGNMENT_NOT_FOUND', /nothing to do/],
  [409, 'ROLE_HAS_MEMBERS', /`aitronos roles list --members <role>`/],
  [422, 'USER_ALREADY_DEACTIVATED USER_NOT_DEACTIVATED', /`aitronos users get <user>`/],
  [422, 'DEPARTMENT_HAS_CHILDREN', /`aitronos departments list --tree`/],
  [422, 'VALIDATION_ERROR', /--json/],
  [400, 'VALIDATION_ERROR', /--json/],
];

describe('every refusal of the API ends in a next step', () => {
  it.each(
    DOCUMENTED.flatMap(([status, codes, step]) =>
      codes.split(' ').map((code) => [status, code, step] as const),
    ),
  )('%i %s: %s', (status, code, step) => {
    expect(report(refusal(status, code)).body.hint).toMatch(step);
  });

  it.each([
    [400, /--debug/],
    [401, /`aitronos auth login`/],
    [402, /--debug/],
    [403, /`aitronos auth status`/],
    [404, /`aitronos (?:organizations|config) list`/],
    [405, /`aitronos config list`/],
    [408, /try again later/],
    [409, /read the message/],
    [410, /--debug/],
    [413, /send less/],
    [422, /--debug/],
    [429, /try again later/],
    [451, /--debug/],
    [500, /try again later/],
    [501, /`aitronos config list`/],
    [503, /try again later/],
    [505, /--debug/],
    [520, /try again later/],
  ])('%i with a code that nothing is known of: %s', (status, step) => {
    for (const code of ['WHATEVER', 'constructor', '__proto__', '', 'HTTP_ERROR']) {
      expect(report(refusal(status, code)).body.hint, code).toMatch(step);
    }
  });

  it.each([
    [30, '30 s'],
    [3600, '60 min'],
    [7200, '120 min'],
    [10_800, '3 h'],
    [100_000, '28 h'],
    [200_000, '3 days'],
    [754_175_122, 'more than a year'],
  ])('says when, where the API does: %i s are %s', (seconds, words) => {
    expect(report(refusal(429, 'RATE_LIMIT_EXCEEDED', seconds)).body.hint).toBe(`try again in ${words}`);
  });
});

it('tells when a token may be renewed', () => {
  expect(report(notRenewedError(refusal(429, 'LIMITED', 4000))).body.retry_after_s).toBe(4000);
});

describe('every failure of the way to the API ends in a next step', () => {
  it.each([...Object.keys(CONNECTION_HINTS), 'NOT_RENEWED', 'NEVER_HEARD_OF'])('%s', (code) => {
    expect(report(new ConnectionError(code, 'No.', false)).body.hint).toMatch(/\S/);
  });
});

const root = fileURLToPath(new URL('../../src', import.meta.url));
const MADE = /new CliError\(/g;

/** How many arguments stand before the hint. */
const BEFORE_HINT = 3;

/** What ends in no step: the answer to a question was no. `withNextStep` copies one that has none yet. */
const ENDS_THERE: readonly RegExp[] = [/^'DECLINED'/, /^code$/];

describe('every error of ours', () => {
  it('is made with a next step', () => {
    const made = readdirSync(root, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .flatMap((file) => {
        const text = readFileSync(join(root, file), 'utf8').replace(COMMENT, '');
        return [...text.matchAll(MADE)].map((match) => ({
          file,
          args: argumentsAt(text, match.index + match[0].length),
        }));
      });
    expect(made.length).toBeGreaterThan(50);
    const without = made.filter(({ args }) => [undefined, 'null'].includes(args[BEFORE_HINT]));
    expect(without.filter(({ args }) => !ENDS_THERE.some((end) => end.test(args[0] ?? '')))).toEqual([]);
  });

  it.each([
    ["f('a, (b', `c, d`, [1, 2], { e: 1 })", ["'a, (b'", '`c, d`', '[1, 2]', '{ e: 1 }']],
    ["f(a,\n  'it\\'s, so',\n)", ['a', "'it\\'s, so'"]],
    ['f()', []],
  ])('is read out of %j', (text, args) => {
    expect(argumentsAt(text, 2)).toEqual(args);
  });
});

const COMMENT = /^ *(?:\/\/|\/?\*).*$/gm;
const QUOTED = /'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|\$\{(?:[^{}`]|`[^`]*`)*\}|[^`\\])*`/g;

/** The arguments of a call, from behind its bracket on; `code` without comments. */
function argumentsAt(code: string, from: number): string[] {
  const plain = code.replace(QUOTED, (text) => 'x'.repeat(text.length));
  const args: string[] = [];
  let [depth, start, at] = [0, from, from];
  for (; depth >= 0 && at < plain.length; at += 1) {
    const sign = plain.charAt(at);
    if ('([{'.includes(sign)) depth += 1;
    if (')]}'.includes(sign)) depth -= 1;
    if (depth < 0 || (depth === 0 && sign === ',')) {
      args.push(code.slice(start, at).trim());
      start = at + 1;
    }
  }
  return args.filter((arg) => arg !== '');
}

describe('a command in a next step', () => {
  const world = useWorld();

  it.each([
    [401, 'TOKEN_INVALID', 'auth status --offline', 'AITRONOS_ACCESS_TOKEN', 'no-good'],
    [403, 'ACCESS_DENIED', 'roles list --json', '"deactivate_users"', undefined],
  ])('shows after %i %s what the step says: %s', async (status, code, command, shown, token) => {
    expect(report(refusal(status, code)).body.hint).toContain(`\`aitronos ${command}\``);
    const env = { AITRONOS_ORG: 'org_xyz789', ...(token && { AITRONOS_ACCESS_TOKEN: token }) };
    const { exit, stdout } = await world.current.run(command, { env });
    expect({ exit, stdout }).toEqual({ exit: 0, stdout: expect.stringContaining(shown) });
  });
});

describe('every wrong call ends in a next step', () => {
  const world = useWorld();

  it.each([
    'users list --all --limit 3',
    'users deactivate nonsense',
    'users deactivate usr_1 --org dept_1',
    'users deactivate usr_1 --org',
    'users deactivate usr_1 --max no',
    'users deactivate usr_1 --check --dry-run',
    'users deactivate usr_1 --from x.csv',
    'users deactivate usr_1 --nonsense',
    'users invite nonsense',
    'users update-memberships usr_1 --role role_1 --no-roles',
    'config set nonsense 1',
    'config set org dept_1',
    'config set org',
    'api get nonsense',
    'api get /v1/x --header X:1 --header x:2',
    'sandbox start --fail nonsense',
    'completion nonsense',
    'auth login --with-token --email a@example.com',
    'runs resume',
    '--timeout no users list',
    '--output no users list',
    'nonsense',
  ])('aitronos %s', async (line) => {
    const { exit, stderr } = await world.current.run(line, { stdin: '' });
    expect(exit).toBe(2);
    expect(stderr).toMatch(/\(USAGE\)\nhint: \S/);
  });

  it.each([
    ['AITRONOS_TIMEOUT', 'hint: correct AITRONOS_TIMEOUT, or unset it'],
    ['AITRONOS_ORG', 'hint: correct AITRONOS_ORG, or unset it'],
    ['AITRONOS_OUTPUT', 'hint: correct AITRONOS_OUTPUT, or unset it'],
    ['AITRONOS_PROFILE', 'hint: correct AITRONOS_PROFILE, or unset it'],
  ])('%s with nonsense in it', async (name, hint) => {
    const { exit, stderr } = await world.current.run('config list', { env: { [name]: 'dept_1/' } });
    expect({ exit, stderr }).toEqual({ exit: 2, stderr: expect.stringContaining(`${hint}\n`) });
  });
});

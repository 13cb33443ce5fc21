import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { perhaps, type ScriptStep, type Step } from '../scripted-server.ts';
import { FORMS, PLACES, readable } from '../secrets/hiding.ts';
import { type CallOptions, ORG, SIGNED_OUT, TO, useWorld } from '../world.ts';

const world = useWorld();
const TOKEN = 'tok-7Hq2_vXw9.Zb4~Kp';

/** Every text that the program left anywhere but in the file for secrets. */
function filesIn(folder: string): string[] {
  return filesBelow(folder)
    .filter((file) => !file.endsWith('credentials.json'))
    .map((file) => readFileSync(file, 'utf8'));
}

function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((file) => statSync(file).isFile());
}

/** Calls the program; gives back where one of the secrets can be read. */
async function leaksOf(line: string, secrets: readonly string[], options: CallOptions = {}) {
  const { exit, stdout, stderr } = await world.current.run(line.split(' '), options);
  const texts = { stdout, stderr, files: filesIn(world.current.home).join('\n') };
  const leaks = Object.entries(texts).flatMap(([place, text]) => {
    const read = readable(text);
    return secrets.filter((secret) => text.includes(secret) || read.includes(secret)).map(() => place);
  });
  return { exit, stdout, stderr, leaks };
}

describe('the token of the caller does not come out', () => {
  const lines = [
    `users deactivate usr_abc123 ${TO} --json --debug`,
    `users deactivate --from - --yes --no-check ${TO} -o csv`,
    `users get usr_abc123 ${ORG}`,
    `roles list ${ORG} -o jsonl`,
    'api get /v1/x --include',
    '__complete 6 users deactivate usr_1 --org org_1 --transfer-to d',
  ];
  const cases = Object.keys(PLACES).flatMap((place) => Object.keys(FORMS).map((form) => [place, form]));
  it.each(cases)('in %s, %s', async (place, form) => {
    const step = PLACES[place]?.(FORMS[form]?.(TOKEN) ?? '') ?? 'reset';
    const leaks: string[] = [];
    // Each command meets every place and every form, and not every pair of them.
    const turn = cases.findIndex(([a, b]) => a === place && b === form);
    for (const line of lines.filter((_, index) => (index + turn) % 6 < 3)) {
      await world.current.script(step);
      const options = { env: { AITRONOS_ACCESS_TOKEN: TOKEN }, stdin: 'usr_abc123\n' };
      const found = await leaksOf(`${line} --retries 0`, [TOKEN], options);
      expect(found.stderr).not.toContain('a bug in aitronos');
      leaks.push(...found.leaks.map((where) => `${where} of ${line}`));
    }
    expect(leaks).toEqual([]);
  });
});

describe('JSON stays JSON', () => {
  it.each(Object.keys(FORMS))('where the token was written %s', async (form) => {
    const text = FORMS[form]?.(TOKEN) ?? '';
    const body = JSON.stringify({ id: 0, [text]: [text, 12.5, null] }).replace('0', '9007199254740993');
    await world.current.script({ status: 200, body });
    const env = { AITRONOS_ACCESS_TOKEN: TOKEN };
    for (const line of ['api get /v1/x', 'api get /v1/x --json']) {
      const { exit, stdout } = await world.current.run(line, { env });
      expect(exit).toBe(0);
      expect(Object.values(JSON.parse(stdout))).toHaveLength(2);
      expect(stdout).toMatch(/9007199254740993.*12\.5/s);
    }
  });
});

const FRESH = 'fresh-access-0123456789';
const FRESH_REFRESH = 'fresh-refresh-0123456789';
const OLD = 'old-access-0123456789';
const REFRESH = 'old-refresh-0123456789';
const ALL = [FRESH, FRESH_REFRESH, OLD, REFRESH];
const TOKENS = { access_token: FRESH, refresh_token: FRESH_REFRESH, expires_in: 3600 };
const EXPIRED: Step = { status: 401, body: { error: { code: 'TOKEN_EXPIRED', message: 'No.' } } };
const echo = (status = 200): Step => ({
  status,
  headers: { 'x-request-id': ALL.join(' ') },
  body: { id: 'usr_abc123', account_state: 'deactivated', note: ALL, [ALL.join()]: ALL.join('/') },
});

/** What the endpoint that renews may answer. */
const RENEWALS: Readonly<Record<string, Step>> = {
  'tokens and junk': { status: 200, body: `${JSON.stringify(TOKENS)} junk` },
  'tokens in a text': { status: 200, body: `<p>refresh_token=${FRESH_REFRESH}&access_token=${FRESH}</p>` },
  'tokens deep in an error': { status: 400, body: { error: { message: FRESH, details: { x: [TOKENS] } } } },
  'an error that is no JSON': { status: 502, body: `<p>${JSON.stringify(TOKENS)} ${REFRESH}</p>` },
  'a redirect': {
    status: 302,
    headers: { location: `/x?refresh_token=${FRESH_REFRESH}&y=${FRESH}&z=${REFRESH}` },
    body: JSON.stringify(TOKENS),
  },
  'a redirect with the token in its path': { status: 307, headers: { location: `/x/${FRESH}/${REFRESH}` } },
  'no token, and the old ones': { status: 200, body: { message: REFRESH, [REFRESH]: OLD } },
  'a text alone': { status: 200, body: `"${FRESH}"` },
  'an address that holds them': {
    status: 200,
    body: { ...TOKENS, user: { id: FRESH, email: `${FRESH_REFRESH}@example.com` } },
  },
};

/** Somebody is signed in with tokens that can be renewed. */
async function signedIn(...steps: readonly ScriptStep[]): Promise<void> {
  const server = await world.current.script(...steps);
  const options = { env: SIGNED_OUT, stdin: `${OLD}\n${REFRESH}\n` };
  expect((await world.current.run('auth login --refresh-token-stdin', options)).exit).toBe(0);
  expect(server.requests).toEqual([]);
}

describe('no token comes out of a renewal', () => {
  it.each(Object.entries(RENEWALS))('that is answered with %s', async (_, renewal) => {
    for (const more of ['--json', '-o csv', '--debug']) {
      await signedIn(EXPIRED, renewal, perhaps(echo()));
      const line = `users deactivate usr_abc123 ${TO} --retries 0 ${more}`;
      const known = more === '--debug' ? ALL.filter((secret) => secret !== FRESH) : ALL;
      expect((await leaksOf(line, known, { env: SIGNED_OUT })).leaks).toEqual([]);
    }
  });

  it.each(['--json', '-o jsonl', '-o csv', '--debug'])(
    'nor a former one out of the answers of a run: %s',
    async (more) => {
      await signedIn(EXPIRED, { status: 200, body: TOKENS }, echo(), echo(422));
      const line = `users deactivate --from - --yes --no-check ${TO} --concurrency 1 --retries 0 ${more}`;
      const { exit, leaks } = await leaksOf(line, ALL, {
        env: SIGNED_OUT,
        stdin: 'usr_abc123\nusr_2\nusr_3\n',
      });
      expect({ exit, leaks }).toEqual({ exit: 3, leaks: [] });
    },
  );
});

it.each(['--json', '-o csv', '--debug'])('no stored token comes out that is not due: %s', async (more) => {
  await signedIn(echo());
  const line = `users deactivate usr_abc123 ${TO} --retries 0 ${more}`;
  const { exit, leaks } = await leaksOf(line, [OLD, REFRESH], { env: SIGNED_OUT });
  expect({ exit, leaks }).toEqual({ exit: 0, leaks: [] });
});

it('no token comes out that another call renewed, and that is read from the store', async () => {
  await signedIn(() => {
    const file = filesBelow(world.current.home).find((name) => name.endsWith('credentials.json')) ?? '';
    writeFileSync(file, readFileSync(file, 'utf8').replace(OLD, FRESH).replace(REFRESH, FRESH_REFRESH));
    return EXPIRED;
  }, echo(422));
  const { leaks } = await leaksOf(`users deactivate usr_abc123 ${TO} --json --retries 0`, ALL, {
    env: SIGNED_OUT,
  });
  expect(leaks).toEqual([]);
  expect(world.current.requests.map(({ path }) => path)).not.toContain('/v1/auth/refresh');
});

describe('no token comes out of a sign-in', () => {
  const PASSWORD = 'pass "w0rd" \\ of/mine';
  const KEY = 'email-key-0123456789';
  const sent: Step = { status: 200, body: { email_key: KEY, message: PASSWORD } };
  const repeats = (status: number, key = KEY): Step => ({
    status,
    headers: { location: `/${key}?${encodeURIComponent(PASSWORD)}` },
    body: `you sent ${PASSWORD} ${JSON.stringify(PASSWORD)} ${key} 7391 ${JSON.stringify(TOKENS)}`,
  });
  const SIGN_INS: Readonly<Record<string, readonly Step[]>> = {
    'junk behind the tokens': [sent, RENEWALS['tokens and junk'] ?? 'reset'],
    'a redirect of the code': [sent, repeats(302)],
    'a redirect of the password': [repeats(308, 'none')],
    'an error that repeats all': [sent, repeats(500)],
    'a 200 that repeats all': [sent, repeats(200)],
    'a user that repeats all': [
      sent,
      { status: 200, body: { ...TOKENS, user: { id: PASSWORD, email: `${KEY} 7391 ${FRESH}` } } },
    ],
  };
  it.each(Object.entries(SIGN_INS))('%s', async (_, steps) => {
    for (const more of ['', '--debug']) {
      await world.current.script(...steps);
      const { leaks } = await leaksOf(
        `auth login --email jane@example.com --retries 0 ${more}`.trim(),
        [PASSWORD, JSON.stringify(PASSWORD).slice(1, -1), encodeURIComponent(PASSWORD), KEY, ...ALL],
        {
          env: SIGNED_OUT,
          terminal: true,
          answers: [
            ['Password', `${PASSWORD}\r`],
            ...(steps.length > 1 ? ([['Code', '7391\r']] as const) : []),
          ],
        },
      );
      expect(leaks).toEqual([]);
    }
  });
});

describe('no password comes out of an address', () => {
  const SECRET = 'hunter2-long/secret@x';
  const PARTS = ['hunter2', 'secret@x'];
  const ADDRESSES = [
    `https://otto:${SECRET}@api.example.com`,
    `https://otto:${encodeURIComponent(SECRET)}@api.example.com`,
    `http://otto:${SECRET}@api.example.com`,
    `otto:${SECRET}@api.example.com`,
    `ftp://${SECRET}@api.example.com`,
    `https://otto:${SECRET}`,
    `https://api.example.com?token=${SECRET}`,
    `https://api.example.com/#${SECRET}`,
    ` https://otto:${SECRET}@api.example.com`,
  ];
  const lines = (address: string): readonly (readonly [string[], Record<string, string>])[] => [
    [['users', 'get', 'usr_1', '--org', 'org_1'], { AITRONOS_API_URL: address }],
    [['config', 'list'], { AITRONOS_API_URL: address }],
    [['config', 'get', 'api-url'], { AITRONOS_API_URL: address }],
    [['config', 'set', 'api-url', address], {}],
    [['config', 'list', '--api-url', address], {}],
    [['doctor', '--debug'], { AITRONOS_API_URL: address }],
    [['doctor', '--debug'], { AITRONOS_API_URL: 'https://api.example.invalid', HTTPS_PROXY: address }],
    [['auth', 'status'], { AITRONOS_API_URL: 'https://api.example.invalid', http_proxy: address }],
  ];
  it.each(ADDRESSES)('%s', async (address) => {
    for (const [words, env] of lines(address)) {
      for (const format of ['json', 'table']) {
        const { stdout, stderr } = await world.current.run([...words, '-o', format, '--retries', '0'], {
          env,
        });
        for (const part of PARTS) expect(readable(stdout + stderr), words.join(' ')).not.toContain(part);
      }
    }
  });
});

describe('what proves somebody in a header that was typed does not come out', () => {
  const VALUE = 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJ1In0.c2lnbmF0dXJl';
  const HEADERS = [
    ['X-Any-Assertion', VALUE],
    ['X-Any-Assertion', 'short-assertion'],
    ['X-Goog-IAP-JWT-Assertion', VALUE],
    ['X-Signature', 'a1b2c3d4e5f6'],
    ['X-Whatever', VALUE],
    ['X-Whatever', 'A1b2C3d4E5f6G7h8I9j0K1l2M3n4'],
    ['X-Service-Ticket', 'ST-1856339-aA5Yuvrxzpv8Tau1cYQ7'],
  ] as const;
  it.each(HEADERS)('%s: %s', async (name, value) => {
    const steps = [
      { status: 200, body: { sent: value, [value]: 1 } },
      { status: 422, body: { error: { code: 'NO', message: `you sent ${value}`, details: { [value]: 1 } } } },
      { status: 502, body: `<p>${value}</p>` },
    ];
    for (const step of steps) {
      await world.current.script(step);
      const line = ['api', 'get', '/v1/x', '--header', `${name}: ${value}`, '--debug', '--retries', '0'];
      const { stdout, stderr } = await world.current.run(line);
      expect(stdout + stderr).not.toContain(value);
      expect(stderr).toContain('[redacted]');
    }
  });

  it.each(HEADERS)('%s: %s, in a dry run', async (name, value) => {
    const words = ['api', 'get', '/v1/x', '--header', `${name}: ${value}`, '--dry-run'];
    for (const format of ['table', 'json']) {
      const { exit, stdout } = await world.current.run([...words, '-o', format]);
      expect(exit).toBe(0);
      expect(stdout).not.toContain(value);
    }
  });

  it('and what proves nobody does', async () => {
    await world.current.script({ status: 200, body: { tenant: 'acme', type: 'application/json' } });
    const line = 'api get /v1/x --header x-tenant:acme --header accept:application/json';
    const { stdout } = await world.current.run(line);
    expect(JSON.parse(stdout)).toEqual({ tenant: 'acme', type: 'application/json' });
  });
});

describe('what was typed in the wrong place is not repeated', () => {
  const LONG = `eyJhbGciOiJIUzI1NiJ9.${'c2VjcmV0'.repeat(12)}.c2ln`;
  const PLACES_TYPED: readonly (readonly string[])[] = [
    ['users', 'list', '--org', LONG],
    ['users', 'get', LONG, '--org', 'org_1'],
    ['config', 'set', 'org', LONG],
    ['runs', 'show', LONG],
    ['users', 'list', `--access-token=${LONG}`],
    ['auth', 'login', `--password=${LONG}`],
    ['auth', 'login', `-p${LONG}`],
    ['api', 'get', '/v1/x', '--header', LONG],
    ['api', 'get', '/v1/x', '--header', `Bearer ${LONG}`],
    ['api', 'get', '/v1/x', '--header', `Authorization: Bearer ${LONG}`],
    ['api', 'get', '/v1/x', '--header', `X-Assertion: ${LONG}\n`],
    ['help', LONG],
    [LONG],
  ];
  it.each(PLACES_TYPED)('%s %s %s %s %s', async (...words) => {
    const elsewhere = words.some((word) => /^(?:-|Bearer|Auth|X-)/.test(word) && word.includes(LONG));
    // The program knows the token of its environment, and what may be one by where it was typed.
    const env = elsewhere || words.includes('--header') ? {} : { AITRONOS_ACCESS_TOKEN: LONG };
    const { exit, stdout, stderr } = await world.current.run([...words, '--debug'], { env });
    expect(exit).not.toBe(0);
    expect(stdout + stderr).not.toContain('c2VjcmV0');
  });

  it('the user and the query of a redirect', async () => {
    const location = 'https://otto:c2VjcmV0@sso.example.com/in?ticket=c2VjcmV0#c2VjcmV0';
    await world.current.script({ status: 302, headers: { location } });
    const { stderr } = await world.current.run(`users get usr_abc123 ${ORG}`);
    expect(stderr).toContain('@sso.example.com/in?[redacted]');
    expect(stderr).not.toContain('c2VjcmV0');
  });
});

describe('what is no JSON is not quoted', () => {
  it.each(['{"password":hunter2}', '{"password":"x",hunter2}', 'hunter2', '["a" hunter2]'])(
    'as a body of `api`: %s',
    async (stdin) => {
      const { exit, stderr } = await world.current.run('api post /v1/x --input - --debug', { stdin });
      expect(exit).toBe(2);
      expect(stderr).toContain('stdin is not JSON');
      expect(stderr).not.toContain('hunter');
    },
  );
});

it('the token does not come out with any invisible character within', async () => {
  const all = Array.from({ length: 0xffff }, (_, code) => String.fromCodePoint(code + 1));
  const invisible = all.filter(
    (one) => /[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/u.test(one) && one !== '\n',
  );
  expect(invisible.length).toBeGreaterThan(100);
  const notes = invisible.map((one) => TOKEN.slice(0, 8) + one + TOKEN.slice(8));
  await world.current.script({ status: 200, body: { id: 'usr_abc123', notes } });
  for (const line of ['api get /v1/x', `users get usr_abc123 ${ORG} --json --debug`]) {
    const { leaks } = await leaksOf(line, [TOKEN.slice(8)], { env: { AITRONOS_ACCESS_TOKEN: TOKEN } });
    expect(leaks).toEqual([]);
  }
});

describe('names of every language are left as they are', () => {
  it.each([
    'Jürgen Müller',
    '田中さん',
    'José 100% & Co.',
    'نادر',
    'Nguyễn',
    'R&amp;D 😀',
    'a\\u0062c %41',
    '👩\u200d👩',
  ])('%s', async (name) => {
    const env = { AITRONOS_ACCESS_TOKEN: TOKEN };
    await world.current.script({ status: 200, body: { id: 'usr_abc123', name } });
    expect(JSON.parse((await world.current.run('api get /v1/x', { env })).stdout).name).toBe(name);
  });
});

describe('what is there to be shown is shown', () => {
  it('the token by `auth token`, in every format', async () => {
    for (const format of ['table', 'json', 'jsonl', 'csv']) {
      const { stdout } = await world.current.run(`auth token -o ${format}`, {
        env: { AITRONOS_ACCESS_TOKEN: `${TOKEN}\n` },
      });
      expect(stdout).toContain(TOKEN);
    }
  });
});

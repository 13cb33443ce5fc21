import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { describe, expect, it } from 'vitest';
import { wholeCommandTree } from '../../src/program.ts';
import { SETTING_NAMES, storedParser } from '../../src/settings/settings.ts';
import { onOrOff } from '../../src/validation/choices.ts';
import { useWorld } from '../world.ts';

const world = useWorld();

const DIGEST = 'a'.repeat(64);

/** What is typed for an option, and the value that was meant, which the option takes. */
type Sample = readonly [wrong: string, meant: string];

/** By option: values as other tools, other languages and tired people write them. */
const SAMPLES: Readonly<Record<string, readonly Sample[]>> = {
  '--output': [
    ['yml', 'json'],
    ['yaml', 'json'],
    ['JSON', 'json'],
    ['ndjson', 'jsonl'],
    ['md', 'markdown'],
    ['text', 'table'],
    ['xlsx', 'csv'],
    ['tabel', 'table'],
    ['yalm', 'json'],
  ],
  '--fields': [
    ['user_id,', 'user_id'],
    ['email,email', 'email'],
  ],
  '--profile': [
    ['my profile', 'my-profile'],
    ['jane@example.com', 'jane-example.com'],
  ],
  '--api-url': [
    ['api.example.com', 'https://api.example.com'],
    ['http://api.example.com', 'https://api.example.com'],
  ],
  '--timeout': [
    ['30sec', '30'],
    ['30s', '30'],
    ['5 min', '300'],
    ['500ms', '0.5'],
    ['1h30m', '3600'],
    ['1,5', '1.5'],
    ['PT45S', '45'],
    ['7200', '3600'],
  ],
  '--retries': [
    ['none', '0'],
    ['off', '0'],
    ['3x', '3'],
    ['three', '3'],
    ['99', '10'],
  ],
  '--log-file': [['-', '/dev/stderr']],
  '--summary-file': [['-', '/dev/stderr']],
  '--status': [
    ['disabled', 'inactive'],
    ['suspended', 'inactive'],
    ['Archived', 'inactive'],
    ['gesperrt', 'inactive'],
    ['enabled', 'active'],
    ['disabeld', 'inactive'],
    ['actve', 'active'],
    ['unconfirmed', 'pending'],
    ['active,pending', 'active or pending'],
  ],
  '--sort': [
    ['name', 'full_name'],
    ['nme', 'full_name'],
    ['surname', 'full_name'],
    ['created', 'created_at'],
    ['e-mail', 'email'],
    ['Full Name', 'full_name'],
  ],
  '--limit': [
    ['all', '--all'],
    ['0', '--all'],
    ['-1', '--all'],
    ['1k', '1000'],
    ["1'000", '1000'],
    ['ten', '10'],
  ],
  '--max': [
    ['ten', '10'],
    ['10percent', '10%'],
    ['10 %', '10%'],
    ['10pct', '10%'],
    ['5,5%', '5.5%'],
    ['0.1', '10%'],
    ['1,000', '1000'],
  ],
  '--concurrency': [
    ['100', '64'],
    ['eight', '8'],
    ['8x', '8'],
  ],
  '--rate': [
    ['600/m', '600/min'],
    ['600/minute', '600/min'],
    ['600 per min', '600/min'],
    ['10rps', '10/s'],
    ['10 req/s', '10/s'],
    ['100rpm', '100/min'],
    ['10/sec', '10/s'],
    ['10', '10/s or 10/min'],
    ['100 requests', '100/s or 100/min'],
    ['100 requests/min', '100/min'],
    ['100/10', '10/s or 10/min'],
    ['1,000/min', '1000/min'],
    ['6000/h', '100/min'],
    ['100/10s', '10/s'],
  ],
  '--missing': [
    ['ignore', 'skip'],
    ['error', 'fail'],
    ['skpi', 'skip'],
  ],
  '--drift': [
    ['ignore', 'skip'],
    ['abort', 'fail'],
  ],
  '--delimiter': [
    ['semi', 'semicolon'],
    ['tabs', 'tab'],
    ['csv', 'comma'],
  ],
  '--encoding': [
    ['ansi', 'windows-1252'],
    ['excel', 'windows-1252'],
    ['utf-8-sig', 'utf-8'],
  ],
  '--time-zone': [
    ['CEST', 'Europe/Berlin'],
    ['PDT', 'America/Los_Angeles'],
    ['Zürich', 'Europe/Zurich'],
    ['new york', 'America/New_York'],
    ['+02:00', 'Etc/GMT-2'],
    ['UTC+2', 'Etc/GMT-2'],
    ['IST', 'Asia/Kolkata'],
    ['pst', 'America/Los_Angeles'],
    ['Europe/Zürich', 'Europe/Zurich'],
    ['Europe/Zurihc', 'Europe/Zurich'],
  ],
  '--column': [
    ['email:Mail', "'email=Mail'"],
    ['email -> Work Email', "'email=Work Email'"],
  ],
  '--where': [
    ['Status:Active', "'Status=Active'"],
    ['Status<>Active', "'Status!=Active'"],
    ['Status is not Active', "'Status!=Active'"],
  ],
  '--only': [
    ['orphans', 'orphan'],
    ['gone', 'leaver'],
    ['extra', 'orphan'],
    ['orphan;leaver', 'orphan,leaver'],
  ],
  '--outcome': [
    ['fail', 'failed'],
    ['error', 'failed'],
    ['success', 'changed'],
    ['ok', 'changed'],
    ['skipped', 'unchanged or not_sent'],
    ['timeout', 'unknown'],
    ['not sent', 'not_sent'],
    ['failed unknown', 'failed,unknown'],
  ],
  '--wait': [
    ['30sec', '30s'],
    ['2min', '2m'],
    ['30', '30s or 30m'],
    ['8', '8s, 8m or 8h'],
    ['1.5h', '90m'],
    ['2 minutes', '2m'],
    ['7d', '24h'],
  ],
  '--max-age': [
    ['7days', '7d'],
    ['1 week', '7d'],
    ['90', '90s, 90m, 90h or 90d'],
    ['1h30m', '90m'],
  ],
  '--digest': [
    [DIGEST, `sha256:${DIGEST}`],
    [`SHA256=${DIGEST.toUpperCase()}`, `sha256:${DIGEST}`],
  ],
  '--field': [['name:Jane', 'name=Jane']],
  '--raw-field': [['name: Jane', 'name=Jane']],
  '--latency': [
    ['30ms', '30'],
    ['1s', '1000'],
  ],
  '--users': [
    ['1k', '1000'],
    ['10,000', '10000'],
  ],
  '--token-ttl': [
    ['1h', '3600'],
    ['90 sec', '90'],
  ],
};

/** Values that are read by the command, not by the parser: the line that they are typed behind. */
const LINES: Readonly<Record<string, readonly [line: string, samples: readonly Sample[]]>> = {
  '--fail': [
    'sandbox start --fail',
    [
      ['500', '500:1'],
      ['500:10%', '500:0.1'],
      ['5xx:0.1', '500:0.1'],
      ['500=0.1', '500:0.1'],
      ['timeout:0.1', 'hang:0.1'],
      ['rst:5%', 'reset:0.05'],
    ],
  ],
  '--now': [
    'users diff --org org_xyz789 --roster x.csv --now',
    [
      ['tomorow', '2026-03-02T00:00:00Z'],
      ['2025-06-01', '2025-06-01T00:00:00Z'],
      ['2025-06-01T12:00', '2025-06-01T12:00Z'],
      ['1748779200', '2025-06-01T12:00:00Z'],
    ],
  ],
  '--date-format': [
    'users diff --org org_xyz789 --roster x.csv --date-format',
    [
      ['dd.mm.yyyy', 'DD.MM.YYYY'],
      ['%d.%m.%Y', 'DD.MM.YYYY'],
      ['ddmmyy', 'DDMMYY'],
      ['tt.mm.jjjj', 'DD.MM.YYYY'],
      ['jj/mm/aaaa', 'DD/MM/YYYY'],
      ['us', 'MM/DD/YYYY'],
      ['31.12.2026', 'DD.MM.YYYY'],
      ['iso', 'YYYY-MM-DD'],
    ],
  ],
  '--before': [
    'runs delete --before',
    [
      ['tomorow', '2026-03-02'],
      ['30d', '2026-01-30'],
      ['2025-05', '2025-05-01 or 2025-05-31'],
      ['2025-02-30', '2025-02-28'],
      ['2025-13-05', '2025-05-13'],
      ['31.12.2024', '2024-12-31'],
    ],
  ],
  '--since': ['runs report --since', [['yesterday', '2026-02-28']]],
  '--until': ['audit list --org org_xyz789 --until', [['2w', '2026-02-15']]],
  '--action': ['audit list --org org_xyz789 --action', [['deactivate', 'deactivated or reactivated']]],
};

/** Free text, names and files; and what other tests hold: people, ids of other kinds, files that are none. */
const FREE =
  /^--(?:org|search|role|members|department|transfer-to|from|roster|protect|reason|ticket|plan|name|message|email|ca-file|input|header|ignore-column|user|actor|html|markdown|csv)$/;

/** Numbers that name something: of them only the range is known. */
const NAMES = ['--header-line', '--port', '--seed'];

const tree = wholeCommandTree({ columns: 80, isTTY: false } as never);

interface Found {
  readonly path: string;
  readonly option: CommandUnknownOpts['options'][number];
}

function* valueOptions(command: CommandUnknownOpts, path = 'aitronos'): Generator<Found> {
  for (const option of command.options) if (option.required) yield { path, option };
  for (const child of command.commands) yield* valueOptions(child, `${path} ${child.name()}`);
}

const found = [...valueOptions(tree)];

const messageOf = (read: () => unknown): string => {
  try {
    return `no error, but ${JSON.stringify(read())}`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

describe('a value that an option does not take', () => {
  it('has samples for every option of the tree', () => {
    const unknown = found.filter(({ option: { long } }) => {
      const name = long ?? '';
      return !(name in SAMPLES) && !(name in LINES) && !FREE.test(name) && !NAMES.includes(name);
    });
    expect(unknown.map(({ path, option }) => `${path} ${option.flags}`)).toEqual([]);
  });

  it('has none for what is no option or setting', () => {
    const there = [...found.map(({ option }) => option.long), ...SETTING_NAMES.map((name) => `--${name}`)];
    const all = [...Object.keys(SAMPLES), ...Object.keys(LINES), ...NAMES];
    expect(all.filter((name) => !there.includes(name))).toEqual([]);
  });

  it('is answered with what was meant, in every command that takes the option', () => {
    for (const { path, option } of found) {
      for (const [wrong, meant] of SAMPLES[option.long ?? ''] ?? []) {
        const read = (text: string) => option.parseArg?.(text, undefined);
        const message = messageOf(() => read(wrong));
        expect(message, `${path} ${option.long} ${wrong}`).toMatch(/: expected .*, got ".*; did you mean /);
        expect(message).toContain(`; did you mean ${meant}?`);
        if (meant.startsWith('--') || meant.includes(' or ')) continue;
        expect(messageOf(() => read(meant.replaceAll("'", '')))).toMatch(/^no error/);
      }
    }
  });

  it.each(['constructor', '10 constructor'])('is %s as any other word', async (word) => {
    const line = 'users diff --org org_xyz789 --roster x.csv --date-format'.split(' ');
    const { stderr } = await world.current.run([...line, word]);
    expect(stderr).toContain(`got "${word}" (USAGE)\n`);
    for (const { path, option } of found.filter(({ option }) => option.parseArg)) {
      const message = messageOf(() => option.parseArg?.(word, undefined));
      expect(message, `${path} ${option.long}`).not.toMatch(/native code|no error, but undefined/);
    }
  });

  it('of a number that names something is answered with its range', () => {
    for (const { option } of found.filter(({ option: { long } }) => NAMES.includes(long ?? ''))) {
      expect(messageOf(() => option.parseArg?.('first', undefined))).toMatch(
        /expected a whole number from \d/,
      );
    }
  });

  it.each(['constructor', '__proto__', '5constructor'])(
    'that every object has is answered as any other: %s',
    async (word) => {
      for (const { path, option } of found.filter(({ option: { parseArg } }) => parseArg)) {
        const message = messageOf(() => option.parseArg?.(word, undefined));
        expect(message, `${path} ${option.long}`).toMatch(/: expected .*, got "|^no error, but ["[]/);
        expect(message).not.toMatch(/native code|\[object/);
      }
      for (const [line] of Object.values(LINES)) {
        const { exit, stderr } = await world.current.run(`${line} ${word}`);
        expect({ exit, stderr }, line).toEqual({ exit: 2, stderr: expect.stringContaining(' (USAGE)\n') });
        expect(stderr).not.toMatch(/native code|\[object/);
      }
    },
  );

  it.each(Object.values(LINES).flatMap(([line, all]) => all.map(([wrong, meant]) => [line, wrong, meant])))(
    'aitronos %s %s: %s',
    async (line = '', wrong = '', meant = '') => {
      const { exit, stdout, stderr } = await world.current.run(`${line} ${wrong}`);
      expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
      expect(stderr).toContain(`; did you mean ${meant}? (USAGE)\n`);
      expect(world.current.requests).toEqual([]);
    },
  );
});

describe('a value that a setting does not take', () => {
  const MORE: Readonly<Record<string, readonly Sample[]>> = {
    output: [['yml', 'json']],
    writes: [
      ['readonly', 'off'],
      ['none', 'off'],
      ['yes', 'allowed'],
      ['approval', 'planned'],
    ],
    'credential-store': [
      ['keyring', 'keychain'],
      ['libsecret', 'keychain'],
      ['disk', 'file'],
    ],
    require: [
      ['reson', 'reason'],
      ['comment', 'reason'],
      ['reason ticket', 'reason,ticket'],
    ],
    protect: [
      ['example.com', '*@example.com'],
      ['@example.com', '*@example.com'],
      ['*@*.example.com', '*@example.com'],
      ['roles:Owner', 'role:Owner'],
      ['dept_eng001', 'department:dept_eng001'],
    ],
  };

  it.each(
    SETTING_NAMES.flatMap((name) =>
      (MORE[name] ?? SAMPLES[`--${name}`] ?? []).map((one) => [name, ...one] as const),
    ),
  )('%s %s: %s', (name, wrong, meant) => {
    const read = storedParser(name);
    expect(messageOf(() => read(wrong))).toContain(`; did you mean ${meant}?`);
    expect(messageOf(() => read(meant))).toMatch(/^no error/);
  });

  it.each([
    ['flase', 'false'],
    ['enabled', 'true'],
    ['never', 'false'],
    ['ja', 'true'],
    ['y', 'true'],
    ['disabled', 'false'],
  ])('of a switch %s: %s', (wrong, meant) => {
    expect(messageOf(() => onOrOff(wrong))).toContain(`; did you mean ${meant}?`);
  });

  it('is told of its variable', async () => {
    const { exit, stderr } = await world.current.run('users list --org org_xyz789', {
      env: { AITRONOS_TIMEOUT: '30sec' },
    });
    expect({ exit, stderr }).toEqual({
      exit: 2,
      stderr:
        'error: AITRONOS_TIMEOUT: expected a number of seconds from 0.001 to 3600, got "30sec"; did you mean 30? (USAGE)\n' +
        'hint: correct AITRONOS_TIMEOUT, or unset it\n',
    });
  });
});

describe('an argument that is no such word', () => {
  it.each([
    ['completion sh', 'bash'],
    ['completion pwsh', 'powershell'],
    ['api fetch /v1/user/me', 'get'],
    ['api update /v1/user/me', 'patch'],
    ['api get v1/user/me', '/v1/user/me'],
    ['api get https://api.aitronos.com/v1/user/me', '/v1/user/me'],
    ['api get C:/Program|Files/Git/v1/user/me', '/v1/user/me'],
    ['api get /v1/user/me?q=jane|doe', '/v1/user/me?q=jane%20doe'],
    ['config get orgg', 'org'],
    ['config set column.mail x', 'column.email, column.name or column.role'],
  ])('aitronos %s: %s', async (line, meant) => {
    const words = line.split(' ').map((word) => word.replace('|', ' '));
    const { exit, stdout, stderr } = await world.current.run(words);
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
    expect(stderr).toContain(`; did you mean ${meant}? (USAGE)\n`);
    expect(world.current.requests).toEqual([]);
  });
});

describe('a setting that there is not', () => {
  it('is answered with all settings, and one word for those of columns', async () => {
    const { exit, stderr } = await world.current.run('config set colour x');
    expect(exit).toBe(2);
    expect(stderr).toMatch(
      /^error: expected one of org, transfer-to, .*, credential-store, column.<field>, got "colour"/,
    );
    expect(stderr).toContain('hint: `aitronos config set --help` shows its usage');
  });

  it('is answered with the fields where it is one of a column', async () => {
    const { stderr } = await world.current.run('config set column.reply_to x');
    expect(stderr).toMatch(
      /column.<field>, got "column.reply_to".*\nhint: the fields are user_id, email, .*effective_at\n/,
    );
  });

  it.each(['token x', 'api-key x', 'AITRONOS_ACCESS_TOKEN x', 'refresh_token x', 'token=x'])(
    'is no place for a secret, and nothing else is offered for it: %s',
    async (words) => {
      const { exit, stderr } = await world.current.run(`config set ${words}`);
      expect(exit).toBe(2);
      expect(stderr).toContain('hint: no setting holds a secret, because others could see it');
      expect(stderr).not.toMatch(/did you mean|\bx\b/);
    },
  );
});

describe('a value in the wrong place', () => {
  it.each([
    [
      'users deactivate usr_abc123 --org org_xyz789 --transfer-to jane@example.com',
      'not the e-mail address of a person',
    ],
    ['config set transfer-to jane@example.com', 'not the e-mail address of a person'],
    ['users list --org org_xyz789 --role jane@example.com', 'not the e-mail address of a person'],
    [
      'users deactivate usr_abc123 --org org_xyz789 --transfer-to dept_eng001 --protect usr_1',
      '--protect takes a file',
    ],
    [
      'users deactivate usr_abc123 --org org_xyz789 --transfer-to dept_eng001 --protect *@example.com',
      '--protect takes a file',
    ],
    ['config set protect protect.txt', 'a file of them is for --protect'],
    ['users deactivate --from x.csv --org org_xyz789 --due tomorow', '--due takes no value'],
    ['users deactivate usr_abc123 --yes true --org org_xyz789', '--yes takes no value'],
    ['users remove --yes false usr_abc123 --org org_xyz789', '--yes takes no value'],
    ['users list --org org_xyz789 --desc 1', '--desc takes no value'],
    ['users list --org org_xyz789 --json on', '--json takes no value'],
  ])('aitronos %s: %s', async (line, words) => {
    const { exit, stdout, stderr } = await world.current.run(line);
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
    expect(stderr).toContain(words);
    expect(world.current.requests).toEqual([]);
  });

  it.each([
    [
      'users list --org org_xyz789 --role Admin,Member',
      'did you mean role_admin (Admin) or role_member (Member)?',
    ],
    [
      'roles list --org org_xyz789 --members Admin,Member',
      'did you mean role_admin (Admin) or role_member (Member)?',
    ],
    [
      'users invite a@example.com --org org_xyz789 --role Admin,Member --yes',
      'did you mean Admin or Member?',
    ],
    [
      'users deactivate usr_abc123 --org org_xyz789 --transfer-to Engineering,Sales',
      'did you mean Engineering or Sales?',
    ],
  ])('of several names where one is wanted, names them: aitronos %s', async (line, words) => {
    const { exit, stdout, stderr } = await world.current.run(line);
    expect(exit).toBeGreaterThan(0);
    expect({ stdout }).toEqual({ stdout: '' });
    expect(stderr).toContain(words);
    expect(world.current.requests.filter(({ method }) => method !== 'GET')).toEqual([]);
  });

  it('is none where a word such as true is an argument', async () => {
    await world.current.run('config set --quiet transfer-to true');
    expect((await world.current.run('config get transfer-to')).stdout).toContain('true');
  });
});

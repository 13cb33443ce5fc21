import { describe, expect, it } from 'vitest';
import { file } from '../commands/users/many/leavers.ts';
import { useWorld } from '../world.ts';
import { read } from './reading.ts';

const world = useWorld();

type Fields = Readonly<Record<string, unknown>>;

/** Deactivates Jane and Zoë, of whom JSON says more within other objects. */
async function run(jane: Fields, zoe: Fields, ...words: readonly string[]) {
  const rows = [
    { email: 'jane@example.com', ...jane },
    { email: 'zoe@example.com', ...zoe },
  ];
  const path = await file(world.current, 'leavers.json', JSON.stringify(rows));
  const target = ['--org', 'org_xyz789', '--transfer-to', 'dept_eng001', '--no-check', '--yes'];
  const now = ['--now', '2026-11-25T12:00:00Z'];
  const ended = await world.current.run(['users', 'deactivate', '--from', path, ...target, ...now, ...words]);
  const sent = world.current.requests.flatMap(({ method, path: at }) =>
    method === 'POST' && at.endsWith('/deactivate') ? [at.split('/').at(-2)] : [],
  );
  return { ...ended, sent };
}

/** Of one who has much to say. */
const MANY = Object.fromEntries(Array.from({ length: 60 }, (_, at) => [`attribute_${at}`, 'a']));

/** What is refused, and the line that takes Jane alone. */
const REFUSED: readonly (readonly [jane: Fields, zoe: Fields, where: string])[] = [
  [
    { employment: { status: 'terminated' } },
    { employment: { status: 'active' } },
    'employment.status=terminated',
  ],
  [{ profile: { active: false } }, { profile: { active: true } }, 'profile.active=false'],
  [{ fields: { Action: 'Remove' } }, { fields: { Action: 'Keep' } }, 'fields.Action=Remove'],
  [{ fields: { Action: 'Remove' } }, { fields: {} }, 'fields.Action=Remove'],
  [
    { attributes: { status: { value: 'inactive' } } },
    { attributes: { status: { value: 'active' } } },
    'attributes.status="{""value"":""inactive""}"',
  ],
  [{ employment: { terminationDate: '2026-11-01' } }, { employment: {} }, 'employment.terminationDate!='],
  [{ job: { lastWorkingDay: '2026-11-01' } }, { job: { lastWorkingDay: null } }, 'job.lastWorkingDay!='],
  [{ hr: { number: 'E1' } }, { hr: { number: '#N/A' } }, 'hr.number!=#N/A'],
  [
    { profile: { ...MANY, status: 'left' } },
    { profile: { ...MANY, status: 'active' } },
    'profile.status=left',
  ],
  [{ review: { decision: 'revoke' } }, { review: { decision: 'approve' } }, 'review.decision=revoke'],
  [{ meta: { decision: 'remove' } }, { meta: { decision: 'keep' } }, 'meta.decision=remove'],
  [{ okta: { status: 'DEPROVISIONED' } }, { okta: { status: 'ACTIVE' } }, 'okta.status=DEPROVISIONED'],
  [{ hrData: { status: 'left' } }, { hrData: { status: 'active' } }, 'hrData.status=left'],
  [{ data: { status: 'left' } }, { data: { status: 'active' } }, 'data.status=left'],
  [{ labels: { leaver: true } }, { labels: { leaver: false } }, 'labels.leaver=true'],
  [
    { attributes: { user: { suspended: true } } },
    { attributes: { user: { suspended: false } } },
    'attributes.user.suspended=true',
  ],
];

const TAKEN: readonly (readonly [jane: Fields, zoe: Fields])[] = [
  [{ manager: { status: 'active' } }, { manager: { status: 'inactive' } }],
  [{ createdBy: { active: true } }, { createdBy: { active: false } }],
  [{ mfa: { enabled: true } }, { mfa: { enabled: false } }],
  [{ team: { active: true } }, { team: { active: false } }],
  [{ costCenter: { active: true } }, { costCenter: { active: false } }],
  [{ department: { status: 'active' } }, { department: { status: 'closed' } }],
  [{ profile: { state: 'ZH', city: 'Zürich' } }, { profile: { state: 'BE', city: 'Bern' } }],
  [{ employment: { status: 'left' } }, { employment: { status: 'left' } }],
  [{ profile: { lastName: 'Keep' } }, { profile: { lastName: 'Left' } }],
  [{ profile: { company: 'Keep' } }, { profile: { company: 'Acme' } }],
  [{ hr: { note: 'Deactivate only, do not delete' } }, { hr: { note: 'x' } }],
  [{ job: { lastWorkingDay: '2026-11-01' } }, { job: { lastWorkingDay: '2026-11-02' } }],
  [
    { status: 'left', employment: { terminationDate: '2026-11-01' } },
    { status: 'left', employment: { terminationDate: null } },
  ],
  [{ employment: { hireDate: '2019-01-01' } }, { employment: { hireDate: '2020-01-01' } }],
];

/** Names of lists of those who stay, and of others. */
const STAYING = [
  ...['keep', 'excluded', 'stayers', 'usersToKeep', 'do_not_deactivate', 'remaining', 'Ausnahmen'],
  ...['approvers', 'manager', 'lineManagers', 'notify', 'cc', 'Vorgesetzte'],
];
const OTHER_LISTS = [
  'leavers',
  'remaining_leavers',
  'non_retained_users',
  'removed_from_protected',
  'not_deleted',
  'managersWhoLeft',
  'deactivation_requests',
];

describe('a list of JSON', () => {
  const deactivate = async (name: string) => {
    const path = await file(world.current, 'leavers.json', JSON.stringify({ [name]: ['jane@example.com'] }));
    const target = ['--org', 'org_xyz789', '--transfer-to', 'dept_eng001', '--no-check', '--yes'];
    const ended = await world.current.run(['users', 'deactivate', '--from', path, ...target]);
    return {
      ...ended,
      sent: world.current.requests.filter(({ path: at }) => at.endsWith('/deactivate')).length,
    };
  };

  it.each(STAYING)('is refused by its name: %s', async (name) => {
    const ended = await deactivate(name);
    expect(ended).toMatchObject({ exit: 2, sent: 0, stdout: '' });
    expect(ended.stderr).toContain(`by its name, the JSON list "${name}" is not of people who leave`);
  });

  it.each(OTHER_LISTS)('is taken: %s', async (name) => {
    expect(await deactivate(name)).toMatchObject({ exit: 0, sent: 1 });
  });

  it('of those who stay is one of users for what does them no harm', async () => {
    const path = await file(world.current, 'staying.json', '{"keep":["lena@example.com"]}');
    const ended = await world.current.run(`users reactivate --from ${path} --org org_xyz789 --yes`);
    expect(ended.exit).toBe(0);
  });
});

describe('what JSON nests', () => {
  it.each(REFUSED)('is refused where it says who is in which state: %j, %j', async (jane, zoe, where) => {
    const ended = await run(jane, zoe);
    expect(ended).toMatchObject({ exit: 2, sent: [], stdout: '' });
    expect(ended.stderr).toContain(`--where '${where}'\n`);
    expect((await run(jane, zoe, '--where', where)).sent).toEqual(['usr_abc123']);
  });

  it.each(['data', 'offboarding', 'suspension', 'assignmentEnd'])(
    'is refused where it says of everybody in %s that it is to come',
    async (name) => {
      const later = { [name]: { until: 'Dec 2026' } };
      const ended = await run(later, later);
      expect(ended).toMatchObject({ exit: 2, sent: [] });
      expect(ended.stderr).toContain(`:1: ${name}.until is a date in the future (here Dec 2026)`);
    },
  );

  it.each<[path: string, fields: (end: string) => Fields]>([
    ['job.end', (end) => ({ job: { end, title: 'x'.repeat(90) } })],
    ['attributes.exit_date.value', (value) => ({ attributes: { exit_date: { label: 'Exit', value } } })],
  ])('is refused where it has a date to come, and its lines mend that: %s', async (path, fields) => {
    const [jane, zoe] = [fields('2026-11-20'), fields('2026-12-31')];
    const ended = await run(jane, zoe);
    expect(ended).toMatchObject({ exit: 2, sent: [] });
    expect(ended.stderr).toContain(`:1: ${path} is a date in the future (here 2026-12-31)`);
    expect(ended.stderr).toContain(`--due --column 'last_day=${path}'\n`);
    const words = ['--due', '--time-zone', 'UTC', '--column', `last_day=${path}`];
    expect((await run(jane, zoe, ...words)).sent).toEqual(['usr_abc123']);
  });

  it.each<Fields>([
    { job: { end: { date: '2026-12-31' } } },
    { job: { terms: [{ end: '2026-12-31' }] } },
    { termination: { effective: '2026-12-31', comment: 'x'.repeat(90) } },
  ])('is refused where it has one further within: %j', async (fields) => {
    expect(await run(fields, {})).toMatchObject({ exit: 2, sent: [] });
  });

  it.each(['job.end', 'job'])(
    'says nothing where the call says that it does not matter: %s',
    async (header) => {
      const ended = await run({ job: { end: '2026-12-31' } }, {}, '--ignore-column', header);
      expect(ended.sent).toEqual(['usr_abc123', 'usr_zoe01']);
    },
  );

  const stateOf = (name: string, more = {}) => ({ status: { id: `status_${name}`, name, ...more } });
  it('is chosen by what stands in an object of a state, whose dates are judged all the same', async () => {
    const both = ['--where', 'status.name=Left,Pending'];
    const gone = ['--where', 'status.name!=Active'];
    const [left, pending] = [stateOf('Left'), stateOf('Pending')];
    expect(await run(left, pending)).toMatchObject({ exit: 2, sent: [] });
    expect((await run(left, pending, ...both)).sent).toEqual(['usr_abc123', 'usr_zoe01']);
    expect((await run(left, stateOf('Pending', { from: '2099-01-01' }), ...both)).exit).toBe(2);
    expect((await run(stateOf('Active'), pending, ...gone)).sent).toContain('usr_zoe01');
  });

  it.each(TAKEN)('is taken where it says no such thing: %j, %j', async (jane, zoe) => {
    expect((await run(jane, zoe)).sent).toEqual(['usr_abc123', 'usr_zoe01']);
  });
});

describe('what JSON says far down alone', () => {
  const NOW = Date.UTC(2026, 10, 25, 12);
  const lines = (first: Fields, last: Fields) =>
    Array.from({ length: 1100 }, (_, at) =>
      JSON.stringify({ user_id: `usr_${at}`, ...(at < 1050 ? first : last) }),
    ).join('\n');

  it.each<[first: Fields, last: Fields, name: string]>([
    [{ job: { title: 'x' } }, { job: { title: 'x', status: 'active' } }, 'job.status'],
    [{ job: { title: 'x' } }, { job: { suspended: false } }, 'job.suspended'],
    [{ job: '' }, { job: { terminationDate: '2026-10-31' } }, 'job.terminationDate'],
    [{ job: null }, { job: { keep: true } }, 'job.keep'],
    [{}, { job: { last_day: '2026-10-31' } }, 'job.last_day'],
    [{}, { last_day: '2026-12-31' }, 'last_day'],
    [{ job: {} }, { job: { rehireDate: '2026-11-01' } }, 'job.rehireDate'],
  ])('is refused where it is too late to judge by it: %j, %j', async (first, last, name) => {
    const { said } = await read(lines(first, last), { reading: { now: NOW } });
    expect(said.join()).toContain(`${name} first appears in row 1000 or later`);
    const ignored = { now: NOW, ignored: [name] };
    const all = await read(lines(first, last), { reading: ignored });
    expect([all.said, all.kept.length]).toEqual([[], 1100]);
  });

  it.each<[first: Fields, last: Fields]>([
    [{ job: { title: 'x' } }, { job: { title: 'x', city: 'Bern' } }],
    [{ job: { status: null } }, { job: { status: 'left' } }],
    [{ manager: {} }, { manager: { status: 'active' } }],
  ])('is taken where it says no such thing, or is judged: %j, %j', async (first, last) => {
    const { said, kept } = await read(lines(first, last), { reading: { now: NOW } });
    expect([said, kept.length]).toEqual([[], 1100]);
  });

  it('is refused however many fields the rows have', async () => {
    const wide: Fields = Object.fromEntries(Array.from({ length: 250 }, (_, at) => [`field_${at}`, 'x']));
    const { said } = await read(lines(wide, { ...wide, job: { status: 'active' } }), {
      reading: { now: NOW },
    });
    expect(said.join()).toContain('job.status first appears in row 1000 or later');
  });

  it('is no column that the call may ignore where none has it', async () => {
    const { said } = await read(lines({}, {}), { reading: { ignored: ['Team'] } });
    expect(said.join()).toContain('--ignore-column names a column that is not there, "Team"');
  });

  it('has its dates to come refused in a roster, and offered for --due', async () => {
    const text = JSON.stringify([{ user_id: 'usr_1', job: { end: '2026-12-31' } }]);
    const roster = await read(text, { reading: { now: NOW, isRoster: true } });
    expect(roster.said.join()).toContain('job.end is a date in the future (here 2026-12-31)');
    const due = await read(text, { reading: { now: NOW, due: true, zone: 'UTC' } });
    expect(due.column_problems[0]?.mend).toEqual([['--column', 'last_day=job.end']]);
  });
});

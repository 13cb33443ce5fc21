import { describe, expect, it } from 'vitest';
import { useWorld } from '../../../world.ts';
import { deactivateFrom, list, runFolders } from './leavers.ts';

const world = useWorld();

describe('--dry-run of many', () => {
  it('lists the requests in JSON, asks nothing, sends nothing and leaves no run', async () => {
    const w = world.current;
    const content = 'user_id,transfer_to\nusr_000001,\nusr_000002,dept_be001\n';
    const { exit, stdout } = await deactivateFrom(w, content, '--dry-run --json');
    expect(exit).toBe(0);
    expect(JSON.parse(stdout)).toEqual({
      dry_run: true,
      requests: [
        ['usr_000001', 'dept_eng001'],
        ['usr_000002', 'dept_be001'],
      ].map(([user_id, transfer_resources_to_department_id]) => ({
        method: 'POST',
        url: `${w.url}/v1/organizations/org_xyz789/users/${user_id}/deactivate`,
        body: { transfer_resources_to_department_id },
      })),
    });
    expect(w.requests).toEqual([]);
    expect(await runFolders(w)).toEqual([]);
  });

  it('of the sandbox names the sandbox, never the API that is meant without it', async () => {
    const line =
      'users deactivate jane@example.com --org org_xyz789 --transfer-to Engineering --dry-run --json';
    const { exit, stdout } = await world.current.run(`${line} --sandbox`, {
      env: { AITRONOS_API_URL: undefined },
    });
    expect(exit).toBe(0);
    expect(JSON.parse(stdout).requests[0].url).toMatch(
      /^http:\/\/127\.0\.0\.1:\d+\/v1\/.*\/usr_abc123\/deactivate$/,
    );
  });

  it('is a table, the first request as an example, and the count; it needs no token', async () => {
    const env = { AITRONOS_ACCESS_TOKEN: undefined };
    const { exit, stdout, stderr } = await deactivateFrom(world.current, list(40), '--dry-run', { env });
    expect(exit).toBe(0);
    const lines = stdout.split('\n');
    expect(lines.slice(0, 2)).toEqual([
      'ACTION      USER        RESOURCES TO  METHOD  PATH',
      'deactivate  usr_000001  dept_eng001   POST    …/users/usr_000001/deactivate',
    ]);
    expect(lines.filter((line) => line.startsWith('deactivate '))).toHaveLength(40);
    expect(stdout).toContain('\n\n40 requests, the first of them:\n\nPOST http://');
    expect(stdout.match(/curl -X POST/g)).toHaveLength(1);
    expect(stdout).toContain('$AITRONOS_ACCESS_TOKEN');
    expect(lines.length).toBeLessThan(55);
    expect(stderr).toBe('note: dry run: nothing was sent\n');
  });

  it.each([
    [
      'users invite',
      'email,name,role,department\na@example.com,Ann A,role_member,\nb@example.com,,role_member,dept_eng001\n',
      [
        'ACTION  USER           NAME   ROLES        DEPARTMENTS  METHOD  PATH',
        'invite  a@example.com  Ann A  role_member  -            POST    …/users/invite/v2',
        'invite  b@example.com  -      role_member  dept_eng001  POST    …/users/invite/v2',
      ],
    ],
    [
      'users remove',
      'user_id\nusr_abc123\nusr_def456\n',
      [
        'ACTION  USER        METHOD  PATH',
        'remove  usr_abc123  DELETE  …/users/usr_abc123',
        'remove  usr_def456  DELETE  …/users/usr_def456',
      ],
    ],
    [
      'users reactivate',
      'user_id\nusr_abc123\nusr_def456\n',
      [
        'ACTION      USER        METHOD  PATH',
        'reactivate  usr_abc123  POST    …/users/usr_abc123/reactivate',
        'reactivate  usr_def456  POST    …/users/usr_def456/reactivate',
      ],
    ],
  ])('shows in its table what each request of %s says', async (verb, stdin, table) => {
    const line = `${verb} --from - --org org_xyz789 --dry-run`;
    const { exit, stdout } = await world.current.run(line, { stdin });
    expect(exit).toBe(0);
    expect(stdout.split('\n').slice(0, 6)).toEqual([...table, '', '2 requests, the first of them:', '']);
  });

  it('is one request a line in jsonl, and as before in CSV', async () => {
    const w = world.current;
    const { stdout } = await deactivateFrom(w, list(3), '--dry-run -o jsonl');
    const lines = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines).toHaveLength(3);
    expect(lines[0]).toEqual({
      dry_run: true,
      method: 'POST',
      url: `${w.url}/v1/organizations/org_xyz789/users/usr_000001/deactivate`,
      body: { transfer_resources_to_department_id: 'dept_eng001' },
    });
    const csv = await deactivateFrom(w, list(3), '--dry-run -o csv');
    expect(csv.stdout).toMatch(/^method,url,body\r?\n/);
    expect(csv.stdout.trimEnd().split('\n')).toHaveLength(4);
  });

  it.each([
    ['deactivate usr_abc123 --transfer-to dept_eng001', ''],
    ['deactivate usr_abc123 --transfer-to Engineering', ', only looked up'],
    ['deactivate jane@example.com --transfer-to dept_eng001', ', only looked up'],
    ['remove usr_abc123 usr_def456', ''],
    ['remove usr_abc123 john@example.com', ', only looked up'],
    ['invite new@example.com --role Member', ', only looked up'],
    ['update-memberships usr_abc123 --no-roles --department Sales', ', only looked up'],
  ])('says whether something was looked up: users %s', async (line, words) => {
    const { stderr } = await world.current.run(`users ${line} --org org_xyz789 --dry-run`);
    expect(stderr).toBe(`note: dry run: nothing was sent${words}\n`);
  });

  const ONE_LINE = /^\{"dry_run":true,"method":"[A-Z]+","url":"http[^"]+","body":.+\}\n$/;
  it.each([
    ['users deactivate usr_abc123 --transfer-to dept_eng001', ''],
    ['users deactivate --from - --transfer-to dept_eng001', 'usr_abc123\n'],
    ['users deactivate --from - --transfer-to dept_eng001', 'user_id\nusr_abc123\nusr_abc123\n'],
    ['users remove usr_abc123', ''],
    ['users reactivate usr_left01', ''],
    ['users invite new@example.com', ''],
    ['users update-memberships usr_abc123 --no-roles --no-departments', ''],
  ])('has the same line for one user: %s', async (line, stdin) => {
    const { exit, stdout } = await world.current.run(`${line} --org org_xyz789 --dry-run -o jsonl`, {
      stdin,
    });
    expect(exit).toBe(0);
    expect(stdout).toMatch(ONE_LINE);
  });

  it('has the same line for a request of any kind', async () => {
    const { stdout } = await world.current.run('api post /v1/x --field a=1 --dry-run -o jsonl');
    expect(stdout).toMatch(ONE_LINE);
  });

  it('has one head above all of its rows, whatever stands in them', async () => {
    const roles = (at: number) => (at === 2100 ? 'role_member' : '');
    const rows = Array.from({ length: 2101 }, (_, at) => `new${at}@example.com,${roles(at)}\n`).join('');
    const line = 'users invite --from - --org org_xyz789 --dry-run';
    const { exit, stdout } = await world.current.run(line, { stdin: `email,role\n${rows}` });
    expect(exit).toBe(0);
    const lines = stdout.split('\n');
    expect(lines[0]).toMatch(/^ACTION +USER +ROLES +METHOD +PATH$/);
    expect(lines.filter((text) => text.startsWith('ACTION'))).toHaveLength(1);
    expect(lines.filter((text) => text.startsWith('invite'))).toHaveLength(2101);
    expect(lines[2101]).toMatch(/^invite +new2100@example\.com +role_member +POST/);
    expect(stdout).toContain('\n\n2101 requests, the first of them:\n\nPOST http://');
  });

  it('of a list of one is the request alone', async () => {
    const { stdout } = await deactivateFrom(world.current, list(1), '--dry-run');
    expect(stdout).toMatch(/^POST http:.*\n\{.*\}\n\ncurl -X POST /);
    expect(stdout).not.toContain('ACTION');
  });

  it('finds bad rows', async () => {
    const ended = await deactivateFrom(world.current, 'usr_1\njane\n', '--dry-run');
    expect(ended).toMatchObject({ exit: 2, stdout: '' });
    expect(ended.stderr).toMatch(/leavers:2: user_id/);
    expect(await runFolders(world.current)).toEqual([]);
  });
});

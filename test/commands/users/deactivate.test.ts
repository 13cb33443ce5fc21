import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { rootCertificates } from 'node:tls';
import { describe, expect, it } from 'vitest';
import { version } from '../../../src/version.ts';
import { takeBack } from '../../take-back.ts';
import { type CallOptions, TO, useWorld } from '../../world.ts';

const world = useWorld();

describe('users deactivate', () => {
  it('sends one request, as the page of the API has it, and shows the resulting state', async () => {
    const { exit, stdout, stderr } = await world.current.deactivate();
    expect(stdout).toBe(
      'USER        NAME      EMAIL             STATE        RESOURCES TO\n' +
        'usr_abc123  Jane Doe  jane@example.com  deactivated  dept_eng001\n',
    );
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: takeBack() });
    const [request, ...others] = world.current.requests;
    expect(others).toEqual([]);
    expect(request).toMatchObject({
      method: 'POST',
      path: '/v1/organizations/org_xyz789/users/usr_abc123/deactivate',
      body: '{"transfer_resources_to_department_id":"dept_eng001"}',
      headers: {
        authorization: 'Bearer sandbox-access-token',
        'content-type': 'application/json',
        accept: 'application/json',
        'user-agent': `aitronos-cli/${version} node/${process.versions.node}`,
      },
    });
  });

  it('prints the result record as JSON, with every field of the API unchanged', async () => {
    const { exit, stdout, stderr } = await world.current.deactivate('--json');
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: takeBack() });
    expect(JSON.parse(stdout)).toEqual({
      schema_version: 1,
      action: 'deactivate',
      user_id: 'usr_abc123',
      organization_id: 'org_xyz789',
      outcome: 'changed',
      changed: true,
      account_state: 'deactivated',
      transferred_to_department_id: 'dept_eng001',
      user: {
        id: 'usr_abc123',
        full_name: 'Jane Doe',
        email: 'jane@example.com',
        user_name: 'janedoe',
        account_state: 'deactivated',
        role_ids: ['role_admin1'],
        department_ids: ['dept_eng001'],
        organization_id: 'org_xyz789',
        invitation_link: null,
        invited_at: null,
        deactivated_at: null,
      },
      error: null,
      request_id: expect.stringMatching(/^req_/),
      attempts: 1,
      duration_ms: expect.any(Number),
    });
  });

  it('prints the same record as one line with jsonl', async () => {
    const { stdout } = await world.current.deactivate('-o jsonl');
    expect(stdout.split('\n')).toHaveLength(2);
    expect(JSON.parse(stdout)).toMatchObject({ outcome: 'changed', account_state: 'deactivated' });
  });

  it('prints RFC 4180 CSV with a header', async () => {
    const { stdout } = await world.current.deactivate('--output csv');
    expect(stdout).toMatch(
      /^user_id,outcome,changed,account_state,transferred_to_department_id,error_code,error_message,request_id,attempts\r\nusr_abc123,changed,true,deactivated,dept_eng001,,,req_\w+,1\r\n$/,
    );
  });

  it('is a success when repeated: unchanged, with a note that no resources were moved', async () => {
    await world.current.deactivate();
    const again = await world.current.deactivate();
    expect(again).toEqual({
      exit: 0,
      stdout: 'USER        NAME  EMAIL  STATE        RESOURCES TO\nusr_abc123  -     -      deactivated  -\n',
      stderr: 'note: usr_abc123 was already deactivated; this call moved no resources\n',
    });
    const record = JSON.parse((await world.current.deactivate('--json --quiet')).stdout);
    expect(record).toMatchObject({
      outcome: 'unchanged',
      changed: false,
      account_state: 'deactivated',
      transferred_to_department_id: null,
      user: null,
      error: null,
    });
  });

  it('says nothing beside the answer with --quiet', async () => {
    await world.current.deactivate();
    expect((await world.current.deactivate('-q')).stderr).toBe('');
  });

  it('makes "already so" a failure with --strict', async () => {
    await world.current.deactivate();
    const { exit, stderr } = await world.current.deactivate('--strict');
    expect(exit).toBe(1);
    expect(stderr).toBe(
      'error: usr_abc123 was already deactivated; this call moved no resources (USER_ALREADY_DEACTIVATED)\n' +
        'hint: without --strict that is a success\n',
    );
    const asJson = await world.current.deactivate('--strict --json');
    expect(JSON.parse(asJson.stdout)).toMatchObject({ outcome: 'unchanged', changed: false });
    expect(JSON.parse(asJson.stderr)).toMatchObject({ error: { code: 'USER_ALREADY_DEACTIVATED' } });
  });

  it('is recovered when an earlier attempt of this call got no answer', async () => {
    await world.current.script('reset', {
      status: 422,
      body: { success: false, error: { code: 'USER_ALREADY_DEACTIVATED', message: 'Already.', status: 422 } },
    });
    const { exit, stdout } = await world.current.deactivate('--json');
    expect(exit).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      outcome: 'recovered',
      changed: true,
      account_state: 'deactivated',
      transferred_to_department_id: 'dept_eng001',
      user: null,
      attempts: 2,
    });
    expect(world.current.requests).toHaveLength(2);
  });

  it('takes no word of a gateway for an answer: 504 and then "already so" is recovered', async () => {
    await world.current.script(
      { status: 504, body: 'upstream timed out' },
      { status: 422, body: { error: { code: 'USER_ALREADY_DEACTIVATED', message: 'Already.' } } },
    );
    expect(JSON.parse((await world.current.deactivate('--json')).stdout).outcome).toBe('recovered');
  });

  it.each([
    ['active', 'recovered'],
    ['deactivated', 'unchanged'],
  ])(
    'says of who was %s when looked up, after 504 and then "already so": %s',
    async (account_state, outcome) => {
      const user = { user_id: 'usr_abc123', email: 'jane@example.com', account_state };
      await world.current.script(
        { status: 200, body: { users: [user], total_users_count: 1 } },
        { status: 504, body: 'upstream timed out' },
        { status: 422, body: { error: { code: 'USER_ALREADY_DEACTIVATED', message: 'Already.' } } },
      );
      const { stdout } = await world.current.run(`users deactivate jane@example.com ${TO} --json`);
      expect(JSON.parse(stdout).outcome).toBe(outcome);
    },
  );

  it('shows with --dry-run what it would send, and sends nothing', async () => {
    const { exit, stdout, stderr } = await world.current.deactivate('--dry-run');
    const url = `${world.current.url}/v1/organizations/org_xyz789/users/usr_abc123/deactivate`;
    expect(stdout).toBe(
      `POST ${url}\n{"transfer_resources_to_department_id":"dept_eng001"}\n\n` +
        `curl -X POST '${url}' \\\n  -H "Authorization: Bearer $AITRONOS_ACCESS_TOKEN" \\\n` +
        `  -H 'Content-Type: application/json' \\\n  -d '{"transfer_resources_to_department_id":"dept_eng001"}'\n`,
    );
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: 'note: dry run: nothing was sent\n' });
    expect(world.current.requests).toEqual([]);
  });

  it('shows the dry run as JSON and CSV too, and needs no token for it', async () => {
    const env = { AITRONOS_ACCESS_TOKEN: undefined };
    const url = `${world.current.url}/v1/organizations/org_xyz789/users/usr_abc123/deactivate`;
    const body = { transfer_resources_to_department_id: 'dept_eng001' };
    const json = await world.current.deactivate('--dry-run --json', { env });
    expect(JSON.parse(json.stdout)).toEqual({ dry_run: true, requests: [{ method: 'POST', url, body }] });
    const csv = await world.current.deactivate('--dry-run -o csv', { env });
    expect(csv.stdout).toBe(
      `method,url,body\r\nPOST,${url},"${JSON.stringify(body).replaceAll('"', '""')}"\r\n`,
    );
    expect(world.current.requests).toEqual([]);
  });

  it('takes an API key where no access token is set, and sends it as X-API-Key', async () => {
    const env = { AITRONOS_ACCESS_TOKEN: '', AITRONOS_API_KEY: 'sandbox-api-key' };
    expect((await world.current.deactivate('', { env })).exit).toBe(0);
    const headers = world.current.requests[0]?.headers ?? {};
    expect(headers['x-api-key']).toBe('sandbox-api-key');
    expect(headers['authorization']).toBeUndefined();
  });

  it('shows names from the API without escape sequences or direction marks, and keeps them in JSON, escaped', async () => {
    const full_name = '\u001b[31mJane\u001b[0m \u202eDoe\u0007\nX \u009b2J';
    const user = { id: 'usr_abc123', full_name, email: 'j@example.com', account_state: 'deactivated' };
    await world.current.script({ status: 200, body: user });
    const table = await world.current.deactivate();
    expect(table.stdout).toContain('usr_abc123  Jane Doe X ');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
    expect(table.stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
    const json = await world.current.deactivate('--json');
    expect(JSON.parse(json.stdout).user.full_name).toBe(full_name);
    expect(json.stdout).toContain('\\u001b[31mJane\\u001b[0m \\u202eDoe\\u0007\\nX \\u009b2J');
  });

  it('keeps wide characters in line', async () => {
    const user = {
      id: 'usr_abc123',
      full_name: '山田太郎',
      email: 'y@example.com',
      account_state: 'deactivated',
    };
    await world.current.script({ status: 200, body: user });
    const { stdout } = await world.current.deactivate();
    expect(stdout).toBe(
      'USER        NAME      EMAIL          STATE        RESOURCES TO\n' +
        'usr_abc123  山田太郎  y@example.com  deactivated  dept_eng001\n',
    );
  });
});

describe('how to take a deactivation back', () => {
  const note = async (more: string, options: CallOptions = {}) =>
    (await world.current.run(`users deactivate ${more}`, options)).stderr;
  const JANE = 'usr_abc123 --org org_xyz789 --transfer-to dept_eng001';

  it.each([
    ['as it was typed', JANE, ''],
    ['by an address', 'jane@example.com --org org_xyz789 --transfer-to Engineering', ''],
    ['with --json', `${JANE} --json`, ''],
    ['with -o csv', `${JANE} -o csv`, ''],
    ['with --profile', `${JANE} --profile staging`, ' --profile staging'],
    ['with --sandbox', `${JANE} --sandbox`, ' --sandbox'],
  ])('is a command that can be pasted: %s', async (_what, line, options) => {
    // What the sandbox leaves aside would be a note of its own.
    const aside = { AITRONOS_API_URL: undefined, AITRONOS_ACCESS_TOKEN: undefined };
    const env = line.includes('--sandbox') ? aside : {};
    const unreal = line.includes('--sandbox') ? 'note: sandbox: nothing real was changed\n' : '';
    expect(await note(line, { env })).toBe(takeBack(options) + unreal);
  });

  it('quotes what a shell would take apart', async () => {
    const file = join(world.current.home, "Jane's roots.pem");
    await writeFile(file, rootCertificates[0] ?? '');
    const { stderr } = await world.current.run([
      'users',
      'deactivate',
      ...JANE.split(' '),
      '--ca-file',
      file,
    ]);
    expect(stderr).toBe(takeBack(` --ca-file '${file.replace("'", "'\\''")}'`));
  });

  it('names the address that was typed', async () => {
    const { url } = world.current;
    const env = { AITRONOS_API_URL: undefined };
    expect(await note(`${JANE} --api-url ${url}`, { env })).toBe(takeBack(` --api-url ${url}`));
  });

  it('is the command that takes it back', async () => {
    const [, command = ''] = (await note(JANE)).trim().split('aitronos ');
    const { exit, stdout } = await world.current.run(`${command} --json`);
    expect(exit).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ outcome: 'changed', account_state: 'active' });
  });

  it.each([
    ['with --quiet', `deactivate ${JANE} --quiet`],
    ['with --dry-run', `deactivate ${JANE} --dry-run`],
    ['of a reactivation', 'reactivate usr_left01 --org org_xyz789'],
    ['of a removal', 'remove usr_abc123 --org org_xyz789 --yes'],
    ['of memberships', 'update-memberships usr_abc123 --org org_xyz789 --no-roles --no-departments'],
  ])('is not said %s', async (_what, line) => {
    const { exit, stderr } = await world.current.run(`users ${line}`);
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: expect.not.stringContaining('to undo') });
  });

  it('is not said of somebody who was deactivated already, nor of one who was not', async () => {
    await note(JANE);
    expect(await note(JANE)).not.toContain('to undo');
    expect(await note('usr_nobody --org org_xyz789 --transfer-to dept_eng001')).not.toContain('to undo');
    await world.current.script('hang');
    expect(await note(`${JANE} --retries 0`)).not.toContain('to undo');
  });
});

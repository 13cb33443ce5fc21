import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isStateName } from '../../src/runs/input/words/state-names.ts';
import { file } from '../commands/users/many/leavers.ts';
import { useWorld } from '../world.ts';

const world = useWorld();

const example = (name: string) => readFileSync(join(import.meta.dirname, '../data/files', name));

const NOW = '2026-11-25T12:00:00Z';

/** Who was deactivated. */
const deactivated = (): string[] =>
  world.current.requests.flatMap(({ method, path }) =>
    method === 'POST' && path.endsWith('/deactivate') ? [path.split('/').at(-2) ?? ''] : [],
  );

/** Deactivates whom a file names, with further words of the command line. */
async function run(content: string | Uint8Array, ...words: readonly string[]) {
  const path = await file(world.current, 'leavers', content);
  const target = ['--org', 'org_xyz789', '--transfer-to', 'dept_eng001', '--no-check', '--yes', '--now', NOW];
  const ended = await world.current.run(['users', 'deactivate', '--from', path, ...target, ...words]);
  return { ...ended, sent: deactivated() };
}

const refused = async (content: string | Uint8Array, ...words: readonly string[]) => {
  const ended = await run(content, ...words);
  expect(ended).toMatchObject({ exit: 2, sent: [], stdout: '' });
  return ended.stderr;
};

describe('a column that says who is in which state', () => {
  const everybody: readonly (readonly [content: string | Buffer, said: string, mended: string])[] = [
    [example('001-google-users-export.csv'), 'Active (1), Suspended (1)', 'Status [READ ONLY]=Suspended'],
    [example('003-entra-user-export.csv'), 'TRUE (1), FALSE (1)', 'accountEnabled=FALSE'],
    [example('006-gam-print-users.csv'), 'False (1), True (1)', 'suspended=True'],
    ['email,Is Active\njane@example.com,no\nada@example.com,yes\n', 'yes (1), no (1)', 'Is Active=no'],
    [
      '{"email":"jane@example.com","archived":true}\n{"email":"a@b.c","archived":false}\n',
      'archived',
      'archived=true',
    ],
  ];
  it.each(everybody)(
    'is refused with several values in it, each with its line: %#',
    async (content, said, where) => {
      const stderr = await refused(content);
      expect(stderr).toContain(said);
      expect(stderr).toContain(`--where '${where}'`);
      expect(stderr).toContain('--ignore-column');
      expect((await run(content, '--where', where)).sent).toEqual(['usr_abc123']);
    },
  );

  it('is only told with one value in it, and nothing at all without', async () => {
    const one = await run('email,Status\njane@example.com,Active\n');
    expect(one).toMatchObject({ exit: 0, sent: ['usr_abc123'] });
    expect(one.stderr).toContain('Status is Active in every row');
    expect((await run('email,Status\njane@example.com,\n')).stderr).not.toContain('Status is');
    expect((await run('email,Leaving?\njane@example.com,no\n')).stderr).toContain(
      'Leaving? is no in every row',
    );
  });

  it('is refused where it says in every row that it was refused', async () => {
    expect(await refused('email,Status\njane@example.com,rejected\n')).toContain('Status holds rejected (1)');
  });

  it('does not count an empty cell as a state, and not the case of one', async () => {
    const { exit, stderr } = await run(
      'user_id,State\nusr_abc123,left\nusr_def456, LEFT \nusr_000001,\n',
      '--dry-run',
    );
    expect(exit).toBe(0);
    expect(stderr).toContain('State is left in 2 of 3 rows');
  });

  it('means nothing where --ignore-column says so', async () => {
    const { exit, stderr } = await run(
      'user_id,Status\nusr_abc123,on\nusr_def456,off\n',
      '--ignore-column',
      'status',
    );
    expect(exit).toBe(0);
    expect(stderr).not.toContain('Status is');
  });

  it('is refused also where it appears far down a file of JSON', async () => {
    const rows = Array.from({ length: 1100 }, (_, index) =>
      JSON.stringify({ user_id: `usr_${index}`, ...(index > 1050 && { status: index % 2 ? 'on' : 'off' }) }),
    );
    expect(await refused(rows.join('\n'))).toContain('status holds');
  });

  const STATES =
    'status|State|Account status|account_status|EMPLOYMENT STATUS|active|Is Active?|enabled|accountEnabled|isSuspended|suspended|archived|Disabled|Worker Status|User Status|customSchemas.HR.status|Status [READ ONLY]|Employee Status (current)|Soft deleted|Mitarbeiterstatus|Status des Kontos|aktiv|Aktiv?|gesperrt|Beschäftigungsstatus|Statut|statut du compte|actif|État|désactivé|Stato|stato del rapporto|attivo|sospeso|Stato utente|Active Y/N|Active (Y/N)|Status Code|status.value|userAccountControl|LockedOut|billing-active|Currently employed|MA-Status|Etat du compte|Actif O/N|Active/Inactive|In forza|Status:|Employment_Status|Inactive > 90 days|Inactive 90+ days|Inaktiv seit 90 Tagen|Active in last 30 days';
  it.each(STATES.split('|'))('may be called %s', (name) => {
    expect(isStateName(name)).toBe(true);
  });

  const OTHERS =
    'email|Marital status|Order status|2sv enrolled|department|Manager|Statement|Stateroom|United States|name|Is Manager|Visa status|MFA state|Employee|Account|read only|Password expired|Active since|Suspended on|deleted_at|Yes|State tax|Removed from group|Days inactive|Inactive days|Activity last 30 days';
  it.each(OTHERS.split('|'))('is not called %s', (name) => {
    expect(isStateName(name)).toBe(false);
  });
});

describe('--where', () => {
  const FILE =
    'user_id,Status,Group (old)\nusr_abc123,Suspended,"A, B"\nusr_def456,Active,C\nusr_0,Left,a=b\n';
  const ways: readonly (readonly [where: readonly string[], sent: number])[] = [
    [['status=suspended'], 1],
    [['STATUS = Suspended'], 1],
    [['#2=Suspended'], 1],
    [['Status=Suspended,left'], 2],
    [['Status!=Active'], 2],
    [['Status!=Active, Left'], 1],
    [['Status!=Active', 'Group (old)="A, B"'], 1],
    [['Status!=Active', 'group!=C'], 2],
    [['Status!=Active', 'Group (old)=a=b'], 1],
  ];
  it.each(ways)('%j chooses %i', async (where, count) => {
    const words = where.flatMap((text) => ['--where', text]);
    const { exit, stdout, stderr } = await run(FILE, ...words, '--dry-run', '--json');
    expect(exit).toBe(0);
    expect(JSON.parse(stdout).requests).toHaveLength(count);
    expect(stderr).toContain(`--where chooses ${count} of 3 rows`);
  });

  it('finds a header that has an equals sign in it, and one that ends in !', async () => {
    const text = 'user_id,a=b,c!\nusr_abc123,1,x\nusr_def456,2,y\n';
    expect((await run(text, '--where', 'a=b=1', '--where', 'c!=x')).sent).toEqual(['usr_abc123']);
  });

  it('asks what follows of the rows that are chosen alone', async () => {
    const text = 'mail,userPrincipalName,Status\njane@example.com,jane@example.com,gone\na@b.c,x@y.z,here\n';
    expect(await refused(text)).toContain('name two people');
    expect((await run(text, '--where', 'Status=gone')).sent).toEqual(['usr_abc123']);
  });

  it('takes any blanks between words for one', async () => {
    const text = 'user_id,Event type\nusr_abc123,End\u00a0of  contract\nusr_def456,Hire\n';
    expect(await refused(text)).toContain("--where 'Event type=End of contract'\n");
    expect((await run(text, '--where', 'Event type=end of  contract')).sent).toEqual(['usr_abc123']);
  });

  it('does not look at the cells of rows that are left out', async () => {
    expect((await run('user_id,Status\nusr_abc123,gone\nnobody,here\n', '--where', 'status=gone')).exit).toBe(
      0,
    );
  });

  const mistakes: readonly (readonly [where: string, said: string])[] = [
    ['Statsu=Active', 'names a column that is not there, "Statsu": did you mean Status?'],
    ['Status=Suspendd', 'there is no row with "suspendd" in Status; did you mean Suspended?'],
    ['Status!=Xyzzyx', 'there is no row with "xyzzyx" in Status; there are:'],
    ['Group (old)=Xyzzyx', 'in Group (old); there are: "A, B", '],
    ['Group (old)="A, BB"', 'did you mean "A, B"?'],
    ['Status=', 'there is no row without a value in Status'],
    ['Status="a', 'the values are no line of CSV'],
    ['Status', 'expected a header and values'],
    ['=x', 'expected a header and values'],
  ];
  it.each(mistakes)('%s is a mistake that is told with what is there', async (where, said) => {
    const stderr = await refused(FILE, '--where', where);
    expect(stderr).toContain(said);
    expect(stderr).not.toContain('--where chooses');
  });

  it.each([
    ['an empty column', 'user_id,Team\nusr_abc123,\n', 'Team=x', 'in Team; there are: none'],
    [
      'two columns',
      'user_id,Team,team\nusr_abc123,A,B\n',
      'TEAM=a',
      '--where names 2 columns with "TEAM": write #2, #3',
    ],
  ])('of %s is a mistake', async (_, text, where, said) => {
    expect(await refused(text, '--where', where)).toContain(said);
  });

  describe('in a column with thousands of values', () => {
    const people = Array.from({ length: 3_000 }, (_, at) => `usr_${at},n${at}`);
    const text = `user_id,Number\n${people.join('\n')}\nusr_abc123,last\n`;

    it.each([['last'], ['LAST,last']])('the last is found: %s', async (values) => {
      expect((await run(text, '--where', `Number=${values}`)).sent).toEqual(['usr_abc123']);
    });

    it('thousands that are not there are told once each', async () => {
      const values = Array.from({ length: 3_000 }, (_, at) => `m${at}`).join(',');
      const stderr = await refused(text, '--where', `Number=${values}`, '--json');
      expect(stderr).toContain('there is no row with \\"m2999\\" in Number');
      expect(stderr.length).toBeLessThan(3_000 * 600);
    });
  });

  it('is refused where there are no columns', async () => {
    expect(await refused('usr_abc123\nusr_def456\n', '--where', 'status=x')).toContain('--where');
    for (const users of [['usr_abc123'], ['usr_abc123', 'usr_def456']]) {
      const words = ['users', 'deactivate', ...users, '--where', 'status=x', '--yes', '--org', 'org_xyz789'];
      const { exit, stderr } = await world.current.run([...words, '--transfer-to', 'dept_eng001']);
      expect(exit).toBe(2);
      expect(stderr).toContain('--where');
    }
    expect(deactivated()).toEqual([]);
  });
});

describe('results of ours as input', () => {
  const RESULTS = 'row,user_id,outcome,changed,account_state,status,last_day,input_state\n';
  const mixed = `${RESULTS}1,usr_abc123,changed,true,deactivated,a,2027-01-01,x\n2,usr_def456,failed,false,active,b,,y\n`;

  const from = async (verb: string, content: string | Uint8Array, ...words: readonly string[]) => {
    const path = await file(world.current, 'results', content);
    const target = verb === 'deactivate' ? ['--transfer-to', 'dept_eng001'] : [];
    const line = ['users', verb, '--from', path, '--org', 'org_xyz789', ...target, ...words];
    return world.current.run([...line, '--dry-run', '--json']);
  };
  const sent = async (verb: string, content: string | Uint8Array, ...words: readonly string[]) => {
    const { exit, stdout, stderr } = await from(verb, content, ...words);
    expect(stderr).not.toContain('error');
    expect(exit).toBe(0);
    return (JSON.parse(stdout).requests as { url: string }[]).map(
      ({ url }) => /usr_\w+/.exec(url)?.[0] ?? '',
    );
  };

  it('are not judged by their states, which are told', async () => {
    expect(await sent('deactivate', mixed)).toEqual(['usr_abc123', 'usr_def456']);
    expect((await from('deactivate', mixed)).stderr).toContain(
      'status holds b (1), a (1): not judged, because the file is our own',
    );
  });

  it('are known by schema_version too, and judged as any file where a later word is none of ours', async () => {
    const text = (outcome: string) =>
      `user_id,outcome,status\n${'usr_abc123,changed,a\n'.repeat(1001)}usr_2,${outcome},b\n`;
    expect((await from('deactivate', text('failed'))).exit).toBe(0);
    expect((await from('deactivate', text('strange'))).stderr).toContain('status holds');
    const marked = 'schema_version,user_id,account_state\n1,usr_abc123,active\n1,usr_def456,deactivated\n';
    expect(await sent('deactivate', marked)).toHaveLength(2);
    expect((await from('deactivate', marked.replaceAll('schema_version', 'form'))).exit).toBe(2);
  });

  it.each(['remove', 'reactivate'])('are refused by %s where a row changed nothing', async (verb) => {
    const { exit, stderr } = await from(verb, mixed);
    expect(exit).toBe(2);
    expect(stderr).toContain('outcome holds failed (1), changed (1)');
    expect(stderr).toContain('"line":3');
    expect(await sent(verb, mixed, '--where', 'outcome=changed')).toEqual(['usr_abc123']);
    expect(await sent(verb, mixed, '--where', 'outcome=changed,failed')).toHaveLength(2);
  });

  it('are refused by remove also where one outcome was taken out', async () => {
    expect((await from('remove', 'user_id,outcome\nusr_abc123,failed\nusr_def456,\n')).exit).toBe(2);
    expect(await sent('remove', 'user_id,outcome\nusr_abc123,recovered\nusr_def456,changed\n')).toHaveLength(
      2,
    );
    expect(await sent('remove', 'user_id,outcome\nusr_abc123,by mutual consent\n')).toHaveLength(1);
  });

  it.each([
    [
      'ours',
      JSON.stringify({
        schema_version: 1,
        user_id: 'usr_abc123',
        organization_id: 'org_b',
        outcome: 'changed',
      }),
    ],
    ['a list of several', 'user_id,Org ID\nusr_def456,org_xyz789\nusr_abc123,org_b\n'],
  ])('of another organization are refused: %s', async (_what, text) => {
    const { exit, stderr } = await from('deactivate', text);
    expect({ exit, stderr }).toEqual({
      exit: 2,
      stderr: expect.stringContaining(' is org_b, and the call is for org_xyz789: '),
    });
    expect(world.current.requests).toEqual([]);
    const chosen = text.includes('org_xyz789')
      ? ['--where', 'Org ID=org_xyz789']
      : ['--ignore-column', 'organization_id'];
    expect(await sent('deactivate', text, ...chosen)).toHaveLength(1);
  });

  it('of another organization are refused also where the one of the call is named', async () => {
    const path = await file(world.current, 'named.csv', 'user_id,organization_id\nusr_abc123,org_b\n');
    const line = `users deactivate --from ${path} --org Example --transfer-to dept_eng001 --yes`;
    const { exit, stderr } = await world.current.run(line);
    expect({ exit, stderr }).toEqual({
      exit: 2,
      stderr: expect.stringContaining('organization_id is org_b, and the call is for org_xyz789'),
    });
    expect(deactivated()).toEqual([]);
  });

  it('are removed only as far as the user is still as the run wanted', async () => {
    const found = (cells: string) =>
      `user_id,verified,verified_at\nusr_abc123,${cells}\nusr_def456,differs,x\n`;
    const { exit, stderr } = await from('remove', found('yes,x'));
    expect({ exit, offered: stderr.match(/--where '[^']*'/g) }).toEqual({
      exit: 2,
      offered: ["--where 'verified=yes'", "--where 'verified=differs'"],
    });
    expect((await from('remove', found('differs,x'))).exit).toBe(2);
    expect(await sent('remove', found('yes,x'), '--where', 'verified=yes')).toEqual(['usr_abc123']);
    // A run that nobody verified says nothing of its users.
    expect(await sent('remove', 'user_id,verified,verified_at\nusr_abc123,,\n')).toHaveLength(1);
  });

  it('are taken by deactivate, whatever became of them', async () => {
    expect(await sent('deactivate', example('208-results-failed.csv'))).toEqual(['usr_abc123']);
    const removal = await from('remove', example('217-remove-results-of-invite-failed.csv'));
    expect(removal.exit).toBe(2);
    expect(removal.stderr).toContain("--where 'outcome=failed'");
  });
});

describe('differences of ours as input', () => {
  const DIFF = `kind,user_id,email,status,last_day
orphan,usr_abc123,jane@example.com,active,
leaver,usr_def456,john@example.com,active,2026-01-31
returned,usr_ret001,,deactivated,
missing,,new@example.com,,
ambiguous,,twice@example.com,,
`;
  const of = async (verb: string, ...words: readonly string[]) => {
    const path = await file(world.current, 'diff.csv', DIFF);
    const target = verb === 'deactivate' ? ['--transfer-to', 'dept_eng001'] : [];
    const line = ['users', verb, '--from', path, '--org', 'org_xyz789', ...target, ...words];
    const { exit, stdout, stderr } = await world.current.run([...line, '--dry-run', '--json']);
    expect(exit).toBe(0);
    const requests = JSON.parse(stdout).requests as { url: string; body: { email?: string } | null }[];
    return { who: requests.map(({ url, body }) => body?.email ?? /usr_\w+/.exec(url)?.[0]), stderr };
  };

  const verbs: readonly (readonly [verb: string, who: readonly string[]])[] = [
    ['deactivate', ['usr_abc123', 'usr_def456']],
    ['remove', ['usr_abc123', 'usr_def456']],
    ['reactivate', ['usr_ret001']],
    ['invite', ['new@example.com']],
  ];
  it.each(verbs)('are taken by %s as far as they are for it', async (verb, who) => {
    const { stderr, ...answer } = await of(verb);
    expect(answer.who).toEqual(who);
    expect(stderr).toContain(`${5 - who.length} rows are left out: kind is `);
    expect(stderr).toContain(who.length === 1 ? ' is taken unless' : 'orphan and leaver are taken unless');
  });

  it('are taken otherwise where --where says so', async () => {
    expect((await of('deactivate', '--where', 'kind=returned')).who).toEqual(['usr_ret001']);
  });

  it.each([
    ['orphan,usr_abc123,true\n', 'protected holds true (1): ', '--where protected=true', ['usr_abc123']],
    [
      'orphan,usr_abc123,true\nleaver,usr_def456,false\nreturned,usr_ret001,true\n',
      'protected holds false (1), true (1): ',
      '--where protected=false',
      ['usr_def456'],
    ],
    ['orphan,usr_abc123,yes\n', 'protected holds yes (1): ', '--ignore-column protected', ['usr_abc123']],
  ])('are refused where an owner, or who is protected, would leave: %j', async (rows, words, mend, who) => {
    const path = await file(world.current, 'diff.csv', `kind,user_id,protected\n${rows}`);
    const line = `users remove --from ${path} --org org_xyz789 --no-check --dry-run -o json`;
    const { exit, stderr } = await world.current.run(line);
    expect({ exit, stderr }).toMatchObject({ exit: 2, stderr: expect.stringContaining(words) });
    const { requests } = JSON.parse((await world.current.run(`${line} ${mend}`)).stdout);
    expect(requests.map(({ url }: { url: string }) => /usr_\w+/.exec(url)?.[0])).toEqual(who);
  });

  it('are nothing to do without a row for the command, and begin no run', async () => {
    const { exit, stdout, stderr } = await run('kind,user_id\nreturned,usr_abc123\n', '--json');
    expect({ exit, summary: JSON.parse(stdout) }).toMatchObject({
      exit: 0,
      summary: { summary: { run_id: null, total: 0, not_chosen: 1, exit_code: 0 }, results: [] },
    });
    expect(stderr).toContain('nothing to do');
    expect(deactivated()).toEqual([]);
    expect((await world.current.run('runs list')).stderr).toContain('no runs');
  });

  it('are counted in the summary, also when it is shown later', async () => {
    const text = 'kind,user_id\nreturned,usr_def456\nleaver,usr_abc123\n';
    const { summary } = JSON.parse((await run(text, '--json')).stdout);
    expect(summary).toMatchObject({ total: 1, changed: 1, not_chosen: 1, not_due: 0 });
    const shown = await world.current.run(`runs show ${summary.run_id} --json`);
    expect(JSON.parse(shown.stdout).summary).toEqual(summary);
  });

  it('say who is meant also in a file that is not ours', async () => {
    expect(await refused('kind,user_id\nleaver,usr_abc123\njoiner,usr_def456\n')).toContain('kind holds');
  });
});

import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { SANDBOX_PASSWORD } from '../../src/sandbox/auth/sign-in-checks.ts';
import { type Ended, useMachine } from '../bin/process.ts';

const machine = useMachine();
const hasPython = spawnSync('python3', ['--version']).status === 0;

const PEOPLE = 120;
const LEAVERS = 40;
const ORG = '--org org_xyz789';

/** Recomputes every digest from the files alone; it knows nothing of the program. */
const RECOMPUTE = `
import csv, hashlib, json, os, sys

runs, plan_file, report_file = sys.argv[1:]
sha256 = lambda data: hashlib.sha256(data).hexdigest()

plan = json.load(open(plan_file))
digest = plan.pop("digest")
text = json.dumps(plan, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
assert digest == "sha256:" + sha256(text.encode()), "the plan"

previous, journals = None, {}
for line in open(os.path.join(runs, "ledger.jsonl"), "rb").read().splitlines():
    entry = json.loads(line)
    assert entry["previous"] == previous, "the chain"
    previous = sha256(line)
    data = open(os.path.join(runs, entry["run_id"], "journal.jsonl"), "rb").read()
    assert sha256(data[: entry["length"]]) == entry["sha256"], "a journal"
    header = json.loads(data.split(b"\\n", 1)[0])
    assert header["plan_digest"] == digest, "the approval"
    assert header["rows_sha256"] == sha256(open(os.path.join(runs, entry["run_id"], "rows.jsonl"), "rb").read())
    journals[entry["run_id"]] = header

rows = list(csv.DictReader(open(report_file, newline="", encoding="utf-8")))
assert {row["plan_digest"] for row in rows} == {digest}, "the report"
assert {row["run_id"] for row in rows} <= set(journals)
print(previous, len(rows))
`;

it.skipIf(!hasPython)(
  'who must go is decided, approved, done, killed, resumed, verified and reported',
  async () => {
    const m = machine.current;
    await m.sandbox({ users: PEOPLE, latency_ms: 60 });
    const run = (line: string, env = {}): Promise<Ended> => m.run(line, { env });
    const path = (name: string) => join(m.home, name);

    // Decide: the roster has everybody but some.
    const everybody: string[] = JSON.parse((await run(`users list ${ORG} --all --json`)).stdout)
      .filter(({ status }: { status: { name: string } | string }) =>
        JSON.stringify(status).includes('Active'),
      )
      .map(({ email }: { email: string }) => email);
    const numbered = everybody.filter((email) => !/@example\.com$/.test(email) || /\d/.test(email));
    const leavers = new Set(numbered.slice(0, LEAVERS));
    expect(leavers.size).toBe(LEAVERS);
    const roster = everybody.filter((email) => !leavers.has(email));
    writeFileSync(path('roster.csv'), `email\n${roster.join('\n')}\n`);
    const diff = await run(`users diff ${ORG} --roster roster.csv --max 50% -o csv`);
    expect(diff.exit, diff.stderr).toBe(0);
    writeFileSync(path('orphans.csv'), diff.stdout);

    // Approve: the plan of one, the digest of which the other quotes.
    const planned = await run(
      `users deactivate --from orphans.csv ${ORG} --transfer-to dept_eng001 --ticket HR-17 --plan plan.json --json`,
    );
    expect(planned.exit, planned.stderr).toBe(0);
    const { digest, total } = JSON.parse(planned.stdout);
    expect(total).toBe(LEAVERS);
    expect(m.requests.filter(({ path: at }) => at.endsWith('/deactivate'))).toEqual([]);

    const apply = `runs apply plan.json --digest ${digest} --four-eyes --max-age 1h --yes --concurrency 2`;
    const alone = await run(apply);
    expect(alone, 'the planner alone').toMatchObject({ exit: 2 });

    const other = { AITRONOS_ACCESS_TOKEN: await signIn(m.env['AITRONOS_API_URL'] ?? '', 'janedoe') };
    // Do: killed half way.
    const applying = m.start(apply, { env: other });
    const sent = () => m.requests.filter(({ path: at }) => at.endsWith('/deactivate')).length;
    const isAlive = () => applying.child.exitCode === null && applying.child.signalCode === null;
    while (sent() < LEAVERS / 3 && isAlive()) await sleep(20);
    applying.child.kill('SIGKILL');
    const killed = await applying.ended;
    expect(killed.signal, killed.stderr).toBe('SIGKILL');

    const runs = join(m.env['AITRONOS_STATE_DIR'] ?? '', 'runs');
    const [id = ''] = readdirSync(runs).filter((name) => /^\d/.test(name));
    const resumed = await run(`runs resume ${id} --yes --json`, other);
    expect(resumed.exit, resumed.stderr).toBe(0);
    const { summary } = JSON.parse(resumed.stdout);
    expect(summary).toMatchObject({ total: LEAVERS, failed: 0, unknown: 0, not_sent: 0 });
    const changed = m.requests.filter(
      ({ path: at, method }) => method === 'POST' && at.endsWith('/deactivate'),
    );
    expect(new Set(changed.map(({ path: at }) => at)).size).toBe(LEAVERS);

    // Prove, and hand over.
    const verified = await run(`runs verify ${id} --json`, other);
    expect(verified.exit, verified.stderr).toBe(0);
    const check = JSON.parse(verified.stdout).summary;
    expect(check).toMatchObject({ total: LEAVERS, yes: LEAVERS });
    expect((await run('runs verify --journal')).exit).toBe(0);
    const report = await run(`runs report ${id} --html report.html --csv report.csv --markdown report.md`);
    expect(report.exit, report.stderr).toBe(0);
    const page = readFileSync(path('report.html'), 'utf8');
    for (const words of [digest, 'HR-17', 'usr_abc123', summary.ledger_digest]) expect(page).toContain(words);

    const python = spawnSync('python3', ['-c', RECOMPUTE, runs, path('plan.json'), path('report.csv')], {
      encoding: 'utf8',
    });
    expect(python.stderr).toBe('');
    expect(python.stdout).toBe(`${check.ledger_digest} ${LEAVERS}\n`);
  },
  60_000,
);

/** The access token of a named person of the sandbox. */
async function signIn(url: string, name: string): Promise<string> {
  const answer = await fetch(`${url}/v1/auth/dev-login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email_or_username: name, password: SANDBOX_PASSWORD, device_information: {} }),
  });
  const { access_token } = (await answer.json()) as { readonly access_token: string };
  return access_token;
}

import { chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { useMachine } from '../bin/process.ts';

const page = readFileSync(fileURLToPath(new URL('../../docs/approval.md', import.meta.url)), 'utf8');
const machine = useMachine();

/**
 * The workflows of the page by the names of their files.
 * See docs/decisions/2026-11-26-yaml.md.
 */
const WORKFLOWS = new Map(
  [...page.matchAll(/<!-- workflow: (\S+) -->\n\n```yaml\n([\s\S]*?)\n```/g)].map(
    ([, name = '', text = '']) => [name, text] as const,
  ),
);

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
}

interface GitHubJob {
  readonly steps: readonly Step[];
}

interface GitLabJob {
  readonly script: readonly string[];
  readonly after_script?: readonly string[];
  readonly variables?: Readonly<Record<string, string>>;
}

const LEAVERS = 'user_id\nusr_def456\nusr_zoe01\n';
const APPLIER = 'sandbox-access-token';
/** The program is there already, built. */
const INSTALLS = /^npm install --global /;

/** The steps of a GitHub job that are scripts, with what stands between `${{ }}` filled in. */
function scriptsOf(workflow: string, job: string, known: Readonly<Record<string, string>>): readonly Step[] {
  const read: { readonly jobs: Readonly<Record<string, GitHubJob>> } = parse(WORKFLOWS.get(workflow) ?? '');
  const filled = (text: string) =>
    text.replace(/\$\{\{ (\S+) \}\}/g, (_, name: string) => {
      if (known[name] === undefined) throw new Error(`${name} is not known`);
      return known[name];
    });
  const steps = read.jobs[job]?.steps ?? [];
  expect(steps.filter(({ uses, run }) => (uses === undefined) === (run === undefined))).toEqual([]);
  return steps
    .filter(({ run = '' }) => run !== '' && !INSTALLS.test(run))
    .map(({ run = '', env = {} }) => ({
      run: filled(run),
      env: Object.fromEntries(Object.entries(env).map(([name, value]) => [name, filled(value)])),
    }));
}

/** An empty folder for a job. */
function workspace(name: string): string {
  const folder = join(machine.current.home, name);
  mkdirSync(folder);
  return folder;
}

/** An access token of another user than the applier, who may deactivate too. */
async function signInPlanner(): Promise<string> {
  const answer = await fetch(`${machine.current.env['AITRONOS_API_URL']}/v1/auth/dev-login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email_or_username: 'jane@example.com', password: 'sandbox-password' }),
  });
  const { access_token }: { readonly access_token: string } = JSON.parse(await answer.text());
  return access_token;
}

const runStep = (cwd: string, script: string, env: Readonly<Record<string, string | undefined>>) =>
  machine.current.shell(`set -e\n${script}`, { cwd, env: { CI: 'true', ...env } });

const changes = () => machine.current.requests.filter(({ path }) => path.endsWith('/deactivate')).length;

describe('the workflows of the page about approval', () => {
  it('are those of two systems', () => {
    expect([...WORKFLOWS.keys()]).toEqual([
      '.github/workflows/plan.yml',
      '.github/workflows/apply.yml',
      '.gitlab-ci.yml',
    ]);
  });

  it('run on GitHub Actions: planned, approved by digest, applied by another user', async () => {
    await machine.current.sandbox();
    const [planning, applying] = [workspace('planning'), workspace('applying')];
    writeFileSync(join(planning, 'leavers.csv'), LEAVERS);
    const github = (folder: string) => ({
      GITHUB_ACTIONS: 'true',
      GITHUB_STEP_SUMMARY: join(folder, 'summary.md'),
      GITHUB_OUTPUT: join(folder, 'output'),
    });
    const plan = scriptsOf('.github/workflows/plan.yml', 'plan', {
      'secrets.PLANNER_TOKEN': await signInPlanner(),
      'github.event.pull_request.html_url': 'https://github.com/acme/people/pull/7',
    });
    expect(plan).toHaveLength(1);
    for (const { run = '', env } of plan) {
      expect(await runStep(planning, run, { ...github(planning), ...env })).toMatchObject({ exit: 0 });
    }
    const summary = readFileSync(join(planning, 'summary.md'), 'utf8');
    const [digest = ''] = /sha256:[0-9a-f]{64}/.exec(summary) ?? [];
    expect(readFileSync(join(planning, 'output'), 'utf8')).toBe(`plan_digest=${digest}\n`);
    expect(summary).toContain('ticket: https&#58;');
    expect(changes()).toBe(0);

    copyFileSync(join(planning, 'plan.json'), join(applying, 'plan.json'));
    const known = { 'secrets.APPLIER_TOKEN': APPLIER, 'github.workspace': applying };
    const apply = (digest_given: string) =>
      scriptsOf('.github/workflows/apply.yml', 'apply', { ...known, 'inputs.digest': digest_given });
    const [other, approved] = [apply(`sha256:${'0'.repeat(64)}`), apply(digest)];
    expect(approved).toHaveLength(1);
    for (const { run = '', env } of other) {
      const ended = await runStep(applying, run, { ...github(applying), ...env });
      expect(ended).toMatchObject({ exit: 2, stderr: expect.stringContaining('PLAN_DIGEST') });
    }
    expect(changes()).toBe(0);
    for (const { run = '', env } of approved) {
      const ended = await runStep(applying, run, { ...github(applying), ...env });
      expect(ended).toMatchObject({ exit: 0 });
    }
    expect(changes()).toBe(2);
    expect(existsSync(join(applying, 'state/runs'))).toBe(true);
  });

  it('run on GitLab, and stop where the planner applies', async () => {
    await machine.current.sandbox();
    const jobs: Readonly<Record<string, GitLabJob>> = parse(WORKFLOWS.get('.gitlab-ci.yml') ?? '');
    const [planning, applying] = [workspace('planning'), workspace('applying')];
    writeFileSync(join(planning, 'leavers.csv'), LEAVERS);
    // Docker's and Kubernetes' runners clone with umask 0, so that a job of any user may write.
    for (const folder of [planning, applying]) chmodSync(folder, 0o777);
    const planner = await signInPlanner();
    const common = { GITLAB_CI: 'true', AITRONOS_ORG: 'org_xyz789', PLANNER_TOKEN: planner };
    const planned = await runStep(planning, (jobs['plan']?.script ?? []).join('\n'), {
      ...common,
      CI_PROJECT_PATH: 'acme/people',
      CI_MERGE_REQUEST_IID: '7',
    });
    expect(planned).toMatchObject({ exit: 0 });
    const [digest = ''] = /sha256:[0-9a-f]{64}/.exec(planned.stdout) ?? [];
    expect(readFileSync(join(planning, 'plan.json'), 'utf8')).toContain('"ticket": "acme/people!7"');

    const asked: (string | undefined)[] = [];
    const gitlab = createServer((request, response) => {
      asked.push(`${request.url} ${request.headers['job-token']}`);
      response.end(readFileSync(join(planning, 'plan.json')));
    }).listen(0, '127.0.0.1');
    await new Promise((listening) => gitlab.once('listening', listening));
    const { port } = gitlab.address() as AddressInfo;
    const job = {
      ...common,
      AITRONOS_STATE_DIR: jobs['apply']?.variables?.['AITRONOS_STATE_DIR']?.replace(
        /^(?:\$CI_PROJECT_DIR|\/tmp)/,
        (place) => (place === '/tmp' ? machine.current.home : applying),
      ),
      CI_API_V4_URL: `http://127.0.0.1:${port}/api/v4`,
      CI_PROJECT_ID: '12',
      CI_JOB_TOKEN: 'job',
      PLAN_JOB: '34',
      DIGEST: digest,
    };
    const script = (jobs['apply']?.script ?? []).join('\n');
    try {
      const self = await runStep(applying, script, { ...job, APPLIER_TOKEN: planner });
      expect(self).toMatchObject({ exit: 2, stderr: expect.stringContaining('FOUR_EYES') });
      expect(changes()).toBe(0);
      expect(await runStep(applying, script, { ...job, APPLIER_TOKEN: APPLIER })).toMatchObject({ exit: 0 });
      const after = (jobs['apply']?.after_script ?? []).join('\n');
      expect(await runStep(applying, after, job)).toMatchObject({ exit: 0 });
      expect(existsSync(join(applying, 'runs/ledger.jsonl'))).toBe(true);
    } finally {
      gitlab.close();
    }
    expect(asked).toEqual(Array(2).fill('/api/v4/projects/12/jobs/34/artifacts/plan.json job'));
    expect(changes()).toBe(2);
  });
});

import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (file: string) => readFileSync(`${root}/${file}`, 'utf8');
const WORKFLOWS = readdirSync(`${root}/.github/workflows`).map((name) => `.github/workflows/${name}`);

interface Workflow {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, Job>>;
}

interface Job {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly 'timeout-minutes'?: number;
  readonly strategy?: {
    readonly matrix: { readonly os: readonly string[]; readonly node: readonly number[] };
  };
  readonly steps: readonly { readonly run?: string; readonly uses?: string }[];
}

const jobsOf = (file: string): readonly Job[] => {
  const workflow: Workflow = parse(read(file));
  return Object.values(workflow.jobs);
};

// That they are workflows at all, actionlint says: `npm run release:check`.
describe.each([...WORKFLOWS, 'action.yml', 'docs/approval.md'])('%s', (file) => {
  it('names other actions by commit, and their version beside it', () => {
    const uses = read(file).match(/uses: .*/g) ?? [];
    expect(uses.filter((line) => !/^uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line))).toEqual(
      [],
    );
    expect(uses.length).toBeGreaterThan(0);
  });

  it('puts no value of elsewhere into a script', () => {
    const scripts = [...read(file).matchAll(/^ *(?:- )?run: (?:\|\n((?: {8,}.*\n)+)|(.*))/gm)];
    expect(scripts.map(([, block, line]) => block ?? line).filter((text) => text?.includes('${{'))).toEqual(
      [],
    );
  });
});

describe.each(WORKFLOWS)('%s', (file) => {
  it('has no more rights than it says, job by job, and ends', () => {
    const { permissions }: Workflow = parse(read(file));
    expect([{}, { contents: 'read' }]).toContainEqual(permissions);
    for (const job of jobsOf(file)) expect(job['timeout-minutes']).toBeLessThanOrEqual(60);
  });
});

it('tests run on three systems with every Node that is supported', () => {
  const [matrix] = jobsOf('.github/workflows/check.yml').flatMap(({ strategy }) => strategy?.matrix ?? []);
  expect(matrix).toEqual({
    os: ['ubuntu-latest', 'macos-latest', 'windows-latest'],
    node: [20, 22, 24, 26],
  });
});

it('a release is built without a cache, and signed where nothing of ours runs', () => {
  const [build, attest] = jobsOf('.github/workflows/release.yml');
  expect(build?.permissions).toEqual({ contents: 'read' });
  expect(read('.github/workflows/release.yml')).not.toMatch(/^ *cache:|actions\/cache/m);
  expect(read('.github/workflows/release.yml')).toContain('package-manager-cache: false');
  const installs = build?.steps.flatMap(({ run }) => (run?.startsWith('npm ci') ? [run] : []));
  expect(installs).toEqual(['npm ci --ignore-scripts']);
  expect(attest?.permissions).toEqual({ 'id-token': 'write', attestations: 'write' });
  expect(attest?.steps.map(({ uses = '', run = uses }) => run.replace(/@.*/, ''))).toEqual([
    'actions/download-artifact',
    'sha256sum --check --strict SHA256SUMS',
    'actions/attest',
  ]);
});

it('the libraries that an executable needs are named to users, and in the container', () => {
  expect(read('docs/installing.md')).toMatch(/glibc 2\.28 and libstdc\+\+,[^.]*libatomic/);
  const last = read('Containerfile')
    .split(/^FROM /m)
    .at(-1);
  expect(last).toMatch(/apt-get install -y --no-install-recommends libatomic1 /);
});

import { addressSecrets } from '../secrets/addresses.ts';
import type { KnownSecrets } from '../secrets/known-secrets.ts';

/** A job of continuous integration, as its environment describes it; null for what it does not say. */
export interface CiJob {
  readonly provider: string;
  /** The job's page. */
  readonly url: string | null;
  /** The account that began it. An environment is no proof of that. */
  readonly actor: string | null;
  readonly commit: string | null;
}

type Env = Readonly<Record<string, string | undefined>>;

/** How the environment of a system says it; `is`: the variable by which the system is known. */
interface CiSystem {
  readonly provider: string;
  readonly is: string;
  readonly url: string | ((env: Env) => string | undefined);
  readonly actor?: string;
  readonly commit: string;
}

const SYSTEMS: readonly CiSystem[] = [
  // https://docs.github.com/en/actions/reference/workflows-and-actions/variables
  {
    provider: 'github',
    is: 'GITHUB_ACTIONS',
    url: ({ GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: id }) =>
      server && repository && id ? `${server}/${repository}/actions/runs/${id}` : undefined,
    actor: 'GITHUB_ACTOR',
    commit: 'GITHUB_SHA',
  },
  // https://docs.gitlab.com/ci/variables/predefined_variables/
  {
    provider: 'gitlab',
    is: 'GITLAB_CI',
    url: 'CI_JOB_URL',
    actor: 'GITLAB_USER_LOGIN',
    commit: 'CI_COMMIT_SHA',
  },
  // https://learn.microsoft.com/en-us/azure/devops/pipelines/build/variables
  {
    provider: 'azure',
    is: 'TF_BUILD',
    url: ({ SYSTEM_COLLECTIONURI: server, SYSTEM_TEAMPROJECT: project, BUILD_BUILDID: id }) =>
      server && project && id
        ? `${server}${encodeURIComponent(project)}/_build/results?buildId=${id}`
        : undefined,
    actor: 'BUILD_REQUESTEDFOR',
    commit: 'BUILD_SOURCEVERSION',
  },
  // https://circleci.com/docs/variables/
  {
    provider: 'circleci',
    is: 'CIRCLECI',
    url: 'CIRCLE_BUILD_URL',
    actor: 'CIRCLE_USERNAME',
    commit: 'CIRCLE_SHA1',
  },
  // https://buildkite.com/docs/pipelines/configure/environment-variables
  {
    provider: 'buildkite',
    is: 'BUILDKITE',
    url: 'BUILDKITE_BUILD_URL',
    actor: 'BUILDKITE_BUILD_CREATOR',
    commit: 'BUILDKITE_COMMIT',
  },
  // https://www.jenkins.io/doc/book/pipeline/jenkinsfile/#using-environment-variables
  { provider: 'jenkins', is: 'JENKINS_URL', url: 'BUILD_URL', commit: 'GIT_COMMIT' },
];

const LONGEST = 500;

/**
 * The job that this process belongs to, without secrets, as journals and plans keep it; undefined outside of the
 * systems that are known. A password or token in the address of its page is a secret from then on.
 */
export function ciJob(env: Env, secrets: KnownSecrets): CiJob | undefined {
  const system = SYSTEMS.find(({ is }) => env[is]);
  if (system === undefined) return undefined;
  const { provider, url, actor, commit } = system;
  const read = (name: string | undefined) => (name === undefined ? undefined : env[name]);
  const page = typeof url === 'function' ? url(env) : read(url);
  secrets.add(...addressSecrets(page ?? ''));
  const shown = (text: string | undefined) => secrets.redact(text ?? '').slice(0, LONGEST) || null;
  return { provider, url: shown(page), actor: shown(read(actor)), commit: shown(read(commit)) };
}

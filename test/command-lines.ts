import { MARKS } from './secrets/leaky-api.ts';
import { type CallOptions, ORG, SIGNED_OUT } from './world.ts';

/** One way to call a command. */
export interface Line {
  /** The words after `aitronos`; RUN stands for the newest run, PLAN for a file. */
  readonly words: string;
  readonly options?: CallOptions;
  /** True where stdout is meant to hold the token. */
  readonly shows?: true;
}

const BOTH = `${MARKS.access}\n${MARKS.refresh}\n`;
const MANY = 'usr_1\nusr_2\nusr_3\n';
const TO = '--org org_1 --transfer-to dept_1';

const password = (code: string): CallOptions => ({
  env: SIGNED_OUT,
  terminal: true,
  answers: [
    ['Password', `${MARKS.password}\r`],
    ['Code', `${code}\r`],
  ],
});
/** Interrupted from the start: what serves until Ctrl-C ends at once. */
const ended = () => {
  const interrupt = new AbortController();
  interrupt.abort();
  return { interrupt };
};

/** Every command of the tree, by its full name. */
export interface CommandLines {
  /** Lines that meet hostile answers (`attacks/answers.test.ts`), in which `{run}` is a run with rows. */
  readonly hostile: readonly string[];
  /** Lines that meet secrets (`secrets.test.ts`). */
  readonly secret: readonly Line[];
}

const PAIR = 'usr_abc123 usr_b';
/** Such a command meets no answer. */
const ASKS_NO_API: readonly string[] = [];

/** Every command of the tree, by its full name, in the order in which they are called. */
export const COMMAND_LINES: Readonly<Record<string, CommandLines>> = {
  commands: {
    hostile: ASKS_NO_API,
    secret: [{ words: 'commands' }],
  },
  'auth login': {
    hostile: ASKS_NO_API,
    secret: [
      { words: 'auth login --with-token', options: { stdin: `${MARKS.access}\n` } },
      { words: 'auth login --with-token', options: { stdin: `${MARKS.access} ${MARKS.refresh}\n` } },
      { words: 'auth login --refresh-token-stdin', options: { stdin: BOTH } },
      { words: 'auth login --email jane@example.com', options: password(MARKS.code) },
      { words: 'auth login --refresh-token-stdin --keychain --profile kept', options: { stdin: BOTH } },
      { words: 'auth login --refresh-token-stdin', options: { stdin: BOTH } },
    ],
  },
  'auth status': {
    hostile: ['auth status'],
    secret: [
      { words: 'auth status' },
      { words: 'auth status', options: { env: SIGNED_OUT } },
      { words: 'auth status', options: { env: { ...SIGNED_OUT, AITRONOS_API_KEY: MARKS.key } } },
      { words: 'auth status --profile kept', options: { env: SIGNED_OUT } },
    ],
  },
  'auth list': {
    hostile: ASKS_NO_API,
    secret: [{ words: 'auth list' }],
  },
  'auth switch': {
    hostile: ASKS_NO_API,
    secret: [{ words: 'auth switch kept' }, { words: 'auth switch default' }],
  },
  'auth token': {
    hostile: ['auth token'],
    secret: [
      { words: 'auth token', shows: true },
      { words: 'auth token', options: { env: SIGNED_OUT }, shows: true },
    ],
  },
  'users deactivate': {
    hostile: [
      `users deactivate ${PAIR} ${ORG} --transfer-to dept_eng001 --plan -`,
      `users deactivate usr_abc123 ${ORG} --transfer-to dept_eng001`,
      `users deactivate usr_abc123 ${ORG} --transfer-to dept_eng001 --check`,
      `users deactivate jane@example.com ${ORG} --transfer-to Engineering`,
      `users deactivate ${PAIR} ${ORG} --transfer-to dept_eng001 --yes`,
      `users deactivate ${PAIR} jane@example.com ${ORG} --transfer-to Engineering --yes --no-check`,
    ],
    secret: [
      { words: `users deactivate usr_1 ${TO}` },
      { words: `users deactivate usr_1 ${TO} --dry-run` },
      { words: `users deactivate --from - ${TO} --plan PLAN`, options: { stdin: MANY } },
      { words: `users deactivate jane@example.com ${TO}`, options: { env: SIGNED_OUT } },
      { words: `users deactivate --from - --yes --no-check ${TO}`, options: { stdin: MANY } },
      { words: `users deactivate --from - --yes ${TO}`, options: { stdin: MANY, env: SIGNED_OUT } },
    ],
  },
  'users reactivate': {
    hostile: [`users reactivate usr_abc123 ${ORG}`, `users reactivate ${PAIR} ${ORG} --yes`],
    secret: [{ words: 'users reactivate usr_1 --org org_1' }],
  },
  'users remove': {
    hostile: [`users remove usr_abc123 ${ORG} --yes`, `users remove ${PAIR} ${ORG} --yes`],
    secret: [{ words: 'users remove usr_1 --org org_1 --yes' }],
  },
  'users invite': {
    hostile: [
      `users invite jane@example.com ${ORG} --role role_admin --department Engineering`,
      `users invite --from - ${ORG} --yes --no-check`,
    ],
    secret: [{ words: 'users invite new@example.com --org org_1 --role role_1' }],
  },
  'users update-memberships': {
    hostile: [
      `users update-memberships usr_abc123 ${ORG} --role role_admin --no-departments`,
      `users update-memberships usr_abc123 ${ORG} --no-roles --department Engineering --check`,
    ],
    secret: [{ words: 'users update-memberships usr_1 --org org_1 --role role_1 --department dept_1' }],
  },
  'users list': {
    hostile: [`users list ${ORG} --all`, `users list ${ORG}`],
    secret: [{ words: 'users list --org org_1' }],
  },
  'users diff': {
    hostile: [`users diff --roster - ${ORG}`, `users diff --roster - ${ORG} --max 100% -o csv`],
    secret: [
      { words: 'users diff --roster - --org org_1 --max 100%', options: { stdin: MANY } },
      { words: 'users diff --roster - --org org_1', options: { stdin: MANY, env: SIGNED_OUT } },
    ],
  },
  'users get': {
    hostile: [`users get usr_abc123 ${ORG}`, `users get jane@example.com ${ORG}`],
    secret: [{ words: 'users get usr_1 --org org_1', options: { env: SIGNED_OUT } }],
  },
  'organizations list': {
    hostile: ['organizations list'],
    secret: [{ words: 'organizations list' }],
  },
  'departments list': {
    hostile: [`departments list ${ORG}`, `departments list ${ORG} --tree`],
    secret: [{ words: 'departments list --org org_1' }, { words: 'departments list --org org_1 --tree' }],
  },
  'roles list': {
    hostile: [`roles list ${ORG}`, `roles list ${ORG} --members role_admin`],
    secret: [{ words: 'roles list --org org_1' }],
  },
  'audit list': {
    hostile: [
      `audit list ${ORG}`,
      `audit list ${ORG} --all --action exported`,
      `audit list ${ORG} --user jane@example.com --limit 500`,
    ],
    secret: [{ words: 'audit list --org org_1' }, { words: 'audit list --org org_1 --all -o csv' }],
  },
  api: {
    hostile: ['api get /v1/user/me', `api post /v1/organizations/{org}/users ${ORG} -f take=1 --include`],
    secret: [
      { words: 'api get /v1/user/me' },
      { words: 'api post /v1/organizations/org_1/things -f name=x', options: { env: SIGNED_OUT } },
    ],
  },
  'runs list': {
    hostile: ASKS_NO_API,
    secret: [{ words: 'runs list' }],
  },
  'runs show': {
    hostile: ASKS_NO_API,
    secret: [{ words: 'runs show RUN' }],
  },
  'runs verify': {
    hostile: ['runs verify {run}', 'runs verify'],
    secret: [{ words: 'runs verify RUN' }, { words: 'runs verify --journal' }],
  },
  'runs report': {
    hostile: ASKS_NO_API,
    secret: [{ words: 'runs report' }, { words: 'runs report RUN --json', options: { env: SIGNED_OUT } }],
  },
  'runs apply': {
    hostile: ['runs apply - --yes --drift skip', 'runs apply - --yes --no-check --four-eyes'],
    secret: [{ words: 'runs apply PLAN --yes' }, { words: 'runs apply PLAN --dry-run' }],
  },
  'runs delete': {
    hostile: ASKS_NO_API,
    secret: [{ words: 'runs delete --before 2026-01-01 --yes' }],
  },
  'runs resume': {
    hostile: ['runs resume {run} --yes'],
    secret: [{ words: 'runs resume RUN --yes' }],
  },
  'runs retry': {
    hostile: ['runs retry {run} --yes'],
    secret: [{ words: 'runs retry RUN --yes', options: { env: SIGNED_OUT } }],
  },
  'runs undo': {
    hostile: ['runs undo {run} --yes'],
    secret: [{ words: 'runs undo RUN --yes' }],
  },
  'config set': {
    hostile: ASKS_NO_API,
    secret: [{ words: 'config set org org_1' }],
  },
  'config get': {
    hostile: ASKS_NO_API,
    secret: [{ words: 'config get org' }],
  },
  'config list': {
    hostile: ASKS_NO_API,
    secret: [{ words: 'config list' }],
  },
  'config unset': {
    hostile: ASKS_NO_API,
    secret: [{ words: 'config unset org' }],
  },
  'config path': {
    hostile: ASKS_NO_API,
    secret: [{ words: 'config path' }],
  },
  'sandbox start': {
    hostile: ASKS_NO_API,
    secret: [{ words: 'sandbox start --port 0', options: ended() }],
  },
  'sandbox reset': {
    hostile: ASKS_NO_API,
    secret: [{ words: 'sandbox reset' }],
  },
  doctor: {
    hostile: ['doctor'],
    secret: [
      { words: 'doctor' },
      { words: 'doctor', options: { env: SIGNED_OUT } },
      {
        words: 'doctor',
        options: {
          env: {
            AITRONOS_API_URL: 'https://api.example.invalid',
            HTTPS_PROXY: `http://otto:${MARKS.proxy}@127.0.0.1:9`,
          },
        },
      },
    ],
  },
  completion: {
    hostile: ['__complete 4 users list --org org_xyz789 --role', '__complete 3 users list --org'],
    secret: [
      { words: 'completion bash' },
      { words: '__complete 6 users deactivate usr_1 --org org_1 --transfer-to d' },
      {
        words: '__complete 6 users deactivate usr_1 --org org_1 --transfer-to d',
        options: { env: SIGNED_OUT },
      },
    ],
  },
  help: {
    hostile: ASKS_NO_API,
    secret: [{ words: 'help environment' }],
  },
  version: {
    hostile: ASKS_NO_API,
    secret: [{ words: 'version' }],
  },
  // Last, so that the others find a session.
  'auth logout': {
    hostile: ['auth logout'],
    secret: [
      { words: 'auth logout --profile kept', options: { env: SIGNED_OUT } },
      { words: 'auth logout --all', options: { env: SIGNED_OUT } },
    ],
  },
};

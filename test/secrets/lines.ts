import type { CallOptions } from '../world.ts';
import { MARKS } from './leaky-api.ts';

/** One way to call a command. */
export interface Line {
  /** The words after `aitronos`; RUN stands for the newest run, PLAN for a file. */
  readonly words: string;
  readonly options?: CallOptions;
  /** True where stdout is meant to hold the token. */
  readonly shows?: true;
}

const BOTH = `${MARKS.access}\n${MARKS.refresh}\n`;
const NOBODY = { AITRONOS_ACCESS_TOKEN: undefined };
const MANY = 'usr_1\nusr_2\nusr_3\n';
const TO = '--org org_1 --transfer-to dept_1';

const password = (code: string): CallOptions => ({
  env: NOBODY,
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
export const LINES: Readonly<Record<string, readonly Line[]>> = {
  commands: [{ words: 'commands' }],
  'auth login': [
    { words: 'auth login --with-token', options: { stdin: `${MARKS.access}\n` } },
    { words: 'auth login --with-token', options: { stdin: `${MARKS.access} ${MARKS.refresh}\n` } },
    { words: 'auth login --refresh-token-stdin', options: { stdin: BOTH } },
    { words: 'auth login --email jane@example.com', options: password(MARKS.code) },
    { words: 'auth login --refresh-token-stdin --keychain --profile kept', options: { stdin: BOTH } },
    { words: 'auth login --refresh-token-stdin', options: { stdin: BOTH } },
  ],
  'auth status': [
    { words: 'auth status' },
    { words: 'auth status', options: { env: NOBODY } },
    { words: 'auth status', options: { env: { ...NOBODY, AITRONOS_API_KEY: MARKS.key } } },
    { words: 'auth status --profile kept', options: { env: NOBODY } },
  ],
  'auth list': [{ words: 'auth list' }],
  'auth switch': [{ words: 'auth switch kept' }, { words: 'auth switch default' }],
  'auth token': [
    { words: 'auth token', shows: true },
    { words: 'auth token', options: { env: NOBODY }, shows: true },
  ],
  'users deactivate': [
    { words: `users deactivate usr_1 ${TO}` },
    { words: `users deactivate usr_1 ${TO} --dry-run` },
    { words: `users deactivate --from - ${TO} --plan PLAN`, options: { stdin: MANY } },
    { words: `users deactivate jane@example.com ${TO}`, options: { env: NOBODY } },
    { words: `users deactivate --from - --yes --no-check ${TO}`, options: { stdin: MANY } },
    { words: `users deactivate --from - --yes ${TO}`, options: { stdin: MANY, env: NOBODY } },
  ],
  'users reactivate': [{ words: 'users reactivate usr_1 --org org_1' }],
  'users remove': [{ words: 'users remove usr_1 --org org_1 --yes' }],
  'users invite': [{ words: 'users invite new@example.com --org org_1 --role role_1' }],
  'users update-memberships': [
    { words: 'users update-memberships usr_1 --org org_1 --role role_1 --department dept_1' },
  ],
  'users list': [{ words: 'users list --org org_1' }],
  'users diff': [
    { words: 'users diff --roster - --org org_1 --max 100%', options: { stdin: MANY } },
    { words: 'users diff --roster - --org org_1', options: { stdin: MANY, env: NOBODY } },
  ],
  'users get': [{ words: 'users get usr_1 --org org_1', options: { env: NOBODY } }],
  'organizations list': [{ words: 'organizations list' }],
  'departments list': [
    { words: 'departments list --org org_1' },
    { words: 'departments list --org org_1 --tree' },
  ],
  'roles list': [{ words: 'roles list --org org_1' }],
  'audit list': [{ words: 'audit list --org org_1' }, { words: 'audit list --org org_1 --all -o csv' }],
  api: [
    { words: 'api get /v1/user/me' },
    { words: 'api post /v1/organizations/org_1/things -f name=x', options: { env: NOBODY } },
  ],
  'runs list': [{ words: 'runs list' }],
  'runs show': [{ words: 'runs show RUN' }],
  'runs verify': [{ words: 'runs verify RUN' }, { words: 'runs verify --journal' }],
  'runs report': [{ words: 'runs report' }, { words: 'runs report RUN --json', options: { env: NOBODY } }],
  'runs apply': [{ words: 'runs apply PLAN --yes' }, { words: 'runs apply PLAN --dry-run' }],
  'runs delete': [{ words: 'runs delete --before 2026-01-01 --yes' }],
  'runs resume': [{ words: 'runs resume RUN --yes' }],
  'runs retry': [{ words: 'runs retry RUN --yes', options: { env: NOBODY } }],
  'runs undo': [{ words: 'runs undo RUN --yes' }],
  'config set': [{ words: 'config set org org_1' }],
  'config get': [{ words: 'config get org' }],
  'config list': [{ words: 'config list' }],
  'config unset': [{ words: 'config unset org' }],
  'config path': [{ words: 'config path' }],
  'sandbox start': [{ words: 'sandbox start --port 0', options: ended() }],
  'sandbox reset': [{ words: 'sandbox reset' }],
  doctor: [
    { words: 'doctor' },
    { words: 'doctor', options: { env: NOBODY } },
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
  completion: [
    { words: 'completion bash' },
    { words: '__complete 6 users deactivate usr_1 --org org_1 --transfer-to d' },
    { words: '__complete 6 users deactivate usr_1 --org org_1 --transfer-to d', options: { env: NOBODY } },
  ],
  help: [{ words: 'help environment' }],
  version: [{ words: 'version' }],
  // Last, so that the others find a session.
  'auth logout': [
    { words: 'auth logout --profile kept', options: { env: NOBODY } },
    { words: 'auth logout --all', options: { env: NOBODY } },
  ],
};

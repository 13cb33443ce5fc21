import { join } from 'node:path';
import type { Context } from '../cli/context.ts';
import { sandboxError } from '../cli/embedded-sandbox.ts';
import { listOption, newCommand, newNoun, parseWith, type Run, valueOption } from '../cli/options.ts';
import { objectView, type View } from '../output/view.ts';
import { readValue } from '../settings/precedence.ts';
import { trustFolder } from '../system/trusted-files.ts';
import { type Rate, rate, wholeNumber } from '../validation/numbers.ts';

const DEFAULT_PORT = 4700;

export const sandboxCommand = (run: Run) =>
  newNoun(
    'sandbox',
    'The API on this machine, for trying things out. --sandbox uses it for one command.',
    run,
    [startCommand, resetCommand],
  );

/** Those of the first data who have a name of their own are always there. */
const LEAST_USERS = 8;

const usersOption = () =>
  valueOption(
    '--users <n>',
    `size of the organization, ${LEAST_USERS} at least`,
    wholeNumber(LEAST_USERS, 200_000),
  );

const startCommand = (run: Run) =>
  newCommand('start', {
    summary: 'serve the API until Ctrl-C',
    description:
      'Serve the sandbox on 127.0.0.1 until Ctrl-C, and print its address, its token and ids to try.',
    examples: [
      'sandbox start',
      'sandbox start --port 0 --json',
      'sandbox start --latency 20 --rate 100/min --fail 500:0.1 --fail reset:0.05',
      'sandbox start --token-ttl 60',
    ],
  })
    .addOption(
      valueOption('--port <n>', 'port; 0 takes a free one', wholeNumber(0, 65_535, 'names')).default(
        DEFAULT_PORT,
      ),
    )
    .option('--latency <ms>', 'wait before each answer', parseWith(wholeNumber(0, 600_000, 'ms')))
    .option('--rate <n>/<s|min>', 'rate limit (a token bucket), with its headers and 429s', parseWith(rate))
    .addOption(
      listOption(
        '--fail <status|reset|hang|truncate>:<share>',
        'let a share of the requests fail like this; may be repeated',
        (text) => text,
      ),
    )
    .option(
      '--seed <n>',
      'any number: the same one brings the same faults again',
      parseWith(wholeNumber(0, 2 ** 31, 'names')),
    )
    .addOption(usersOption())
    .addOption(
      valueOption(
        '--token-ttl <s>',
        'life of the access tokens given at sign-in',
        wholeNumber(1, 31_536_000, 's'),
      ).default(3600),
    )
    .action((options) => run({ records: { fields: START_FIELDS } }, (context) => start(context, options)));

const START_FIELDS = ['url', 'access_token', 'organization_id', 'user_id', 'department_id'];

interface StartOptions {
  readonly port: number;
  readonly latency?: number | undefined;
  readonly rate?: Rate | undefined;
  readonly fail?: readonly string[] | undefined;
  readonly seed?: number | undefined;
  readonly users?: number | undefined;
  readonly tokenTtl: number;
}

async function start(context: Context, options: StartOptions): Promise<View> {
  const { parseFault, SANDBOX_CODE, SANDBOX_PASSWORD } = await import('../sandbox/server.ts');
  const { port, latency: latency_ms, rate, fail = [], seed, users, tokenTtl: token_ttl_s } = options;
  const faults = fail.map((text) => readValue('--fail', parseFault, text));
  const served = { port, faults, token_ttl_s, latency_ms, rate, seed, users };
  const { url, access_token } = await context.startSandbox(served);
  const ids = { organization_id: 'org_xyz789', user_id: 'usr_abc123', department_id: 'dept_eng001' };
  const { platform } = context.environment;
  const set = (name: string, value: string) =>
    platform === 'win32' ? `$env:${name} = "${value}"` : `export ${name}=${value}`;
  const variables = [set('AITRONOS_API_URL', url), set('AITRONOS_ACCESS_TOKEN', access_token)];
  const text = startText(url, variables, `password ${SANDBOX_PASSWORD}, code ${SANDBOX_CODE}`);
  return {
    ...objectView({ url, access_token, ...ids }, text),
    until: aborted(context.environment.signal),
    shows: [access_token, SANDBOX_PASSWORD, String(SANDBOX_CODE)],
  };
}

const startText = (
  url: string,
  variables: readonly string[],
  signIn: string,
) => `The sandbox of the API is at ${url} until Ctrl-C. In another terminal:

  ${variables.join('\n  ')}
  aitronos users deactivate usr_abc123 --org org_xyz789 --transfer-to dept_eng001

Or sign in: aitronos auth login --email ada@example.com, ${signIn}.

`;

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

const resetCommand = (run: Run) =>
  newCommand('reset', {
    summary: 'restore the first data',
    description: 'Forget every change that was made in the sandbox, and sign everybody out.',
    examples: ['sandbox reset', 'sandbox reset --users 10000'],
  })
    .addOption(usersOption())
    .action(({ users }) =>
      run({ records: { fields: ['reset', 'folder'] } }, async ({ environment, change }) => {
        const { resetSandbox } = await import('../sandbox/state/events/reset.ts');
        const folder = join(environment.folders.state, 'sandbox');
        trustFolder(folder);
        const { waits } = environment;
        change.beginToStore();
        await resetSandbox(folder, { waits, users }).catch((error: unknown) => {
          throw sandboxError(error, folder);
        });
        return objectView({ reset: true, folder }, 'The sandbox holds its first data again\n');
      }),
    );

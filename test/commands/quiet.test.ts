import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SIGNED_OUT, useWorld, type World } from '../world.ts';

const world = useWorld();
type Env = Readonly<Record<string, string | undefined>>;
const login = ({ current }: { current: World }, more = '') =>
  current.run(`auth login --refresh-token-stdin ${more}`, { env: SIGNED_OUT, stdin: 'access\nrefresh' });

/** What was lost or could not be done beside the answer: a line each for how it comes about, the command, and the words. */
const LOSSES: readonly (readonly [what: string, () => Promise<Env>, line: string, words: RegExp])[] = [
  [
    'a sign-out that the API did not hear of',
    async () => {
      await world.current.script('reset');
      await login(world);
      return SIGNED_OUT;
    },
    'auth logout',
    /^note: the API was not told, so the token of profile default is valid until it expires: /m,
  ],
  [
    'a secret that stays in the keychain',
    async () => {
      await login(world, '--keychain');
      world.current.keychain.trouble = 'it is locked';
      return SIGNED_OUT;
    },
    'auth login --refresh-token-stdin',
    /^note: the old token is still in the keychain, as default \(/m,
  ],
  [
    'a summary that the page of a job did not get',
    async () => {
      const GITHUB_STEP_SUMMARY = join(world.current.home, 'a-folder');
      await mkdir(GITHUB_STEP_SUMMARY);
      return { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY };
    },
    'users reactivate usr_abc123 usr_def456 --org org_xyz789 --yes --no-check',
    /^note: .*a-folder/m,
  ],
];

describe('-q', () => {
  const manners = ['-q', '-q --json'];
  it.each(
    LOSSES.flatMap(([what, begin, line, words]) =>
      manners.map((manner) => [manner, what, begin, line, words] as const),
    ),
  )('(%s) does not hide %s', async (manner, _what, begin, line, words) => {
    const env = await begin();
    const { stderr } = await world.current.run(`${line} ${manner}`, { env, stdin: 'access\nrefresh' });
    expect(stderr).toMatch(words);
  });

  it('hides other notes', async () => {
    const { exit, stderr } = await world.current.run('runs list -q');
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' });
  });
});

import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { BIN, useMachine } from './process.ts';

const machine = useMachine();
const OURS = dirname(dirname(BIN));
const NOT_BUILT = `error: these are the sources of aitronos, and it has not been built from them; nothing was sent (NOT_BUILT)
hint: in their folder: npm ci && npm run build
`;

let copy = '';
let bin = '';

beforeEach(() => {
  copy = join(machine.current.home, 'copy');
  bin = join(copy, 'bin', 'aitronos.js');
  cpSync(join(OURS, 'bin'), join(copy, 'bin'), { recursive: true });
  cpSync(join(OURS, 'package.json'), join(copy, 'package.json'));
});

function addSources(): void {
  mkdirSync(join(copy, 'src'));
  writeFileSync(join(copy, 'src', 'main.ts'), '');
}

describe('a copy of the sources that has not been built', () => {
  beforeEach(addSources);

  it.each(['users list', 'help', 'users deactivate --help'])('says so: %s', async (line) => {
    const ended = await machine.current.run(line, { bin });
    expect(ended).toMatchObject({ exit: 1, stdout: '', stderr: NOT_BUILT });
  });

  it.each([
    ['users list --json', {}],
    ['users list -o json', {}],
    ['users list -ojsonl', {}],
    ['users list --output=json', {}],
    ['users list', { AITRONOS_OUTPUT: 'json' }],
  ])('says so as JSON where that is wanted: %s %j', async (line, env) => {
    const { exit, stderr } = await machine.current.run(line, { bin, env });
    expect(exit).toBe(1);
    expect(JSON.parse(stderr)).toMatchObject({ error: { code: 'NOT_BUILT', retryable: false } });
  });
});

it('is not what a package is that lost its program', async () => {
  const { exit, stderr } = await machine.current.run('users list', { bin });
  expect(exit).toBe(1);
  expect(stderr).toContain('(PROGRAM_UPDATED)');
});

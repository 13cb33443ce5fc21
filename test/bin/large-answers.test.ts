import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Step } from '../scripted-server.ts';
import { useMachine } from './process.ts';

const machine = useMachine();
const AT_ONCE = 64;
const MOST_MB = 200;
const MOST_JOURNAL_KB = 512;
const ROWS = Array.from({ length: AT_ONCE }, (_, index) => `usr_${index + 1}`).join('\n');
const LINE = `users deactivate --from - --org org_xyz789 --transfer-to dept_eng001 --yes --quiet --no-check --concurrency ${AT_ONCE} -o csv`;
// The process itself says at its end how much it held at most, in KiB. On Linux the system's file says it, because what
// Node tells begins with the memory of the process that started this one.
const TELL = `data:text/javascript,${encodeURIComponent(`
import { existsSync, readFileSync } from 'node:fs';
const file = '/proc/self/status';
const ofSystem = () => /VmHWM:\\s+(\\d+)/.exec(readFileSync(file, 'utf8'))[1];
const most = () => (existsSync(file) ? ofSystem() : process.resourceUsage().maxRSS);
process.on('exit', () => process.stderr.write('peak ' + most()));
`)}`;

const SIZE = 10 * 1000 * 1000;
const answer = (status: number, fields: object, headers: Readonly<Record<string, string>> = {}): Step => ({
  status,
  body: JSON.stringify(fields),
  headers,
});
const text = 'x'.repeat(SIZE);

describe(`${AT_ONCE} answers of 10 MB at once`, () => {
  it.each([
    ['users', answer(200, { account_state: 'deactivated', biography: text })],
    ['users whose size is not said', answer(200, { biography: text }, { 'transfer-encoding': 'chunked' })],
    ['refusals', answer(422, { error: { code: 'NO', message: text } }, { 'transfer-encoding': 'chunked' })],
  ])('cost little memory and no disk: %s', async (_what, step) => {
    await machine.current.script(step);
    const { exit, stderr } = await machine.current.run(LINE, { stdin: ROWS, node: ['--import', TELL] });
    expect(exit).toBe(1);
    expect(Number(/peak (\d+)/.exec(stderr)?.[1]) / 1024).toBeLessThan(MOST_MB);
    const runs = join(machine.current.home, 'state', 'runs');
    const [run = ''] = readdirSync(runs).filter((name) => !name.startsWith('.'));
    expect(statSync(join(runs, run, 'journal.jsonl')).size / 1024).toBeLessThan(MOST_JOURNAL_KB);
  });
});

describe('a dry run of 20,000 rows', () => {
  const COUNT = 20_000;
  const rows = Array.from({ length: COUNT }, (_, index) => `usr_${index + 1}`).join('\n');
  const line = 'users deactivate --from - --org org_xyz789 --transfer-to dept_eng001 --quiet --dry-run';
  const env = { NODE_OPTIONS: '--max-old-space-size=32' };

  it.each([
    ['jsonl', (text: string) => text.trimEnd().split('\n').length],
    ['json', (text: string) => JSON.parse(text).requests.length],
  ])('goes on in a heap that cannot hold them: %s', { timeout: 20_000 }, async (format, countOf) => {
    await machine.current.script();
    const ended = await machine.current.run(`${line} -o ${format}`, { stdin: rows, env });
    expect(ended).toMatchObject({ exit: 0, stderr: '' });
    expect(countOf(ended.stdout)).toBe(COUNT);
    expect(readdirSync(join(machine.current.home, 'state', 'runs'))).toEqual([]);
  });
});

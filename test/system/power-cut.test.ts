import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BIN, useMachine } from '../bin/process.ts';

const machine = useMachine();

const hasStrace = (() => {
  try {
    execFileSync('strace', ['-V'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

describe.skipIf(!hasStrace)('what a setting or a sign-in writes', () => {
  it.each([
    ['config.json', 'config set writes off'],
    ['credentials.json', 'auth login --with-token < token'],
  ])(
    'is on the disk before it is said: %s, its name, its folder',
    async (file, line) => {
      const m = machine.current;
      writeFileSync(join(m.home, 'token'), 'a-token');
      const trace = join(m.home, 'trace');
      const strace = `strace -f -y -qq -s 200 -e trace=fsync,rename,write -o ${trace}`;
      const { exit, stderr } = await m.shell(`cd ${m.home} && ${strace} "$NODE" "${BIN}" ${line}`);
      expect(exit, stderr).toBe(0);
      const calls = readFileSync(trace, 'utf8').split('\n');
      const folder = m.env['AITRONOS_CONFIG_DIR'] ?? '';
      const named = calls.findIndex((call) => new RegExp(`rename\\(.*, "${folder}/${file}"`).test(call));
      const order = [
        calls.findIndex((call) => new RegExp(`fsync\\(\\d+<${folder}/${file}\\.tmp`).test(call)),
        named,
        calls.findIndex((call, place) => place > named && new RegExp(`fsync\\(\\d+<${folder}>`).test(call)),
        calls.findIndex((call) => /write\(1<.*(?:is now|stored)/.test(call)),
      ];
      expect(order).not.toContain(-1);
      expect(order).toEqual([...order].sort((a, b) => a - b));
    },
    60_000,
  );
});

describe.skipIf(!hasStrace)('what a run writes', () => {
  it('is on the disk before its first change is sent: rows, journal, folder, name, in this order', async () => {
    const m = machine.current;
    await m.sandbox({ users: 20 });
    const leavers = join(m.home, 'leavers');
    writeFileSync(leavers, 'usr_000001\nusr_000002\n');
    const trace = join(m.home, 'trace');
    const strace = `strace -f -y -qq -s 200 -e trace=fsync,fdatasync,rename,write,writev,unlink -o ${trace}`;
    const line = `users deactivate --from ${leavers} --org org_xyz789 --transfer-to dept_eng001 --yes --no-check -q`;
    const { exit, stderr } = await m.shell(`${strace} "$NODE" "${BIN}" ${line}`);
    expect(exit, stderr).toBe(0);
    const calls = readFileSync(trace, 'utf8').split('\n');
    const runs = join(m.env['AITRONOS_STATE_DIR'] ?? '', 'runs');
    const at = (pattern: RegExp) => calls.findIndex((call) => pattern.test(call));
    const made = `${runs}/\\.[0-9a-f-]+`;
    const named = at(new RegExp(`rename\\("${made}", `));
    const order = [
      at(new RegExp(`fsync\\(\\d+<${made}/rows\\.jsonl>`)),
      at(new RegExp(`f(?:data)?sync\\(\\d+<${made}/journal\\.jsonl>`)),
      at(new RegExp(`fsync\\(\\d+<${made}>`)),
      named,
      calls.findIndex((call, place) => place > named && new RegExp(`fsync\\(\\d+<${runs}>`).test(call)),
      at(/POST \/v1\/organizations\/org_xyz789\/users\/usr_000001\/deactivate /),
      // The end: the mark of a run that is worked on goes when no power cut can take its line in the ledger.
      calls.findLastIndex((call) => new RegExp(`fdatasync\\(\\d+<${runs}/\\d[^>]*/journal`).test(call)),
      at(new RegExp(`write\\(\\d+<${runs}/ledger\\.jsonl>`)),
      at(new RegExp(`fdatasync\\(\\d+<${runs}/ledger\\.jsonl>`)),
      at(new RegExp(`unlink\\("${runs}/\\.at-work/`)),
    ];
    expect(
      order.every((place) => place >= 0),
      calls.filter((call) => /sync|rename|unlink|POST/.test(call)).join('\n'),
    ).toBe(true);
    expect(order).toEqual([...order].sort((a, b) => a - b));
  }, 60_000);
});

import {
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { useMachine } from './process.ts';

const machine = useMachine();
const folder = () => join(machine.current.home, 'state', 'compile-cache');
const kept = () => join(folder(), `${process.version}-${process.arch}`);

// A machine on which the program was never started.
beforeEach(() => rmSync(join(machine.current.home, 'state'), { recursive: true, force: true }));

const start = (line = 'help exit-codes') => machine.current.run(line);

/** What would be another time if the file had been written again. */
const written = () => statSync(kept(), { bigint: true }).mtimeNs;

describe.skipIf(process.platform === 'win32')('the compiled code of the program', () => {
  it('is kept by the second start, and taken by the third, which finds nothing to add', async () => {
    const first = await start();
    expect(first.exit).toBe(0);
    expect(readdirSync(folder())).toEqual([]);
    expect(await start()).toEqual(first);
    expect(statSync(kept()).mode & 0o777).toBe(0o600);
    const before = written();
    expect(await start()).toEqual(first);
    expect(written()).toBe(before);
    expect(readdirSync(folder())).toHaveLength(1);
  });

  it('grows with another command that is called, and not with a word that is none', async () => {
    await start();
    await start();
    const { size } = statSync(kept());
    expect((await start('help exit-code')).exit).toBe(2);
    expect(statSync(kept()).size).toBe(size);
    await start('config path');
    expect(statSync(kept()).size).toBeGreaterThan(size);
  });

  /** What is not taken: the program runs without it, and keeps what is right. */
  const SPOILT: readonly (readonly [what: string, spoil: (file: string) => void])[] = [
    ['is cut off', (file) => truncateSync(file, 100_000)],
    ['has no code behind its first line', (file) => truncateSync(file, readFileSync(file).indexOf('\n') + 1)],
    ['is empty', (file) => truncateSync(file, 0)],
    ['is something else', (file) => writeFileSync(file, 'null\n')],
    ['is of another build', (file) => replaceIn(file, 'chunks/', 'chunks_')],
    ['is damaged', (file) => damage(file, 200_000)],
    ['leads to a device, which has no end', (file) => linkInstead(file, '/dev/zero')],
  ];

  it.each(SPOILT)('is made again where it %s', async (_what, spoil) => {
    const first = await start();
    await start();
    const whole = readFileSync(kept());
    spoil(kept());
    expect(lstatSync(kept()).isFile() && readFileSync(kept()).equals(whole)).toBe(false);
    expect(await start()).toEqual(first);
    const before = written();
    expect(statSync(kept()).size).toBeGreaterThan(whole.length / 2);
    expect(await start()).toEqual(first);
    expect(written()).toBe(before);
  });

  it('is not written while another process does, unless that seems to take more than a minute', async () => {
    const first = await start();
    const draft = `${kept()}.${process.pid}.new`;
    writeFileSync(draft, 'half');
    expect(await start()).toEqual(first);
    expect(readdirSync(folder())).toEqual([basename(draft)]);
    utimesSync(draft, new Date(), new Date(Date.now() - 61_000));
    expect(await start()).toEqual(first);
    expect(readdirSync(folder())).toEqual([basename(kept())]);
  });

  it('takes away what killed processes left, of any version, where it is written', async () => {
    await start();
    // None of these is the number of a process: it would be larger than any system gives.
    for (const name of [`${basename(kept())}.99999999.new`, 'v20.0.0-x64.99999998.new', 'v20.0.0-x64.new'])
      writeFileSync(join(folder(), name), 'half');
    await start();
    expect(readdirSync(folder())).toEqual([basename(kept())]);
  });

  it('is done without where it cannot be written', async () => {
    const first = await start();
    mkdirSync(kept());
    expect(await start()).toEqual(first);
    expect(readdirSync(folder())).toHaveLength(1);
    rmSync(kept(), { recursive: true });
    copyFileSync('/dev/null', kept());
    expect(await start()).toEqual(first);
    expect(existsSync(kept())).toBe(true);
  });
});

/** What V8 compiled, after the line that says what it is. */
function codeOf(file: string): Buffer {
  const bytes = readFileSync(file);
  return bytes.subarray(bytes.indexOf('\n') + 1);
}

/** Changes one byte of the code: it may be any one before. */
function damage(file: string, at: number): void {
  const bytes = readFileSync(file);
  const byte = bytes.length - codeOf(file).length + at;
  bytes.writeUInt8(bytes.readUInt8(byte) ^ 0xff, byte);
  writeFileSync(file, bytes);
}

function linkInstead(file: string, target: string): void {
  rmSync(file);
  symlinkSync(target, file);
}

function replaceIn(file: string, old: string, other: string): void {
  const bytes = readFileSync(file);
  const at = bytes.indexOf(old);
  Buffer.from(other).copy(bytes, at);
  writeFileSync(file, bytes);
}

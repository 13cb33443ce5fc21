import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { giveCompiledCode } from '../compiled-code.ts';
import { inBackground, quoted, toEnd } from './background.ts';
import { compare, linesOf } from './compare.ts';
import { type Command, type Fault, readPage, type Step } from './page.ts';
import { Remembered } from './placeholders.ts';
import { Shell } from './shell.ts';

const BIN = fileURLToPath(new URL('../../bin/aitronos.js', import.meta.url));
const FENCE = fileURLToPath(new URL('./loopback-only.cjs', import.meta.url));
// Nothing listens there, so what other programs of a page send to any address but this machine's own ends at once.
const NOWHERE = 'http://127.0.0.1:9';
const WRITTEN_HOME = '/home/jane';

/** Runs a page in a home of its own. Returns what is wrong with it, each fault with its line; none is a good page. */
export async function checkPage(markdown: string): Promise<string[]> {
  const steps = readPage(markdown);
  const faults = steps.filter((step) => step.kind === 'fault');
  if (faults.length > 0) return faults.map(({ line, says }) => `line ${line}: ${says}`);
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'aitronos-docs-')));
  const home = join(root, 'home');
  const programs = join(root, 'bin');
  for (const folder of [home, programs]) mkdirSync(folder);
  symlinkSync(BIN, join(programs, 'aitronos'));
  giveCompiledCode(join(home, '.local', 'state', 'aitronos'));
  const path = [programs, dirname(process.execPath), process.env['PATH'] ?? ''].join(':');
  const shell = new Shell(home, {
    PATH: path,
    HOME: home,
    LANG: 'C.UTF-8',
    NODE_OPTIONS: `--require=${JSON.stringify(FENCE)}`,
    HTTPS_PROXY: NOWHERE,
    HTTP_PROXY: NOWHERE,
    NO_PROXY: '127.0.0.1,localhost',
  });
  try {
    return await runSteps(steps, shell, home);
  } finally {
    await shell.end();
    rmSync(root, { recursive: true, force: true });
  }
}

type Runnable = Exclude<Step, Fault>;

/** Stops at the first fault: what follows it depends on what went before. */
async function runSteps(steps: readonly Step[], shell: Shell, home: string): Promise<string[]> {
  const remembered = new Remembered();
  for (const step of steps) {
    if (step.kind === 'fault') continue;
    const fault = await runStep(step, shell, home, remembered).catch((error: Error) => error.message);
    if (fault === null) continue;
    const block = step.kind === 'command' ? `, block ${step.block}` : '';
    const command = step.kind === 'file' ? '' : ` $ ${step.command}`;
    return [`line ${step.line}${block}:${command}\n${fault}`];
  }
  return [];
}

/** Does what a step says; the words of what is wrong, or null. */
async function runStep(
  step: Runnable,
  shell: Shell,
  home: string,
  known: Remembered,
): Promise<string | null> {
  if (step.kind === 'command') return runCommand(step, shell, home, known);
  const { exit, output } = await shell.run(hiddenCommand(step, known));
  return exit === 0 ? null : `it ended with ${exit}:\n${output}`;
}

function hiddenCommand(step: Exclude<Runnable, Command>, known: Remembered): string {
  if (step.kind === 'file') return `printf %s ${quoted(step.text)} > ${quoted(step.name)}`;
  const command = known.apply(step.command);
  return step.background ? inBackground(command, 1) : command;
}

async function runCommand(
  step: Command,
  shell: Shell,
  home: string,
  known: Remembered,
): Promise<string | null> {
  const { expected, background, mayFail } = step;
  const command = known.apply(step.command);
  const { exit, output } = await shell.run(background ? toEnd(command, expected) : command);
  // Blank lines at the end of what is expected only part it from the next prompt.
  const wanted = withoutBlankEnd(expected.filter((line) => !(background && line === '^C')));
  const came = linesOf(output.replaceAll(home, WRITTEN_HOME));
  const pairs = compare(wanted, withoutBlankEnd(came));
  if (pairs === null) return `the page shows:\n${indented(wanted)}\nit printed:\n${indented(came)}`;
  for (const [written, real] of pairs) known.learn(written, real);
  return exit === 0 || mayFail ? null : `it ended with ${exit}, and no "$ echo $?" follows`;
}

function withoutBlankEnd(lines: readonly string[]): string[] {
  const last = lines.findLastIndex((line) => line.trim() !== '');
  return lines.slice(0, last + 1);
}

function indented(lines: readonly string[]): string {
  return lines.length === 0 ? '    (nothing)' : lines.map((line) => `    ${line}`).join('\n');
}

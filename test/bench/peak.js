// How much memory a process held at most. It says so itself at its end, in KiB: on Linux from its own file, because what
// Node tells begins with the memory of the process that started it.
const SCRIPT = `
  import { readFileSync } from 'node:fs';
  const own = () => Number(/VmHWM:\\s+(\\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1]);
  const most = process.platform === 'linux' ? own : () => process.resourceUsage().maxRSS;
  process.on('exit', () => process.stderr.write('peak ' + most() + ' KiB'));`;
const TELL = `data:text/javascript,${encodeURIComponent(SCRIPT)}`;

/** Node's options that make a process say it. */
export const TELL_PEAK = ['--import', TELL];

/** In MB, of what such a process wrote to stderr. */
export const peakOf = (stderr) => Number(/peak (\d+) KiB/.exec(stderr)?.[1]) / 1024;

/** Runs a subject of which the last word of stderr is its peak; milliseconds and MB. */
export async function measured(workbench, subject) {
  const { ms, stderr } = await workbench.run(subject);
  return { ms, mb: peakOf(stderr) };
}

import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

type Call = (...args: unknown[]) => unknown;
const real = fs as unknown as Record<string, Call>;
const promises = fs.promises as unknown as Record<string, Call>;

const CALLS = [
  ...['openSync', 'closeSync', 'writeSync', 'fsyncSync', 'fdatasyncSync', 'fstatSync', 'writeFileSync'],
  ...['renameSync', 'mkdirSync', 'rmSync', 'statSync', 'lstatSync', 'readdirSync', 'fdatasync'],
];

/** Which call to the disk fails: `<call> <path>` matches, for the first time or the given one. */
export interface Failure {
  readonly call: RegExp;
  readonly time?: number;
  /** The disk fails from then on. */
  readonly persists?: true;
  /** A call that is answered later has its answer after 20 ms. */
  readonly late?: true;
}

/**
 * Runs `work` on a disk that fails at one call for what lies in a folder; true where it came to that. It stands in the
 * place of Node's own, because no real disk fails on demand, and where a test is root nothing is refused.
 */
export async function onFailingDisk(
  folder: string,
  { call, time = 1, persists, late }: Failure,
  work: () => Promise<void>,
) {
  const opened = new Map<number, string>();
  let times = 0;
  let within = false;
  const isFailing = (words: string) => {
    const isMeant = call.test(words);
    if (isMeant) times += 1;
    return (isMeant && times === time) || (persists === true && times >= time);
  };
  const passed = (name: string, original: Call, args: unknown[], path: string) => {
    within = true;
    try {
      const answer = original(...args);
      if (name === 'openSync') opened.set(Number(answer), path);
      return answer;
    } finally {
      within = false;
    }
  };
  const failed = (name: string, args: unknown[], path: string) => {
    const error = Object.assign(new Error(`EIO: i/o error, ${name}`), { code: 'EIO', syscall: name, path });
    const done = args.at(-1);
    if (typeof done === 'function')
      return void (late ? setTimeout(() => done(error), 20) : setImmediate(() => done(error)));
    if (name === 'open') return Promise.reject(error);
    throw error;
  };
  const asked = (name: string, original: Call) => {
    const ask = (...args: unknown[]) => {
      const path = typeof args[0] === 'number' ? opened.get(args[0]) : String(args[0]);
      if (within || !path?.startsWith(folder)) return original(...args);
      const fails = isFailing(`${name} ${path}`);
      // A file that cannot be closed is closed all the same.
      if (fails && name === 'closeSync') passed(name, original, args, path);
      return fails ? failed(name, args, path) : passed(name, original, args, path);
    };
    return Object.assign(ask, original);
  };
  const originals = new Map(CALLS.map((name) => [name, real[name] as Call]));
  const open = promises['open'] as Call;
  for (const [name, original] of originals) real[name] = asked(name, original);
  promises['open'] = asked('open', open);
  syncBuiltinESMExports();
  try {
    await work();
  } finally {
    for (const [name, original] of originals) real[name] = original;
    promises['open'] = open;
    syncBuiltinESMExports();
  }
  return times >= time;
}

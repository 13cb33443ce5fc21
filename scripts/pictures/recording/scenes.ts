/** A moment while a command runs, when the screen first looks so: something is typed, or a still is shown too. */
type Moment =
  | { readonly when: RegExp; readonly type: string }
  /** `still` says what came next. */
  | { readonly when: RegExp; readonly still: string };

/** One command, as it is typed at the prompt. */
export interface Step {
  /** The words, or what makes them from what the screen shows so far: ids of runs are not known before. */
  readonly command: string | ((screen: string) => string);
  readonly moments?: readonly Moment[];
}

/** What is recorded for one picture. */
export interface Scene {
  readonly name: string;
  readonly title: string;
  /** Members of the sandbox's organization; its eight named ones where it is left out. */
  readonly users?: number;
  /** Milliseconds that each answer takes. */
  readonly latency?: number;
  /** The addresses in `leavers.csv`, out of those of all members. */
  readonly leavers?: (members: readonly string[]) => readonly string[];
  readonly steps: readonly Step[];
}

const CTRL_C = '\u0003';
const HALF_WAY = /\b(1[6-9]|2\d) of 48 done, .*left/;
const YES: Moment = { when: /Yes \/ .*No/, type: 'y\r' };
/** The results go to a file, as they do in earnest, and leave the screen to the conversation. */
const MANY = 'aitronos users deactivate --from leavers.csv --output csv > results.csv';
const MANY_AT_ONCE = 'aitronos users deactivate --from leavers.csv --yes --output csv > results.csv';

const fortyEight = (members: readonly string[]) => members.filter((_, index) => index % 8 === 5).slice(0, 48);

const mistyped = (addresses: readonly string[], row: number) =>
  addresses.map((address, index) => (index + 1 === row ? address.replace('example', 'exmaple') : address));

/** The command that the end of a run proposes: `aitronos runs undo 20261126-035352-7024`. */
function proposed(verb: 'resume' | 'undo') {
  return (screen: string): string => {
    const line = new RegExp(`aitronos runs ${verb} \\S+`).exec(screen)?.[0];
    if (line === undefined) throw new Error(`nothing proposes to ${verb}:\n${screen}`);
    return line;
  };
}

export const SCENES: readonly Scene[] = [
  {
    name: 'deactivate',
    title: 'Deactivate a user; once more, and it already is so',
    steps: [
      { command: 'aitronos users deactivate usr_abc123 --org org_xyz789 --transfer-to dept_eng001' },
      { command: 'aitronos users deactivate jane@example.com' },
      { command: 'echo $?' },
    ],
  },
  {
    name: 'run',
    title: 'Deactivate the users of a file: a bad row is refused before anything is sent',
    users: 400,
    latency: 400,
    leavers: (members) => mistyped(fortyEight(members), 31),
    steps: [
      { command: MANY },
      { command: "sed -i 's/exmaple/example/' leavers.csv" },
      { command: MANY, moments: [YES, { when: HALF_WAY, still: 'at the end' }] },
    ],
  },
  {
    name: 'interrupt',
    title: 'Ctrl-C in the middle of a run, and the run resumed',
    users: 400,
    latency: 400,
    leavers: fortyEight,
    steps: [
      {
        command: MANY_AT_ONCE,
        moments: [
          { when: HALF_WAY, still: 'Ctrl-C' },
          { when: HALF_WAY, type: CTRL_C },
        ],
      },
      { command: 'echo $?' },
      { command: (screen) => `${proposed('resume')(screen)} --output csv > rest.csv`, moments: [YES] },
    ],
  },
  {
    name: 'undo',
    title: 'Deactivate four users, and undo it',
    leavers: () => ['jane', 'omar', 'john', 'yamada'].map((name) => `${name}@example.com`),
    steps: [
      { command: 'aitronos users deactivate --from leavers.csv --yes' },
      { command: proposed('undo'), moments: [YES] },
    ],
  },
];

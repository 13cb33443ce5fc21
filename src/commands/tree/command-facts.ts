import { EXIT, type ExitCode } from '../../errors/exit-codes.ts';
import { operationOf } from '../../operations/by-action.ts';
import type { Operation } from '../../operations/operation.ts';

export interface AnswerForm {
  /** When a call has an answer of this form. */
  readonly when: string;
  /** The schema of what `-o json` prints: a file of the folder `schema`, or a part of one. */
  readonly json: string;
  /** The schema of each line that `-o jsonl` prints. */
  readonly jsonl: string;
}

/** The forms that schemas describe. */
export const ANSWER_FORMS = {
  record: { when: 'one user', json: 'record.json', jsonl: 'record.json' },
  run: { when: 'several users, or a file of them', json: 'record.json#/$defs/run', jsonl: 'record.json' },
  checks: { when: '--check', json: 'record.json#/$defs/checks', jsonl: 'record.json#/$defs/check' },
  dryRun: { when: '--dry-run', json: 'record.json#/$defs/dry_run', jsonl: 'record.json#/$defs/dry_run_line' },
  planned: { when: '--plan <file>', json: 'plan.json#/$defs/planned', jsonl: 'plan.json#/$defs/planned' },
  plan: { when: '--plan -', json: 'plan.json', jsonl: 'plan.json' },
  summaries: { when: 'always', json: 'summary.json#/$defs/list', jsonl: 'summary.json' },
  differences: { when: 'always', json: 'diff.json#/$defs/list', jsonl: 'diff.json' },
  verified: { when: 'without --journal', json: 'verify.json', jsonl: 'verify.json#/$defs/result' },
  journals: { when: '--journal', json: 'verify.json#/$defs/journals', jsonl: 'verify.json#/$defs/finding' },
  commands: { when: 'always', json: 'commands.json', jsonl: 'commands.json#/$defs/command' },
} as const satisfies Readonly<Record<string, AnswerForm>>;

export interface CommandEffect {
  /** What it can change: nothing, files of this machine, or the organization besides. */
  readonly changes: 'nothing' | 'machine' | 'organization';
  /** Whether it can take away what no command brings back. */
  readonly destructive: boolean;
  /** Whether a second call does no more than the first. */
  readonly idempotent: boolean;
  /** The command that takes a change back; null where there is none. */
  readonly taken_back_by: string | null;
  /** When it wants a yes: `many` for more than one user. `values`: it asks for what was not given. */
  readonly asks: 'never' | 'many' | 'always' | 'values';
  /** Whether it asks the API as the signed-in user. `optional`: it goes on without. */
  readonly token: 'required' | 'optional' | 'none';
}

/** What a program has to know of a command before it calls it, where its help has it in words at the most. */
interface CommandFacts extends CommandEffect {
  /** True where it can end with exit code 3. */
  readonly partial: boolean;
  /** True where it waits for another call that changes the settings, and gives up at last. */
  readonly waits?: boolean;
  /** The forms of its answer in JSON; empty where no schema describes it. */
  readonly answers: readonly AnswerForm[];
}

const READS: CommandFacts = {
  changes: 'nothing',
  destructive: false,
  idempotent: true,
  taken_back_by: null,
  asks: 'never',
  token: 'required',
  partial: false,
  answers: [],
};
const LOCAL: CommandFacts = { ...READS, token: 'none' };
const STORES: CommandFacts = { ...LOCAL, changes: 'machine' };
const CONFIGURES: CommandFacts = { ...STORES, waits: true };

const { record, run, dryRun, checks, planned, plan } = ANSWER_FORMS;

/** A command that changes users: all that its operation says. */
const changing = (operation: Operation): CommandFacts => ({
  changes: 'organization',
  destructive: operation.destructive,
  idempotent: operation.repeatable,
  taken_back_by: operation.takenBackBy && `users ${operation.takenBackBy}`,
  asks: operation.confirmation === 'none' ? 'never' : operation.confirmation,
  token: 'required',
  partial: true,
  answers: [record, run, checks, dryRun, planned, plan],
});

const CHANGING = Object.fromEntries(
  Object.values(operationOf).map((operation) => [
    `users ${operation.action.replaceAll('_', '-')}`,
    changing(operation),
  ]),
);

/** A command that goes on with what a run or a plan says, whatever action that is. */
const GOES_ON: CommandFacts = {
  changes: 'organization',
  destructive: true,
  idempotent: true,
  taken_back_by: 'runs undo',
  asks: 'always',
  token: 'required',
  partial: true,
  answers: [run, dryRun],
};

/** Every command that does something, by what is typed. */
const FACTS: Readonly<Record<string, CommandFacts>> = {
  'users list': READS,
  'users get': READS,
  'users diff': { ...READS, partial: true, answers: [ANSWER_FORMS.differences] },
  ...CHANGING,
  // One user alone.
  'users update-memberships': {
    ...changing(operationOf.update_memberships),
    answers: [record, checks, dryRun, planned, plan],
  },
  'organizations list': READS,
  'departments list': READS,
  'roles list': READS,
  'audit list': READS,
  'runs list': { ...LOCAL, answers: [ANSWER_FORMS.summaries] },
  'runs show': { ...LOCAL, answers: [run] },
  'runs apply': { ...GOES_ON, idempotent: false },
  'runs resume': GOES_ON,
  'runs retry': GOES_ON,
  'runs undo': { ...GOES_ON, taken_back_by: null },
  'runs verify': {
    ...READS,
    changes: 'machine',
    partial: true,
    answers: [ANSWER_FORMS.verified, ANSWER_FORMS.journals],
  },
  'runs report': { ...STORES, partial: true },
  'runs delete': { ...STORES, destructive: true, asks: 'always' },
  'auth login': { ...STORES, asks: 'values', token: 'optional', taken_back_by: 'auth logout' },
  'auth logout': { ...STORES, token: 'optional' },
  'auth status': READS,
  'auth list': LOCAL,
  'auth switch': CONFIGURES,
  'auth token': READS,
  'config list': LOCAL,
  'config get': LOCAL,
  'config set': { ...CONFIGURES, taken_back_by: 'config unset' },
  'config unset': CONFIGURES,
  'config path': LOCAL,
  doctor: { ...READS, token: 'optional' },
  completion: LOCAL,
  'sandbox start': { ...STORES, idempotent: false },
  'sandbox reset': { ...STORES, destructive: true },
  api: { ...READS, changes: 'organization', destructive: true, idempotent: false, answers: [dryRun] },
  commands: { ...LOCAL, answers: [ANSWER_FORMS.commands] },
  help: LOCAL,
};

/** The facts of a command, by what is typed; null for a word that only has commands below it. */
export const commandFacts = (name: string): CommandFacts | null => FACTS[name] ?? null;

/** The effect alone. */
export const effectOf = ({ partial: _, waits: __, answers: ___, ...effect }: CommandFacts): CommandEffect =>
  effect;

/** Every exit code that a command can end with. */
export function exitCodesOf({ partial, token, waits }: CommandFacts): readonly ExitCode[] {
  const { ok, refused, usage, signIn, tryLater, interrupted } = EXIT;
  const asking = token === 'none' ? (waits ? [tryLater] : []) : [signIn, tryLater];
  return [ok, refused, usage, ...(partial ? [EXIT.partial] : []), ...asking, interrupted];
}

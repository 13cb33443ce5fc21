/** A form that the answer of a command has in JSON. */
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

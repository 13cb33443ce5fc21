/** A line of the shell, and what a terminal of any width shows of it. */
export interface Screen {
  readonly line: string;
  /** Words that are there whole, whatever the width. */
  readonly whole: readonly string[];
  readonly exit?: number;
  /** There are sentences in it, which the terminal itself continues on the next line. */
  readonly prose?: true;
}

const ORG = '--org org_xyz789';
const TO = `${ORG} --transfer-to dept_eng001`;
const USERS = ['usr_admin01', 'usr_abc123', 'usr_def456', 'usr_yamada01', 'usr_left01'];

/** What a person at a terminal looks at: lists, facts, runs, help, errors. */
export const SCREENS: readonly Screen[] = [
  { line: `users list ${ORG}`, whole: USERS },
  { line: `users get usr_yamada01 ${ORG}`, whole: ['usr_yamada01'] },
  { line: `departments list ${ORG}`, whole: ['dept_eng001'] },
  { line: `departments list --tree ${ORG}`, whole: ['dept_eng001', 'dept_support001'] },
  { line: `roles list ${ORG}`, whole: ['role_admin'] },
  { line: `users deactivate usr_abc123 ${TO}`, whole: ['usr_abc123'], prose: true },
  {
    line: `users deactivate usr_abc123 usr_def456 ${TO} --yes`,
    whole: ['usr_abc123', 'usr_def456'],
    prose: true,
  },
  {
    line: `users deactivate usr_abc123 usr_def456 ${TO} --dry-run`,
    whole: ['usr_abc123', 'usr_def456'],
    prose: true,
  },
  { line: 'runs list', whole: [], prose: true },
  { line: 'auth status', whole: ['usr_admin01'] },
  { line: 'auth list', whole: [], prose: true },
  { line: 'config list', whole: ['transfer-to'] },
  { line: '--help', whole: ['departments', 'deactivate'] },
  { line: 'users --help', whole: ['update-memberships'] },
  { line: 'users deactivate --help', whole: ['--transfer-to <id>', '--concurrency <n>'] },
  { line: 'users list --help', whole: ['--search', 'aitronos users list'] },
  // Its examples hold a path that has no room in 40 columns, and would be another one if it was divided.
  { line: 'api --help', whole: ['--raw-field'], prose: true },
  { line: 'help environment', whole: ['AITRONOS_ACCESS_TOKEN', 'GITHUB_STEP_SUMMARY'] },
  { line: 'help exit-codes', whole: ['130'] },
  { line: 'help options', whole: ['--no-pager', 'AITRONOS_PAGER'] },
  { line: `users get usr_nobody ${ORG}`, whole: ['USER_NOT_FOUND'], exit: 1, prose: true },
  { line: 'users deactivate abc', whole: ['usr_'], exit: 2, prose: true },
  { line: 'usrs list', whole: ['users'], exit: 2, prose: true },
];

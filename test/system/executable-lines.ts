/** A call, what it prints (on stdout where it succeeds, else on stderr), and what it reads. */
export interface SmokeLine {
  readonly line: string;
  readonly prints: RegExp;
  readonly exit?: number;
  readonly stdin?: string;
  /** Without the sandbox. */
  readonly real?: true;
}

const TO = '--transfer-to Engineering';
const LEAVERS = 'email\njane@example.com\njohn@example.com\n';

/** Every command of the tree, one after the other in one sandbox. */
export const SMOKE: readonly SmokeLine[] = [
  { line: '--version', prints: /^\d+\.\d+\.\d+\n$/ },
  { line: 'version', prints: /^\d+\.\d+\.\d+\n$/ },
  { line: '--help', prints: /^ {2}users +/m },
  { line: 'help exit-codes', prints: /\b5\b/ },
  { line: 'commands', prints: /^ +deactivate +/m },
  { line: `users deactivate jane@example.com ${TO}`, prints: /^usr_abc123 +Jane Doe/m },
  { line: 'users get usr_abc123 --fields status.name -o csv', prints: /^status\.name\r\nInactive\r\n$/ },
  { line: 'users reactivate usr_abc123 --json', prints: /"outcome": "changed"/ },
  { line: 'users list --all -o ids', prints: /^usr_admin01\nusr_abc123\n/ },
  { line: 'users invite somebody@example.com -o jsonl', prints: /"action":"invite"/ },
  { line: 'users update-memberships usr_zoe01 --role Member --department Sales', prints: /usr_zoe01/ },
  { line: 'users remove usr_zoe01 --yes -o ids', prints: /^usr_zoe01\n$/ },
  { line: 'users diff --roster - --max 100%', stdin: LEAVERS, exit: 0, prints: /usr_ops01/ },
  { line: `users deactivate --from - ${TO} --plan plan.json`, stdin: LEAVERS, prints: /^digest +sha256:/m },
  {
    line: 'runs apply plan.json --yes -o csv --fields user_id',
    prints: /^user_id\r\nusr_abc123\r\nusr_def456\r\n$/,
  },
  { line: 'runs list', prints: /deactivate/ },
  { line: 'runs show', prints: /^1 +\w+ +usr_abc123/m },
  { line: 'runs verify', prints: /^usr_abc123 +yes/m },
  { line: 'runs report --html report.html', prints: /./ },
  { line: 'runs resume RUN', exit: 0, prints: /usr_abc123/ },
  { line: 'runs retry RUN', exit: 0, prints: /usr_abc123/ },
  { line: 'runs undo RUN --yes -o ids', prints: /^usr_abc123\nusr_def456\n$/ },
  { line: 'runs delete --before 2020-01-01 --yes', prints: /^$|none|0/ },
  { line: `users deactivate --from - ${TO} --dry-run -o jsonl`, stdin: LEAVERS, prints: /"method":"POST"/ },
  { line: 'users deactivate --from missing.csv --transfer-to Sales', exit: 2, prints: /missing\.csv/ },
  { line: 'organizations list -o jsonl', prints: /org_xyz789/ },
  { line: 'departments list --tree', prints: /Engineering/ },
  { line: 'roles list', prints: /Member/ },
  { line: 'audit list --limit 3 -o csv', prints: /\n/ },
  { line: 'api get /v1/organizations/{org}/users/usr_abc123', prints: /"usr_abc123"/ },
  { line: 'sandbox reset', prints: /first data/ },
  { line: 'completion bash', prints: /aitronos/ },
  { line: '__complete 1 users d', prints: /deactivate/ },
  { line: 'doctor', prints: /^ok +node +26\./m },
  { line: 'config set org org_xyz789', prints: /./ },
  { line: 'config get org', prints: /^org_xyz789\n$/ },
  { line: 'config list', prints: /^org /m },
  { line: 'config path', prints: /config/ },
  { line: 'config unset org', prints: /./ },
  { line: 'auth login --with-token', stdin: 'the-token\n', real: true, prints: /./ },
  { line: 'auth token', real: true, prints: /^the-token\n$/ },
  { line: 'auth list', real: true, prints: /default/ },
  { line: 'auth switch default', real: true, prints: /default/ },
  { line: 'auth status', prints: /ada@example\.com/ },
  { line: 'auth logout', prints: /./ },
];

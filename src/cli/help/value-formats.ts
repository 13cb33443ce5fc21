/** What the value of an option or an argument stands for: more than its type says, less than its words do. */
export type ValueFormat =
  | 'user'
  | 'email'
  | 'organization'
  | 'department'
  | 'role'
  | 'run'
  | 'profile'
  | 'plan'
  | 'file'
  | 'command'
  | 'method'
  | 'url'
  | 'path'
  | 'time-zone'
  | 'date'
  | 'instant'
  | 'span'
  | 'rate'
  | 'user-limit'
  | 'digest';

/** By the long names of the options. */
const OF_OPTIONS: Readonly<Record<string, ValueFormat>> = {
  '--org': 'organization',
  '--transfer-to': 'department',
  '--department': 'department',
  '--role': 'role',
  '--members': 'role',
  '--user': 'user',
  '--actor': 'user',
  '--email': 'email',
  '--profile': 'profile',
  '--api-url': 'url',
  '--ca-file': 'file',
  '--time-zone': 'time-zone',
  '--now': 'instant',
  '--since': 'date',
  '--until': 'date',
  '--before': 'date',
  '--max-age': 'span',
  '--wait': 'span',
  '--rate': 'rate',
  '--max': 'user-limit',
  '--digest': 'digest',
};

/** By the names of the arguments. */
const OF_ARGUMENTS: Readonly<Record<string, ValueFormat>> = {
  user: 'user',
  email: 'email',
  run: 'run',
  plan: 'plan',
  profile: 'profile',
  method: 'method',
  path: 'path',
  command: 'command',
};

/** What an option's value stands for; `flags`: as it is declared. Null for free text, and for words and numbers. */
export const formatOfOption = (long: string, flags: string): ValueFormat | null =>
  flags.includes('<file>') ? 'file' : (OF_OPTIONS[long] ?? null);

/** What an argument stands for; null for what has no name of its own. */
export const formatOfArgument = (name: string): ValueFormat | null => OF_ARGUMENTS[name] ?? null;

import {
  AT_SERVER,
  against,
  answering,
  asking,
  BUT_LOOK,
  DEACTIVATING,
  type Entries,
  IN_SANDBOX,
  serving,
  typed,
} from './entry.ts';

const TO_SALES = `aitronos users deactivate usr_abc123 --org org_xyz789 --transfer-to Sales ${AT_SERVER}`;

export const CALLS: Entries = {
  USAGE: {
    exits: [2],
    cause: 'the call is wrong: an unknown word or option, a malformed or missing value; nothing was sent',
    cure: 'the message says what was expected; `aitronos help <command>` shows the whole command',
    example: typed(`aitronos users get nobody ${IN_SANDBOX}`),
  },
  CHECK_FAILED: {
    exits: [4],
    cause: 'the check before a change found that the API would refuse it; nothing was sent',
    cure: 'correct what the message names; --no-check goes ahead without the check',
    example: typed(`aitronos users deactivate usr_abc123 ${IN_SANDBOX} --transfer-to dept_nowhere --check`),
  },
  PROTECTED_USER: {
    exits: [2],
    cause:
      'the user is on a protect list, is the signed-in user, or is the last active owner; or the people of ' +
      'a protect list cannot be looked up; nothing was sent',
    cure: 'leave the user out; `aitronos config get protect` and the file of --protect hold the lists',
    example: typed(
      'echo usr_abc123 > protected.txt',
      `aitronos users deactivate usr_abc123 ${DEACTIVATING} --protect protected.txt`,
    ),
  },
  TOO_MANY: {
    exits: [2],
    cause:
      'the run has more users than --max or the stored max allows, or that is a share and the active members cannot be counted; nothing was sent',
    cure: 'look at the file; if they are all meant, raise --max',
    example: typed(`aitronos users deactivate usr_abc123 usr_def456 ${DEACTIVATING} --max 1 --yes`),
  },
  INCOMPLETE_ROSTER: {
    exits: [2],
    cause:
      'the roster looks incomplete: everybody missing from it would seem to have left; no answer was given',
    cure: 'give the complete roster; if it is complete, --max says how many may have left',
    example: typed('echo jane@example.com > half.txt', `aitronos users diff --roster half.txt ${IN_SANDBOX}`),
  },
  DIFFERENCES: {
    exits: [3],
    cause: 'roster and organization differ, and --exit-code was given',
    cure: 'read the answer on stdout: it is complete',
    example: typed(
      'echo jane@example.com > few.txt',
      `aitronos users diff --roster few.txt --max 100% --exit-code ${IN_SANDBOX}`,
    ),
  },
  NO_MATCH: {
    exits: [1],
    cause: 'nobody and nothing has that name or address',
    cure: 'take one of those that the message suggests; `aitronos users list --search <text>` finds people',
    example: typed(`aitronos users get nobody@example.com ${IN_SANDBOX}`),
  },
  SEVERAL_MATCHES: {
    exits: [1],
    cause: 'two or more have that name or address',
    cure: 'give the id of the one that is meant; the message lists them',
    example: against(
      answering('a.end(JSON.stringify([1, 2].map((n) => ({ id: "dept_" + n, name: "Sales" }))))'),
      `AITRONOS_ACCESS_TOKEN=x ${TO_SALES}`,
    ),
  },
  UNUSABLE_ID: {
    exits: [1],
    cause: 'the API knows the name, but what it gives as its id is no id',
    cure: 'give the id instead of the name, and tell whoever runs the API',
    example: against(
      answering('a.end(JSON.stringify([{ id: "#1", name: "Sales" }]))'),
      `AITRONOS_ACCESS_TOKEN=x ${TO_SALES}`,
    ),
  },
  NOT_SET: {
    exits: [1],
    cause: 'the setting has no value: neither stored nor in the environment, and there is no default',
    cure: '`aitronos config set <name> <value>` stores one',
    example: typed('AITRONOS_CONFIG_DIR="$PWD/empty" aitronos config get protect'),
  },
  CHECKS_FAILED: {
    exits: [1],
    cause: '`aitronos doctor` found something that does not work',
    cure: 'each line that says failed says what to do',
    example: typed('AITRONOS_ACCESS_TOKEN=x aitronos doctor --api-url http://127.0.0.1:1'),
  },
  PORT_TAKEN: {
    exits: [1],
    cause: 'another program listens at the port that the sandbox should serve',
    cure: 'take another --port; --port 0 takes a free one',
    example: against(serving(), serving()),
  },
  DECLINED: {
    exits: [130],
    cause: 'a question was answered with no, or left with Ctrl-C; nothing was sent or stored',
    cure: 'run it again, and answer yes; scripts say --yes',
    example: { lines: [`aitronos users remove usr_abc123 ${IN_SANDBOX}`], answers: [['?', 'n']] },
  },
  INTERRUPTED: {
    exits: [130],
    cause: 'Ctrl-C or a signal ended the program; what was under way may have happened, as the words say',
    cure: `\`aitronos runs resume <run>\` continues a run; any other command is safe to repeat${BUT_LOOK}`,
    example: against(answering('0'), `${asking(AT_SERVER)} & sleep 1; kill -INT $!; wait $!`),
  },
  STDOUT: {
    exits: [1],
    cause:
      'the answer could not be written: the disk behind stdout is full or broke, or stdout is not open for writing',
    cure: 'the hint says whether anything may have been done: then look before you repeat it; `aitronos runs show` prints a run again',
    example: typed('aitronos help errors > /dev/full'),
  },
  PROGRAM_UPDATED: {
    exits: [1],
    cause: 'aitronos was updated or removed while the command started, and a part that it needed is gone',
    cure: 'run it again; where the words say that something may have been done, look first',
    example: { none: 'an update would have to fall into the moment of a start' },
  },
  NOT_BUILT: {
    exits: [1],
    cause: 'bin/aitronos.js was called in a copy of the sources that has not been built',
    cure: 'in the folder of the sources: `npm ci && npm run build`',
    example: { none: 'the program that makes this page is built' },
  },
  DEFECT: {
    exits: [1],
    cause: 'the program itself is at fault',
    cure: 'please report it, with the command and what it prints with --debug',
    example: { none: 'none is known' },
  },
};

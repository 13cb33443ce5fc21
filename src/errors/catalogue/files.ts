import { DEACTIVATING, type Entries, typed, WHERE } from './entry.ts';

export const FILES: Entries = {
  FILE: {
    exits: [1],
    cause: 'a file or folder cannot be read or written',
    cure: 'the message names it and what is in the way: permissions, a full disk, a folder in its place',
    example: typed('mkdir -p odd/config.json', 'AITRONOS_CONFIG_DIR="$PWD/odd" aitronos config list'),
  },
  BAD_FILE: {
    exits: [2],
    cause: 'a file of the configuration folder is damaged, or a newer version wrote it; it stays as it is',
    cure: 'correct it, or move it away; the hint has the command',
    example: typed(
      'mkdir -p bad && echo nonsense > bad/config.json',
      'AITRONOS_CONFIG_DIR="$PWD/bad" aitronos config list',
    ),
  },
  UNTRUSTED_FILE: {
    exits: [1, 2],
    cause: 'a file or folder of the program can be written by others, or is not yours: it is not trusted',
    cure: 'see that nobody changed it; the hint has the command that closes it',
    example: typed(
      'mkdir -p open && echo {} > open/config.json && chmod 777 open',
      'AITRONOS_CONFIG_DIR="$PWD/open" aitronos config list',
    ),
  },
  FOREIGN_FOLDER: {
    exits: [1],
    cause: 'the configuration folder belongs to another user: no token is stored there',
    cure: 'name a folder of your own with AITRONOS_CONFIG_DIR, or change its owner; the hint has the command',
    example: {
      where: WHERE.notRoot,
      lines: ['echo token | AITRONOS_CONFIG_DIR=/tmp aitronos auth login --with-token'],
    },
  },
  NO_HOME: {
    exits: [2],
    cause: 'no home folder is known, so the program does not know where its files are',
    cure: 'name two folders of your own with AITRONOS_CONFIG_DIR and AITRONOS_STATE_DIR',
    example: typed('env -u AITRONOS_CONFIG_DIR -u XDG_CONFIG_HOME HOME=here aitronos config list'),
  },
  LOCKED: {
    exits: [5],
    cause: 'another call of aitronos is changing the same file, and still was after half a minute',
    cure: 'try again when it has ended; the message says which process it is',
    example: {
      server: 'mkdir -p apart/config.json.lock; while sleep 1; do touch apart/config.json.lock; done',
      lines: ['AITRONOS_CONFIG_DIR="$PWD/apart" aitronos config set timeout 9'],
      takes_s: 31,
    },
  },
  BAD_COLUMNS: {
    exits: [2],
    cause:
      'it is unclear how to read a file: which column names the person, or what its dates, states or bytes mean',
    cure: 'each is named, and the hint is the command line that corrects it, with --column or --ignore-column',
    example: typed(
      "printf 'Work Email,Email\\njane@example.com,omar@example.com\\n' > rows.csv",
      `aitronos users deactivate --from rows.csv ${DEACTIVATING} --yes`,
    ),
  },
  BAD_ROWS: {
    exits: [2],
    cause: 'rows of the input cannot be used; the whole input was read, and nothing was sent',
    cure: 'each bad row is named with its line and column: correct them and run the same command again',
    example: typed(
      "printf 'user_id\\nnobody\\n' > rows.csv",
      `aitronos users deactivate --from rows.csv ${DEACTIVATING} --yes`,
    ),
  },
};

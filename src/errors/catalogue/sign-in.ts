import { AT_SERVER, against, answering, type Entries, IN_SANDBOX, serving, typed, WHERE } from './entry.ts';

// A token that says it ended in 1970; the folder keeps it apart from what is stored for real.
const ENDED = 'x.eyJleHAiOjF9.x';
const APART = 'AITRONOS_ACCESS_TOKEN= AITRONOS_API_KEY= AITRONOS_CONFIG_DIR="$PWD/apart" aitronos auth';
const storing = (address: string) =>
  `printf '${ENDED}\\nrefresh\\n' | ${APART} login --refresh-token-stdin --api-url ${address}`;
const signingIn = `aitronos auth login --email jane@example.com --api-url http://127.0.0.1:4700`;

export const SIGN_IN_ERRORS: Entries = {
  NOT_SIGNED_IN: {
    exits: [4],
    cause: 'there is no access token: none in the environment, none stored for this profile',
    cure: '`aitronos auth login`, or set AITRONOS_ACCESS_TOKEN',
    example: typed(`${APART} status`),
  },
  BAD_ACCESS_TOKEN: {
    exits: [4],
    cause:
      'what should be a token holds white space, control characters or nothing, or stands in quotes or JSON; nothing was sent or stored',
    cure: 'copy it again; the message names the character and where it stands',
    example: typed("AITRONOS_ACCESS_TOKEN='two words' aitronos auth status"),
  },
  OTHER_ORIGIN: {
    exits: [2, 4],
    cause: 'the stored token, or the run, belongs to another address of the API; nothing was sent',
    cure: '`aitronos config list` shows where api-url comes from; sign in there, in another --profile to keep both',
    example: typed(storing('http://127.0.0.1:4700'), `${APART} status --api-url http://127.0.0.1:4701`),
  },
  TOKEN_EXPIRED: {
    exits: [4],
    cause: 'the access token has expired, and there is no refresh token to renew it with',
    cure: '`aitronos auth login`',
    example: typed(`AITRONOS_ACCESS_TOKEN=${ENDED} aitronos auth status --offline`),
  },
  SESSION_ENDED: {
    exits: [4],
    cause: 'the API did not renew the stored token: its refresh token is used up, expired or revoked',
    cure: '`aitronos auth login`',
    example: against(serving(), storing('http://127.0.0.1:4700'), `${APART} status ${AT_SERVER}`),
  },
  NOT_RENEWED: {
    exits: [5, 4],
    cause:
      'the stored token has to be renewed, and the API could not be asked, or the new one could not be ' +
      'stored; 4 where the API refused for what is no fault of the token, or a gateway answered with 401',
    cure: 'try again later; the sign-in is still good',
    example: typed(storing('http://127.0.0.1:1'), `${APART} status --api-url http://127.0.0.1:1 --retries 0`),
  },
  SIGNED_OUT: {
    exits: [4],
    cause: 'the API no longer accepts the token in the middle of a run; the rest was not sent',
    cure: '`aitronos auth login`, then `aitronos runs resume <run>`',
    example: against(
      serving(' --fail 401:1'),
      `AITRONOS_ACCESS_TOKEN=x aitronos users reactivate usr_abc123 usr_def456 --org org_xyz789 --yes --no-check ${AT_SERVER}`,
    ),
  },
  NO_PASSWORD: {
    exits: [4],
    cause: 'signing in by e-mail was given an empty password',
    cure: 'run it again, and type the password',
    example: { lines: [signingIn], answers: [['Password', '']] },
  },
  CODE_REFUSED: {
    exits: [4],
    cause: 'three codes in a row were not accepted; nothing was stored',
    cure: '`aitronos auth login` again: another code is sent',
    example: {
      server: answering('a.writeHead(q.url.endsWith("login") ? 200 : 401).end("{\\"email_key\\":\\"k\\"}")'),
      lines: [signingIn],
      answers: [
        ['Password', 'x'],
        ['Code', '1111'],
        ['Code', '2222'],
        ['Code', '3333'],
      ],
    },
  },
  NO_TOKEN_IN_ANSWER: {
    exits: [1],
    cause: 'the answer to a sign-in holds no token; its own reason is told where it has one',
    cure: 'tell whoever runs the API; `aitronos config list` shows which address is used',
    example: { server: answering('a.end("{}")'), lines: [signingIn], answers: [['Password', 'x']] },
  },
  WRITES_OFF: {
    exits: [4],
    cause: 'the setting writes, or AITRONOS_WRITES, is off: this caller may look, and change nothing',
    cure: 'look with --dry-run, in users commands also with --check or --plan; `aitronos config list` shows where the setting comes from',
    example: typed(`AITRONOS_WRITES=off aitronos users reactivate usr_ghi789 ${IN_SANDBOX}`),
  },
  WRITES_PLANNED: {
    exits: [4],
    cause: 'the setting writes, or AITRONOS_WRITES, is planned: only approved plans may change anything',
    cure: 'write a plan with --plan of a users command, have its digest approved, then `aitronos runs apply <plan> --digest <digest>`',
    example: typed(`AITRONOS_WRITES=planned aitronos users reactivate usr_ghi789 ${IN_SANDBOX}`),
  },
  KEYCHAIN: {
    exits: [1],
    cause: 'the keychain of this system cannot be reached, or does not answer',
    cure: 'unlock it; to keep the token in a file: `aitronos config set credential-store file`',
    example: {
      where: WHERE.linux,
      lines: ['DBUS_SESSION_BUS_ADDRESS=unix:path=/nowhere aitronos auth login --keychain --with-token'],
    },
  },
};

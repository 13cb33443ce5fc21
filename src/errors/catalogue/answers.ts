import { AT_SERVER, against, answering, asking, type Entries } from './entry.ts';

const SEND = asking(AT_SERVER);
const OTHER =
  '`aitronos config list` shows which address is used; something other than the API may answer there';
const TELL = 'tell whoever runs the API, with the request id';

export const ANSWERS: Entries = {
  'HTTP_<status>': {
    exits: [1, 4, 5],
    cause: 'the API refused with this status, and gave no code of its own',
    cure: '401 and 403: `aitronos auth status`; 408, 429 and most from 500 on: try again later; else read the message',
    example: against(answering('a.writeHead(418).end()'), SEND),
  },
  REDIRECTED: {
    exits: [1],
    cause: 'the API points to another address, which is not followed: the token would go there',
    cure: 'set --api-url to the address of the API itself',
    example: against(answering('a.writeHead(302, { location: "/x" }).end()'), SEND),
  },
  NOT_JSON: {
    exits: [1],
    cause: 'the answer is not JSON; the message quotes its beginning',
    cure: OTHER,
    example: against(answering('a.end("hello")'), SEND),
  },
  ANSWER_TOO_LARGE: {
    exits: [1],
    cause:
      'the answer is larger than 10 MiB (the members of a department: than 64 MiB), or than 1 MiB after a change, and was not read',
    cure: OTHER,
    example: against(answering('a.end("x".repeat(2e7))'), SEND),
  },
  ANSWER_TOO_DEEP: {
    exits: [1],
    cause: 'the JSON of the answer is nested more than 100 levels deep',
    cure: OTHER,
    example: against(answering('a.end("[".repeat(200) + "]".repeat(200))'), SEND),
  },
  ANSWER_CODING: {
    exits: [1],
    cause: 'the answer is compressed in a way that aitronos cannot read, or is damaged',
    cure: TELL,
    example: against(answering('a.setHeader("content-encoding", "x").end("x")'), SEND),
  },
  UNEXPECTED_ANSWER: {
    exits: [1],
    cause: 'the answer is JSON, but not what the API documents for this request',
    cure: OTHER,
    example: against(
      answering('a.end("7")'),
      `AITRONOS_ACCESS_TOKEN=x aitronos users list --org org_xyz789 ${AT_SERVER}`,
    ),
  },
  UNEXPECTED_STATE: {
    exits: [1, 5],
    cause: 'the API reports success, but of another user or state, or with status 202 or 207',
    cure: 'look at the user before going on: `aitronos users get <user>`',
    example: against(
      answering('a.end(JSON.stringify({ id: "usr_abc123", account_state: "active" }))'),
      `AITRONOS_ACCESS_TOKEN=x aitronos users deactivate usr_abc123 --org org_xyz789 --transfer-to dept_eng001 ${AT_SERVER}`,
    ),
  },
  NO_ID: {
    exits: [1],
    cause: '--output ids was asked for, and a record of the answer has no usable id',
    cure: 'see what there is with -o json; a change was made all the same: the hint says where to look',
    example: against(
      answering('a.end(JSON.stringify([{ id: "#1", name: "Sales" }]))'),
      `AITRONOS_ACCESS_TOKEN=x aitronos departments list -o ids --org org_xyz789 ${AT_SERVER}`,
    ),
  },
  LIST_CHANGED: {
    exits: [1],
    cause: 'a list changed each of the five times that it was read',
    cure: 'try again when fewer people are changing it',
    example: against(
      answering(
        'a.end(JSON.stringify({ users: [..."x".repeat(100)] .map(() => ({ id: "usr_" + String(Math.random()).slice(2) })), total: 900 }))',
      ),
      `AITRONOS_ACCESS_TOKEN=x aitronos users list --all --org org_xyz789 ${AT_SERVER}`,
    ),
  },
};

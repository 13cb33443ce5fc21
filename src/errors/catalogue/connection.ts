import { CONNECTION_HINTS } from '../connection-hints.ts';
import {
  AT_SERVER,
  against,
  answering,
  asking,
  BUT_LOOK,
  type Entries,
  type ErrorEntry,
  serving,
  typed,
  WHERE,
} from './entry.ts';

const SEND = asking(AT_SERVER);

/** The call of an example whose server has a certificate, or should have one. */
export const OVER_TLS = asking('--api-url https://127.0.0.1:4700 --retries 0');

/** A server of Node that does this with each connection `s`, once something was said. */
const connected = (script: string): string =>
  `node -e 'require("net").createServer((s) => s.on("data", () => ${script})).listen(4700)'`;

/** An entry of the connection, whose cure is the hint that the error itself has. */
export const connectionEntry = (
  code: string,
  cause: string,
  example: ErrorEntry['example'],
): readonly [string, ErrorEntry] => [
  code,
  {
    exits: [5],
    cause,
    cure: `${CONNECTION_HINTS[code] ?? ''}${cause.endsWith(DONE) ? BUT_LOOK : ''}`,
    example,
  },
];

/** How the cause of an error ends after which a change may have been made. */
const DONE = 'a change may have been made';

/** Errors of the connection to the API. Where a change may have been made all the same, their words say so. */
export const CONNECTION: Entries = Object.fromEntries([
  connectionEntry(
    'CONNECTION_REFUSED',
    'nothing listens at that address and port',
    typed(asking('--api-url http://127.0.0.1:1 --retries 0')),
  ),
  connectionEntry(
    'HOST_NOT_FOUND',
    'no name server knows the host, or none answers',
    typed(`HTTPS_PROXY= https_proxy= ${asking('--api-url https://api.invalid --retries 0')}`),
  ),
  connectionEntry('HOST_UNREACHABLE', 'there is no route from this machine to the host', {
    where: WHERE.linux,
    lines: [`unshare -rn env ${asking('--api-url https://192.0.2.1 --retries 0')}`],
  }),
  connectionEntry(
    'CONNECTION_FAILED',
    'the connection could not be made, for a reason that the message has',
    against(connected('s.destroy()'), OVER_TLS),
  ),
  connectionEntry(
    'REQUEST_NOT_MADE',
    'Node on this machine lacks the memory or the part that requests need',
    {
      none: 'it takes a limit of memory, or an option of Node such as --jitless',
    },
  ),
  connectionEntry(
    'TIMEOUT',
    'no answer came in the time of --timeout; a change may have been made',
    against(serving(' --fail hang:1'), `${SEND} --timeout 1`),
  ),
  connectionEntry(
    'CONNECTION_LOST',
    'the connection ended before an answer came; a change may have been made',
    against(serving(' --fail reset:1'), SEND),
  ),
  connectionEntry(
    'ANSWER_CUT_SHORT',
    'the answer began, and its end never came; a change may have been made',
    against(serving(' --fail truncate:1'), SEND),
  ),
  connectionEntry('TLS_FAILED', 'the other side does not speak proper TLS', against(serving(), OVER_TLS)),
  connectionEntry(
    'WRONG_PROTOCOL',
    'something other than HTTP/1.1 answers at that port',
    against(connected('s.end("SSH-2.0-x\\r\\n")'), SEND),
  ),
  connectionEntry(
    'BAD_ANSWER',
    'what answers is not HTTP/1.1, or breaks its rules',
    against(connected('s.end("HTTP/1.1 200 OK\\r\\nno header\\r\\n\\r\\n")'), SEND),
  ),
  connectionEntry(
    'HEADER_TOO_LARGE',
    'the header of the answer is larger than 64 KiB',
    against(answering('a.setHeader("x", "x".repeat(70000)).end()'), SEND),
  ),
]);

import type { Client } from '../../api/client.ts';
import type { Attempt, RawRequest } from '../../api/http/request.ts';
import { mayHaveHappened } from '../../api/http/retries/retry-rules.ts';
import type { WireAnswer } from '../../api/http/transport-types.ts';
import { refuseIgnoredFormat } from '../../cli/answers/raw-answers.ts';
import type { Context } from '../../cli/context.ts';
import { readTold } from '../../cli/files/typed-file.ts';
import { requireAll, requireOrganization } from '../../cli/missing/required-values.ts';
import { ApiError } from '../../errors/api-errors.ts';
import { ErrorWithHint } from '../../errors/cli-errors.ts';
import { requestsView } from '../../operations/dry-run/dry-run.ts';
import type { View } from '../../output/view.ts';
import { credentialHeaders } from '../../secrets/typed-secrets.ts';
import { buildRequest, type RequestFields } from './body.ts';
import { ORG } from './path.ts';

// All of a body is in memory while it is sent.
const MOST_MIB = 256;

interface SendOptions extends RequestFields {
  readonly org?: string | undefined;
  readonly include?: true | undefined;
  readonly retry?: true | undefined;
  readonly dryRun?: true | undefined;
}

/**
 * Sends the request that was typed, once its organization is filled in, and shows the body of the answer as it came.
 * Throws `CliError` (usage) for options that contradict each other.
 */
export async function sendTyped(
  context: Context,
  typed: Readonly<Record<'method' | 'path', string | undefined>>,
  given: SendOptions,
): Promise<View> {
  const words = { method: typed.method ?? null, path: typed.path ?? null };
  const { method, path } = await requireAll(context, words, { offline: given.dryRun });
  // A format that comes from elsewhere is for other commands.
  const format = context.typedFormat();
  if (!given.dryRun && format !== null) refuseIgnoredFormat(format);
  const changes = method.toUpperCase() !== 'GET';
  if (changes) context.change.plan(given);
  const read = async (file: string) => {
    const { readWholeUserFile } = await import('../../system/user-files.ts');
    const bytes = () => readWholeUserFile(file, context.environment, MOST_MIB);
    return readTold(context, file, 'the body', bytes);
  };
  const built = await buildRequest(method, path, given, read);
  const request = { ...built, path: await fillOrganization(context, built.path, given) };
  context.secrets.add(...credentialHeaders(request.headers));
  if (given.dryRun) {
    const dryRun = await context.dryRunClient();
    const requests = await dryRun.requestsOf((client) => client.request(request));
    return requestsView(requests, dryRun);
  }
  const client = await context.api();
  if (changes) context.change.beginWithoutRun();
  const { signal } = context.environment;
  const { answer, error } = await sendOnce(client, request, given.retry === true, signal);
  const head = given.include && answer !== null ? { head: answer } : {};
  // A refusal is reported like every other error. Its body is printed as well with `--include`, which asks
  // for the whole answer.
  const body = error === null || given.include ? (answer?.body ?? '') : '';
  const bytes = body !== '' && answer?.bytes ? { bytes: answer.bytes } : {};
  return { raw: { body, ...bytes, ...head }, ...(error === null ? {} : { error }) };
}

async function fillOrganization(
  context: Context,
  path: string,
  { org, dryRun }: SendOptions,
): Promise<string> {
  if (!path.includes(ORG)) return path;
  return path.replaceAll(ORG, await requireOrganization(context, org, { offline: dryRun }));
}

/** What came of a request: the last answer, whatever its status, and the error where it is no success. */
interface RequestResult {
  readonly answer: WireAnswer | null;
  readonly error: unknown;
}

/**
 * Sends the request. Its effect is unknown here, so only a GET is retried unless `again` is set.
 * See docs/decisions/2026-11-25-api-command-repeats-get-only.md.
 */
async function sendOnce(
  client: Client,
  request: RawRequest,
  again: boolean,
  signal: AbortSignal,
): Promise<RequestResult> {
  const attempts: Attempt[] = [];
  const repeat = request.method === 'GET' || again ? {} : { retries: 0 };
  const options = { signal, ...repeat, onAttempt: (attempt: Attempt) => attempts.push(attempt) };
  return client.request(request, options).then(
    (answer) => ({ answer, error: null }),
    (error: unknown) => {
      const failed = !again && error instanceof ApiError && error.status >= 500;
      const doubtful = request.method !== 'GET' && (failed || attempts.some(mayHaveHappened));
      return {
        answer: attempts.at(-1)?.answer ?? null,
        error: doubtful ? new ErrorWithHint(error, DOUBT) : error,
      };
    },
  );
}

const DOUBT =
  'it may have been done all the same: look before you repeat it; --retry sends such a request again, ' +
  'even if that does it twice';

import { ApiError } from '../../errors/api-errors.ts';
import { ErrorWithHint } from '../../errors/cli-errors.ts';

/** Codes that say themselves what is wrong, which is not the audit log. */
const ABOUT_ELSE = /ORGANIZATION/;
const CAPABILITY = /^[a-z_]+$/;

/** Adds to a refusal of the API that it is the audit log that may not be read; any other error stays as it is. */
export function wordRefusal(error: unknown): unknown {
  if (!(error instanceof ApiError) || ABOUT_ELSE.test(error.code)) return error;
  if (error.status === 403) return new ErrorWithHint(error, mayNotRead(neededFor(error)));
  return error.status === 404 ? new ErrorWithHint(error, NO_LOG) : error;
}

/** The capability that the API names, else the one that its page names. */
function neededFor({ details }: ApiError): string {
  const named = details['required_capability'];
  return typeof named === 'string' && named.length <= 64 && CAPABILITY.test(named) ? named : 'view_audit_log';
}

const mayNotRead = (capability: string): string =>
  `the token may not read the audit log, which needs the capability ${capability}: \`aitronos auth status\` shows who is asking, \`aitronos roles list --json\` which roles have it`;

const NO_LOG =
  'the API has no audit log of this organization: `aitronos organizations list` shows yours, `aitronos config list` which address is used';

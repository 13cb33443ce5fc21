import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Credential } from '../auth/credentials.ts';
import { CliError, FULL_DISK, fileError } from '../errors/cli-errors.ts';
import { EXIT } from '../errors/exit-codes.ts';
import { systemCode } from '../errors/reason.ts';
import type { Sandbox, SandboxOptions } from '../sandbox/server.ts';
import { CREDENTIAL_VARIABLES } from '../secrets/environment.ts';
import type { ResolvedSettings } from '../settings/resolved-settings.ts';
import type { Environment } from '../system/environment.ts';
import { trustIfThere } from '../system/reading/trust-if-there.ts';
import { OTHER_FOLDERS, trustFolder } from '../system/trusted-files.ts';
import type { Call } from './call.ts';
import type { Console } from './console.ts';

/** More than a hundred changes to each user of the largest organization. */
const MOST_DATA_BYTES = 4 * 1024 ** 3;

/** Serves the embedded API until the call ends, its data in the state folder. Throws `CliError` where it cannot. */
export async function serveSandbox(call: Call, options: Partial<SandboxOptions> = {}): Promise<Sandbox> {
  const { clock, folders, waits } = call.environment;
  const { startSandbox, DATA_FILES, DamagedData, BEGIN_ANEW } = await import('../sandbox/server.ts');
  const folder = join(folders.state, 'sandbox');
  trustFolder(folder);
  for (const name of DATA_FILES) trustIfThere(join(folder, name), MOST_DATA_BYTES);
  const server = await startSandbox({ clock, folder, waits, ...options }).catch((error: unknown) => {
    if (!(error instanceof DamagedData)) throw sandboxError(error, folder, options.port);
    const message = `the sandbox cannot read its data: ${error.message}`;
    throw new CliError('FILE', EXIT.refused, message, BEGIN_ANEW, { cause: error });
  });
  call.closing.push(() => server.close());
  return server;
}

/** The credential that the embedded API takes without a sign-in. */
export async function sandboxCredential({ secrets, noteIgnored }: Call): Promise<Credential> {
  await noteIgnored();
  const { SANDBOX_ACCESS_TOKEN: secret } = await import('../sandbox/server.ts');
  secrets.add(secret);
  return { kind: 'access_token', secret, source: 'sandbox', expires_at: null, session: null };
}

/**
 * Says in a note which variables of the environment name another API or another administrator, because the sandbox
 * uses neither: a change that was meant for that API is made in the sandbox.
 */
export async function noteIgnoredInSandbox(
  env: Environment['env'],
  { leaveSandbox }: Pick<ResolvedSettings, 'leaveSandbox'>,
  io: Pick<Console, 'note'>,
): Promise<void> {
  const ignored = ['AITRONOS_API_URL', ...CREDENTIAL_VARIABLES].filter((name) => env[name]);
  if (ignored.length === 0) return;
  const are = ignored.length === 1 ? 'is' : 'are';
  await io.note(`the sandbox is used: ${ignored.join(', ')} ${are} not; ${leaveSandbox()}`);
}

/** The error in words where the sandbox cannot keep its data in a folder, or serve at a port; else the error itself. */
export function sandboxError(error: unknown, folder: string, port?: number): unknown {
  if (error instanceof CliError) return error;
  const code = systemCode(error);
  if (code === 'EADDRINUSE') {
    const hint = '`aitronos sandbox start --port 0` takes a free one';
    return new CliError('PORT_TAKEN', EXIT.refused, `port ${port} is taken`, hint);
  }
  if (code === null) return error;
  const hint = existsSync(folder) || FULL_DISK.has(code) ? null : OTHER_FOLDERS;
  return fileError(`the sandbox cannot keep its data in ${folder}`, error, hint);
}

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Credential } from '../auth/credentials.ts';
import { CliError, fileError } from '../errors/cli-errors.ts';
import { EXIT } from '../errors/exit-codes.ts';
import { systemCode } from '../errors/reason.ts';
import type { Sandbox, SandboxOptions } from '../sandbox/server.ts';
import { OTHER_FOLDERS, trustFile, trustFolder } from '../system/trusted-files.ts';
import type { Call } from './call.ts';

/** More than a hundred changes to each user of the largest organization. */
const MOST_DATA_BYTES = 4 * 1024 ** 3;

/**
 * Serves the embedded API, with its data in the state folder, until the call ends. Throws `CliError` where it
 * cannot.
 */
export async function serveSandbox(call: Call, options: Partial<SandboxOptions> = {}): Promise<Sandbox> {
  const { clock, folders } = call.environment;
  const { startSandbox, DATA_FILES } = await import('../sandbox/server.ts');
  const folder = join(folders.state, 'sandbox');
  trustFolder(folder);
  const files = DATA_FILES.map((name) => join(folder, name)).filter((file) => existsSync(file));
  for (const file of files) trustFile(file, MOST_DATA_BYTES);
  const server = await startSandbox({ clock, folder, ...options }).catch((error: unknown) => {
    throw sandboxError(error, folder, options.port);
  });
  call.closing.push(() => server.close());
  return server;
}

/** The credential that the embedded API takes without a sign-in. */
export async function sandboxCredential({ secrets }: Call): Promise<Credential> {
  const { SANDBOX_ACCESS_TOKEN: secret } = await import('../sandbox/server.ts');
  secrets.add(secret);
  return { kind: 'access_token', secret, source: 'sandbox', expires_at: null, session: null };
}

/** The error in words where the sandbox cannot keep its data in a folder, or serve at a port; else the error itself. */
export function sandboxError(error: unknown, folder: string, port?: number): unknown {
  if (error instanceof CliError) return error;
  const code = systemCode(error);
  if (code === 'EADDRINUSE') {
    return new CliError('PORT_TAKEN', EXIT.refused, `port ${port} is taken`, '--port 0 takes a free one');
  }
  return code === null
    ? error
    : fileError(
        `the sandbox cannot keep its data in ${folder}`,
        error,
        existsSync(folder) ? null : OTHER_FOLDERS,
      );
}

import { usageError } from '../errors/cli-errors.ts';
import type { Environment } from '../system/environment.ts';
import type { GlobalFlags } from './global-flags.ts';
import { isOn } from './switches.ts';

/** How to reach the real API where the sandbox is on: what is typed next, by what switched it on. */
export function leaveSandbox({ sandbox }: GlobalFlags, env: Environment['env']): string {
  const ways = [
    ...(isOn(env['AITRONOS_SANDBOX']) ? ['`unset AITRONOS_SANDBOX`'] : []),
    ...(sandbox ? ['leave --sandbox out'] : []),
  ];
  return `to reach the real API: ${ways.join(', and ')}`;
}

/**
 * Refuses a typed address where the sandbox is on: the change would be made in the sandbox, and not where the user
 * believes. Throws `CliError` (usage).
 */
export function refuseAddressInSandbox(flags: GlobalFlags, env: Environment['env']): void {
  if (flags.apiUrl === undefined) return;
  if (!flags.sandbox && !isOn(env['AITRONOS_SANDBOX'])) return;
  const sandbox = flags.sandbox ? '--sandbox' : 'AITRONOS_SANDBOX';
  throw usageError(
    `--api-url and ${sandbox} contradict each other: the sandbox has an address of its own`,
    `${leaveSandbox(flags, env)}; to stay in the sandbox: leave --api-url out`,
  );
}

import { usageError } from '../errors/cli-errors.ts';
import { orElse } from '../or-else.ts';
import type { Environment } from '../system/environment.ts';
import { onOrOff } from '../validation/choices.ts';
import type { GlobalFlags } from './global-flags.ts';
import { correctVariable, readValue } from './precedence.ts';

const SWITCHES = ['AITRONOS_SANDBOX', 'AITRONOS_NO_INPUT', 'AITRONOS_DEBUG'] as const;

/** True where the variable switches on; a word that is neither counts as on until `requireSwitches` refuses it. */
export const isOn = (text: string | undefined): boolean =>
  orElse(() => text !== undefined && onOrOff(text), true);

/**
 * Refuses switches that say neither on nor off, such as `AITRONOS_SANDBOX=flase`: the call would be made in the
 * sandbox. Throws `CliError` (usage).
 */
export function requireSwitches(env: Environment['env']): void {
  for (const variable of SWITCHES) {
    const text = env[variable];
    if (text !== undefined) readValue(variable, onOrOff, text, correctVariable(variable));
  }
}

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

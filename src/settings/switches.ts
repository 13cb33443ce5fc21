import type { Environment } from '../system/environment.ts';
import { onOrOff } from '../validation/choices.ts';
import { correctVariable, readValue } from './precedence.ts';

/** The variables that switch something on. */
const SWITCHES = ['AITRONOS_SANDBOX', 'AITRONOS_NO_INPUT', 'AITRONOS_DEBUG'] as const;

/** True where the variable switches on; a word that is neither counts as on until `requireSwitches` refuses it. */
export function isOn(text: string | undefined): boolean {
  try {
    return text !== undefined && onOrOff(text);
  } catch {
    return true;
  }
}

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

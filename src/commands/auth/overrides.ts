import type { Context } from '../../cli/context.ts';
import { CREDENTIAL_VARIABLES } from '../../secrets/environment.ts';

/** A stored token is not used while the environment holds a credential; users should know. */
export function overrideNotes({ environment }: Context): string[] {
  return CREDENTIAL_VARIABLES.filter((name) => environment.env[name]).map(
    (name) => `${name} is set and wins over the stored token`,
  );
}

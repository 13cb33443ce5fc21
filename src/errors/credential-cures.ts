/** The step of signing in, in the hint of an error. */
const SIGN_IN = /sign in(?: again)?(?: with|:) `(aitronos auth login[^`]*)`/;

/**
 * What mends the credential that a variable brings: it wins over what signing in would store. `signIn`: the command for
 * where it is unset.
 */
export function goodToken(variable: string, signIn: string): string {
  const what = variable === 'AITRONOS_API_KEY' ? 'key' : 'token';
  return `put a good ${what} into ${variable}, or unset it and sign in: \`${signIn}\``;
}

/** The hint of a refused credential where a variable brought it: signing in alone would change nothing. */
export const cureByVariable = (hint: string, variable: string): string =>
  hint.includes('unset it and sign in')
    ? hint
    : hint
        .replace(', or set AITRONOS_ACCESS_TOKEN', '')
        .replace(SIGN_IN, (_, signIn: string) => goodToken(variable, signIn));

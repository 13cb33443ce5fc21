/** The step of signing in, in the hint of an error. */
const SIGN_IN =
  /(?<!unset it and )sign in(?: again)?(?: with|:) `(aitronos auth login[^`]*)`(?:, or set AITRONOS_ACCESS_TOKEN)?/;

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
  hint.replace(SIGN_IN, (_, signIn: string) => goodToken(variable, signIn));

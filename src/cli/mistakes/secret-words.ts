/** Options and settings by which other tools are given a secret. */
const SECRETS: readonly string[] = (
  'token access-token api-token auth-token refresh-token bearer bearer-token api-key apikey key secret ' +
  'client-secret password passwd'
).split(' ');

/**
 * What is said of a name by which other tools are given a secret; null for any other. `does`: what none does here with
 * it, such as `option takes`.
 */
export const noSecretIn = (does: string, name: string): string | null =>
  SECRETS.includes(
    name
      .toLowerCase()
      .replaceAll('_', '-')
      .replace(/^aitronos-/, ''),
  )
    ? `no ${does} a secret, because others could see it: set AITRONOS_ACCESS_TOKEN, or sign in: \`aitronos auth login\``
    : null;

/** Hides a value attached to an unknown option, which may be a password: `--pasword=x`, `-px`. */
export function hideValue(option: string): string {
  if (IS_WORD.test(option)) return option;
  const [name] = /^--[^=]+=/.exec(option) ?? /^-[^-]/u.exec(option) ?? [];
  return name === undefined ? option : `${name}…`;
}

/** A long option with one dash instead of two: `-recursive`. */
const IS_WORD = /^-\w[a-z-]*$/;

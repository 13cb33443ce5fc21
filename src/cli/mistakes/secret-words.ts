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

import { addressSecrets } from './addresses.ts';

/** The proxy variables, in order of precedence. */
export const PROXY_VARIABLES = ['https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY'] as const;

/** The variables that bring a credential, the strongest first. */
export const CREDENTIAL_VARIABLES = ['AITRONOS_ACCESS_TOKEN', 'AITRONOS_API_KEY'] as const;
const ADDRESSES = ['AITRONOS_API_URL', ...PROXY_VARIABLES, 'all_proxy', 'ALL_PROXY'];

/** All secrets in the environment of this program: tokens, keys, and the passwords in addresses. */
export function environmentSecrets(env: Readonly<Record<string, string | undefined>>): string[] {
  const found: string[] = [];
  for (const name of CREDENTIAL_VARIABLES) {
    const text = env[name];
    // A variable may hold more than the token, so each of its words is taken as a secret. No text shows some blanks: of
    // words between two others only, what stands before one would be left over.
    const words = [/[ \t\r\n]+/, /\s+/].flatMap((blanks) => (text ?? '').split(blanks));
    if (text) found.push(text, ...words.filter((word) => word.length >= 8 && word !== name));
  }
  for (const name of ADDRESSES) {
    const text = env[name];
    if (text && /[@?]|%40/i.test(text)) found.push(...addressSecrets(text));
  }
  return found;
}

/** The same in variables that were typed behind the program, where they do nothing: `aitronos AITRONOS_API_KEY=…`. */
export const typedEnvironmentSecrets = (words: readonly string[]): string[] =>
  words
    .map((word) => /^(\w+)=(.*)$/s.exec(word) ?? [])
    .flatMap(([, name = '', text]) => environmentSecrets({ [name]: text }));

/** The environment for a program of others: without those variables, and without copies under other names. */
export function withoutSecrets(
  env: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string | undefined>> {
  const names: readonly string[] = CREDENTIAL_VARIABLES;
  // A shorter text may stand in any variable by chance.
  const secrets = environmentSecrets(env).filter((secret) => secret.length >= 8);
  const isSafe = (name: string, text = '') =>
    !names.includes(name) && !secrets.some((secret) => text.includes(secret));
  return Object.fromEntries(Object.entries(env).filter(([name, text]) => isSafe(name, text)));
}

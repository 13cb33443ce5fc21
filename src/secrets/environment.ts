import { addressSecrets } from './addresses.ts';

const TOKENS = ['AITRONOS_ACCESS_TOKEN', 'AITRONOS_API_KEY'] as const;
const ADDRESSES = [
  'AITRONOS_API_URL',
  ...['https_proxy', 'http_proxy', 'all_proxy'].flatMap((name) => [name, name.toUpperCase()]),
];

/** Every secret that the environment brings for this program: tokens, keys, and the passwords in addresses. */
export function environmentSecrets(env: Readonly<Record<string, string | undefined>>): string[] {
  const found: string[] = [];
  for (const name of TOKENS) {
    const text = env[name];
    // Where a token was given with more around it, each word of it may be the token.
    if (text) found.push(text, ...text.split(/\s+/).filter((word) => word.length >= 8));
  }
  for (const name of ADDRESSES) {
    const text = env[name];
    if (text && /[@?]|%40/i.test(text)) found.push(...addressSecrets(text));
  }
  return found;
}

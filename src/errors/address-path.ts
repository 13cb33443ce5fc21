import { isApiCode } from './api-cures.ts';

/**
 * The hint for an answer without the API's own code where the address of the API has a path: most likely that path is
 * one too many, and nothing of the API is there. Null for all others.
 */
export function addressPathHint(
  { code, status }: { readonly code: string; readonly status: number | null },
  addressOf: () => string | null,
): string | null {
  if ((status !== 404 && status !== 405) || isApiCode(code)) return null;
  const address = addressOf();
  if (address === null) return null;
  const { origin, pathname } = new URL(address);
  if (pathname === '/') return null;
  return `is ${pathname} in the address one too many? Leave it out: --api-url ${origin}; \`aitronos config list\` shows where it comes from`;
}

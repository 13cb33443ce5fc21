import { BadValue } from './bad-value.ts';

/**
 * The API's address: https, or http on loopback; no user, query or fragment. Returned without a slash at its end.
 */
export function apiUrl(text: string): string {
  const expected = 'an https URL (http on loopback only) such as https://api.aitronos.com';
  const url = URL.canParse(text) && text === text.trim() ? new URL(text) : undefined;
  if (!url || url.username || url.password || url.search || url.hash) throw new BadValue(expected, text);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname))) {
    throw new BadValue(expected, text);
  }
  let end = url.href.length;
  while (url.href[end - 1] === '/') end -= 1;
  return url.href.slice(0, end);
}

/** True for host names and addresses that stay on this machine. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}

/** True for a text that can be an access token or API key: visible ASCII only, because it goes into a header. */
export function isToken(text: string): boolean {
  return /^[\x21-\x7e]+$/.test(text);
}

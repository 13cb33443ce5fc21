import { stripVTControlCharacters } from 'node:util';
import type { Step } from '../scripted-server.ts';

/** Ways to write a secret so that somebody who reads it has it all the same. */
export const FORMS: Readonly<Record<string, (secret: string) => string>> = {
  'as it is': (secret) => secret,
  'as JSON escapes': (secret) => each(secret, (code) => `\\u${code.padStart(4, '0')}`),
  'as JSON escapes in capitals': (secret) =>
    each(secret, (code) => `\\u${code.padStart(4, '0').toUpperCase()}`),
  'with one escape': (secret) => `${secret.slice(0, 5)}\\u00${hex(secret, 5)}${secret.slice(6)}`,
  'as a URL': (secret) => each(secret, (code) => `%${code}`),
  'as a URL in capitals': (secret) => each(secret, (code) => `%${code.toUpperCase()}`),
  'in part as a URL': (secret) => `${secret.slice(0, 9)}%${hex(secret, 9)}${secret.slice(10)}`,
  'as HTML': (secret) => each(secret, (code) => `&#x${code};`),
  'with a colour in it': (secret) => within(secret, '\u001b[31m'),
  'with an escape sequence of a terminal': (secret) => within(secret, '\u001b]8;;x\u0007'),
  'with a character of no width': (secret) => within(secret, '\u200b'),
  'with a soft hyphen': (secret) => within(secret, '\u00ad'),
  'with a tag': (secret) => within(secret, '\u{e0061}'),
  'with invisible ones everywhere': (secret) => [...secret].join('\u2060'),
  'with an escaped zero': (secret) => within(secret, '\\u0000'),
  'as JSON within JSON': (secret) => JSON.stringify({ sent: within(secret, '\\u200b') }),
  'in base64': (secret) => Buffer.from(secret).toString('base64'),
  'in base64 behind one word': (secret) => Buffer.from(`Bearer ${secret}`).toString('base64'),
  'in base64 behind two words, without =': (secret) =>
    Buffer.from(`as Bearer: ${secret}!`).toString('base64').replaceAll('=', ''),
  'in base64 of addresses': (secret) => Buffer.from(`{"token":"${secret}"}`).toString('base64url'),
  'three times over': (secret) => `${secret}${secret} ${secret}`,
};

const hex = (text: string, at: number) => text.charCodeAt(at).toString(16).padStart(2, '0');
const each = (text: string, written: (code: string) => string) =>
  [...text].map((character) => written(character.charCodeAt(0).toString(16))).join('');
const within = (secret: string, text: string) =>
  secret.slice(0, secret.length / 2) + text + secret.slice(secret.length / 2);

const user = { id: 'usr_abc123', email: 'jane@example.com', account_state: 'deactivated' };
const refused = (error: object): Step => ({ status: 422, body: { error: { code: 'REFUSED', ...error } } });
const visible = (text: string) => text.replaceAll(/[^\x20-\x7e]/g, '');

/** Where an API may write it. */
export const PLACES: Readonly<Record<string, (text: string) => Step>> = {
  'a field': (text) => ({ status: 200, body: { ...user, full_name: text } }),
  'a key': (text) => ({ status: 200, body: { ...user, [text]: 1 } }),
  'a key below': (text) => ({ status: 200, body: { ...user, more: [{ deep: { [`x${text}y`]: text } }] } }),
  'a field of a list': (text) => ({ status: 200, body: [{ id: 'role_1', name: text, [text]: text }] }),
  'raw JSON': (text) => ({
    status: 200,
    body: `{"id":"usr_abc123","account_state":"deactivated","note":"${text.replaceAll(/["\p{Cc}]/gu, '')}"}`,
  }),
  'a message': (message) => refused({ message }),
  'a code': (code) => refused({ code, message: 'No.' }),
  'a key of details': (text) => refused({ message: 'No.', details: { [text]: { [text]: [text] } } }),
  'the type and the trace': (text) => refused({ message: 'No.', type: text, trace_id: text }),
  'no JSON': (text) => ({ status: 200, body: `<p title="${text}">${text}</p>` }),
  'JSON and junk': (text) => ({ status: 200, body: `${JSON.stringify({ ...user, [text]: text })} junk` }),
  'an error that is no JSON': (text) => ({ status: 403, body: `nginx: ${text}\n${text}` }),
  'a text that is cut': (text) => ({ status: 403, body: `${'x'.repeat(185)} ${text}` }),
  'a redirect': (text) => ({ status: 302, headers: { location: `/x?y=${visible(text)}` }, body: '' }),
  'a header': (text) => ({
    status: 422,
    headers: { 'x-request-id': visible(text), 'x-other': visible(text) },
    body: { error: { code: 'REFUSED', message: 'No.' } },
  }),
};

/** What somebody reads who undoes every escape and sees what cannot be seen. */
export function readable(text: string): string {
  let read = text;
  for (let layer = 0; layer < 4; layer += 1) {
    read = stripVTControlCharacters(read)
      .replaceAll(/[^\n\x20-\x7e]/gu, '')
      .replaceAll(/(?:\\u00|%|&#x)([0-9a-f]{2});?/gi, (_, code) => String.fromCharCode(parseInt(code, 16)))
      .replaceAll(/\\u[0-9a-f]{4}/gi, '')
      .replaceAll(/\\(.)/g, '$1');
  }
  return read + inBase64(read);
}

/** What stands there in base64, wherever it may begin. */
const inBase64 = (text: string): string =>
  [...text.matchAll(/[\w+/-]{16,}/g)]
    .flatMap(([run]) => [0, 1, 2, 3].map((at) => Buffer.from(run.slice(at), 'base64').toString('latin1')))
    .join('\n');

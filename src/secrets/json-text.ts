import { orElse } from '../or-else.ts';
import { endOfText } from '../text/json-scan.ts';
import { REDACTED } from './names.ts';

export interface Redaction {
  /** `name`: the key before it. */
  readonly text: (value: string, name: string) => string;
  readonly key: (name: string) => string;
  readonly isSecretNumber: (name: string, digits: string) => boolean;
}

const NUMBER = /-?\d[\d.eE+-]*/g;
// Characters that JSON cannot hold outside of strings.
const NO_JSON = /[^\s\d{}[\],:.+\-Eaeflnrstu]/;
const IS_KEY = /^\s*:/;
// The longest distance between a key and its value that is searched.
const NEAR = 64;

/** Redacts the strings and keys of a JSON text, or of a piece of one; other characters stay as they are. */
export function redactTokens(json: string, { text, key, isSecretNumber }: Redaction): string {
  const pieces: string[] = [];
  let done = 0;
  let name = '';
  const between = (from: number, to: number) => {
    const marks = json.slice(from, to);
    if (NO_JSON.test(marks)) return text(marks, name);
    return marks.replace(NUMBER, (digits) => (isSecretNumber(name, digits) ? `"${REDACTED}"` : digits));
  };
  for (let at = json.indexOf('"'); at !== -1; at = json.indexOf('"', done)) {
    const end = Math.min(endOfText(json, at) + 1, json.length);
    pieces.push(between(done, at));
    const token = json.slice(at, end);
    const value = parseString(token);
    const isKey = IS_KEY.test(json.slice(end, end + NEAR));
    if (isKey) name = value ?? '';
    const clean = isKey ? key(value ?? token) : text(value ?? token, name);
    pieces.push(value === null ? clean : rewriteToken(token, value, clean));
    done = end;
  }
  pieces.push(between(done, json.length));
  return pieces.join('');
}

const rewriteToken = (token: string, before: string, after: string): string =>
  after === before ? token : JSON.stringify(after);

/** Null for an invalid JSON string. */
const parseString = (token: string): string | null => orElse(() => String(JSON.parse(token)), null);

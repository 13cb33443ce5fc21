import { orElse } from '../or-else.ts';
import { isSecretName, REDACTED } from '../secrets/names.ts';
import { readJson, WideNumber, writeJson } from '../text/json.ts';

/**
 * Redacts the secret fields of a body: of JSON at any depth, also of JSON within its strings; else of text that looks
 * like fields.
 */
export function redactSecretFields(body: string): string {
  const json = parseJson(body);
  return json === undefined ? redactSecretText(body) : writeJson(redactSecretValues(json));
}

/** Redacts the secret fields of a parsed value, at any depth. */
export function redactSecretValues(value: unknown): unknown {
  if (typeof value === 'string') {
    return /^\s*[[{]/.test(value) ? redactSecretFields(value) : redactSecretText(value);
  }
  if (Array.isArray(value)) return value.map(redactSecretValues);
  if (!isNested(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      isSecret(name, inner) ? REDACTED : redactSecretValues(inner),
    ]),
  );
}

/** True for an object with fields, or a list. */
export const isNested = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !(value instanceof WideNumber);

/** `code` is a word in an error, and digits when it was e-mailed. */
function isSecret(name: string, value: unknown): boolean {
  if (value === null || value === '' || typeof value === 'boolean') return false;
  const isCode = typeof value === 'string' || typeof value === 'number';
  return isSecretName(name) || (name === 'code' && isCode && /^\d{4,8}$/.test(String(value)));
}

const FIELD = /("([\w-]+)"\s*:\s*)(?:"(?:[^"\\]|\\.)*(?:"|$)|-?\d[\d.]*)/g;
const PARAMETER = /((?:^|[?&;,\s])([\w-]+)=)[^&;,\s"']+/g;
const USER = /:\/\/[^/\s"'@]+@?/g;
const SHOWN = /\b(Bearer|Basic) +([\w.~+/=-]+)/gi;
// Shorter values are words, not secrets.
const SHORTEST = 8;
const JWT = 'eyJ';
const DOTTED = /[\w.-]+/g;

/** Redacts what looks like secret fields in any text, such as a cut body, an address or a header. */
export function redactSecretText(text: string): string {
  const plain = text
    .replace(FIELD, (whole, before, name) => (isSecretName(name) ? `${before}"${REDACTED}"` : whole))
    .replace(PARAMETER, (whole, before, name) => (isSecretName(name) ? before + REDACTED : whole))
    .replace(USER, (found) => (found.endsWith('@') ? `://${REDACTED}@` : found))
    .replace(SHOWN, (whole, scheme, value) => (value.length < SHORTEST ? whole : `${scheme} ${REDACTED}`));
  // Any word could be the beginning of a JWT: a long text is not taken apart where none begins so.
  return plain.includes(JWT) ? plain.replace(DOTTED, redactJwt) : plain;
}

/**
 * Redacts a JWT: three parts between dots, of which the first begins as every JWT does.
 * https://www.rfc-editor.org/rfc/rfc7519#section-3
 */
function redactJwt(dotted: string): string {
  if (!dotted.includes(JWT)) return dotted;
  const parts = dotted.split('.');
  const left: string[] = [];
  for (let at = 0; at < parts.length; at++) {
    const part = parts[at] ?? '';
    const start = parts[at + 1] && at + 2 < parts.length ? part.search(/\beyJ[\w-]/) : -1;
    left.push(start < 0 ? part : part.slice(0, start) + REDACTED);
    if (start >= 0) at += 2;
  }
  return left.join('.');
}

/** The value of a JSON text; undefined for text that is no JSON. */
export const parseJson = (text: string): unknown => orElse(() => readJson(text), undefined);

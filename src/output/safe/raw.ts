import { isSecretName, REDACTED } from '../../secrets/names.ts';
import { tryParseJson } from '../../text/json.ts';
import { redactSecretText } from '../secret-fields.ts';
import type { Destination, Raw } from '../view.ts';
import { breakCommands } from './ci-log.ts';
import { escapeJson, removeHidden, safeText } from './safe-text.ts';

/** The API's own text for `api`. Removes what a terminal would obey; JSON keeps its value, escaped where needed. */
function rawText({ body, head }: Raw, { terminal, log, secrets }: Destination): string {
  const json = isJson(body);
  const shown = json ? escapeJson(body) : terminal ? removeHidden(body) : body;
  const text = json ? secrets.redactJson(shown) : secrets.redact(shown);
  const end = terminal && text !== '' && !text.endsWith('\n') ? '\n' : '';
  const [first, rest] = [head ? secrets.redact(headText(head)) : '', `${text}${end}`];
  return log ? breakCommands(first, false) + breakCommands(rest, json) : first + rest;
}

/** The API's answer, byte for byte into a file or a pipe, because it may be an image or in another encoding. */
export function rawAnswer(raw: Raw, to: Destination): string | Uint8Array {
  const { bytes, head, body } = raw;
  // JSON is UTF-8: text with what is no UTF-8 in it has lost that.
  const isLossless = !bytes || (isJson(body) && !body.includes('\ufffd'));
  if (isLossless || to.terminal || to.log) return rawText(raw, to);
  const before = head ? to.secrets.redact(headText(head)) : '';
  return Buffer.concat([Buffer.from(before), to.secrets.redactBytes(bytes)]);
}

function headText({ status, headers }: NonNullable<Raw['head']>): string {
  const lines = Object.entries(headers).map(
    ([name, value]) => `${name}: ${isSecretName(name) ? REDACTED : redactSecretText(value)}`,
  );
  return [`HTTP/1.1 ${status}`, ...lines, '', ''].map(safeText).join('\n');
}

const isJson = (text: string): boolean => tryParseJson(text) !== undefined;

import { isSecretName, REDACTED } from '../secrets/names.ts';
import { withoutCommands } from './ci-log.ts';
import { escapedJson, safeText, withoutHidden } from './safe-text.ts';
import { withoutSecretText } from './secret-fields.ts';
import type { Destination, Raw } from './view.ts';

/** The API's own text. Only what a terminal would obey is taken from it; JSON keeps its value, escaped where it has to be. */
export function rawText({ body, head }: Raw, { terminal, log, secrets }: Destination): string {
  const json = isJson(body);
  const shown = json ? escapedJson(body) : terminal ? withoutHidden(body) : body;
  const text = json ? secrets.redactJson(shown) : secrets.redact(shown);
  const end = terminal && text !== '' && !text.endsWith('\n') ? '\n' : '';
  const [first, rest] = [head ? secrets.redact(headText(head)) : '', `${text}${end}`];
  return log ? withoutCommands(first, false) + withoutCommands(rest, json) : first + rest;
}

/** Status line and headers as HTTP writes them, and the empty line after them; secrets are left out. */
function headText({ status, headers }: NonNullable<Raw['head']>): string {
  const lines = Object.entries(headers).map(
    ([name, value]) => `${name}: ${isSecretName(name) ? REDACTED : withoutSecretText(value)}`,
  );
  return [`HTTP/1.1 ${status}`, ...lines, '', ''].map(safeText).join('\n');
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

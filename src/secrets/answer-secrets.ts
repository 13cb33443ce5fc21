import { decodePercent } from './addresses.ts';
import { isSecretName } from './names.ts';

// Tokens stand early in an answer and are short, so the rest of a long answer is not searched.
const LONGEST_BODY = 256 * 1024;
// Answers hold two or three tokens. The limit bounds the cost, because each secret slows every redaction.
const MOST_SECRETS = 64;
const FIELD = /"([\w-]{1,64})"\s{0,8}:\s{0,8}"([^"\\]{3,16384})/g;
// Looks back from each `=`: from each character on would take a hundred times as long in a text without one.
const PARAMETER = /=(?<=([\w-]{1,64})=)([^&;,\s"'<>\\]{3,16384})/g;

interface Answer {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * The secrets in the answer of an endpoint that hands them out, by the names of its fields at any depth.
 * Called before any other code reads the answer, and works on text that is no valid JSON too.
 */
export function answerSecrets({ headers, body }: Answer): string[] {
  const text = body.slice(0, LONGEST_BODY);
  const parameters = [text, ...Object.values(headers)];
  const found = [
    ...namedSecrets(fieldsIn(text)),
    ...namedSecrets([...text.matchAll(FIELD)].map(([, name = '', value = '']) => [name, value])),
    ...parameters.flatMap((where) =>
      namedSecrets(
        [...where.matchAll(PARAMETER)].map(([, name = '', value = '']) => [name, decodePercent(value)]),
      ),
    ),
    ...Object.entries(headers).flatMap(([name, value]) =>
      isSecretName(name) && !value.includes('=') ? [value] : [],
    ),
  ];
  return [...new Set(found)].slice(0, MOST_SECRETS);
}

type Field = readonly [name: string, value: string];

const namedSecrets = (fields: readonly Field[]): string[] =>
  fields.flatMap(([name, value]) => (isSecretName(name) ? [value] : []));

function fieldsIn(text: string): Field[] {
  const found: Field[] = [];
  try {
    JSON.parse(text, (name, value: unknown) => {
      if (typeof value === 'string') found.push([name, value]);
      return value;
    });
  } catch {
    // Invalid JSON was searched as a text above.
  }
  return found;
}

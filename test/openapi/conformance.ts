import { type ErrorObject, Ajv2020 as Schemas, type ValidateFunction } from 'ajv/dist/2020.js';
import type { ArrivedRequest, SentAnswer } from '../../src/sandbox/request.ts';
import { FACTS, type Operation, operationOf, resolved, type Schema } from './facts.ts';

const ajv = new Schemas({ strict: false, allErrors: true, coerceTypes: false, validateFormats: false });
ajv.addSchema({ $id: 'facts', components: FACTS.components });
const inFacts = (schema: Schema): Schema =>
  JSON.parse(JSON.stringify(schema).replaceAll('"#/components/', '"facts#/components/'));

const compiled = new WeakMap<Schema, ValidateFunction>();
function validator(schema: Schema): ValidateFunction {
  const known = compiled.get(schema);
  if (known) return known;
  const made = ajv.compile(inFacts(schema));
  compiled.set(schema, made);
  return made;
}

/** What a value is not, each as `/where what`. Where one of several schemas would do, what lacks least is told. */
function faults(schema: Schema, value: unknown): string[] {
  const anyOf = schema['anyOf'];
  if (Array.isArray(anyOf)) {
    const [least = []] = anyOf.map((one) => faults(one, value)).toSorted((a, b) => a.length - b.length);
    return least;
  }
  const validate = validator(schema);
  if (validate(value)) return [];
  return [...new Set((validate.errors ?? []).map(worded))];
}

const worded = ({ instancePath, message, keyword, params }: ErrorObject): string => {
  // One row of a list stands for all.
  const where = instancePath.replaceAll(/\/\d+/g, '/n');
  const more = keyword === 'additionalProperties' ? `: ${params['additionalProperty']}` : '';
  return `${where} ${message}${more}`.trim();
};

/** A value of a path or query as the type that its schema wants. */
function typed(schema: Schema, text: string): unknown {
  const wanted = schema['type'];
  if (wanted === 'integer' && /^-?\d+$/.test(text)) return Number(text);
  if (wanted === 'boolean' && /^(true|false)$/.test(text)) return text === 'true';
  return text;
}

function parametersOf(operation: Operation) {
  return (operation.parameters ?? []).map((parameter) => resolved(parameter));
}

function queryFaults(operation: Operation, query: URLSearchParams): string[] {
  const known = parametersOf(operation).filter((parameter) => parameter.in === 'query');
  const missing = known
    .filter(({ required, name }) => required && !query.has(name))
    .map(({ name }) => `query ${name} is missing`);
  const wrong = [...query].flatMap(([name, text]) => {
    const parameter = known.find((one) => one.name === name);
    if (parameter === undefined) return [`query ${name} is on no page`];
    const schema = resolved(parameter.schema);
    return faults(schema, typed(schema, text)).map((fault) => `query ${name} ${fault}`);
  });
  return [...missing, ...wrong];
}

function pathFaults(operation: Operation, values: Readonly<Record<string, string>>): string[] {
  return parametersOf(operation)
    .filter((parameter) => parameter.in === 'path')
    .flatMap(({ name, schema }) =>
      faults(schema, decodeURIComponent(values[name] ?? '')).map((fault) => `path ${name} ${fault}`),
    );
}

function bodyFaults({ requestBody }: Operation, { body, headers }: ArrivedRequest): string[] {
  if (body === '') return requestBody?.required === true ? ['body is missing'] : [];
  if (requestBody === undefined) return ['body is on no page'];
  const schema = requestBody.content['application/json']?.schema;
  if (schema === undefined) return ['body of a kind that is on no page'];
  const type = headers['content-type'] ?? '';
  const kind = type.toLowerCase().startsWith('application/json') ? [] : [`body of the kind '${type}'`];
  const value = jsonOf(body);
  return value === undefined
    ? ['body is no JSON']
    : [...kind, ...faults(schema, value).map((f) => `body ${f}`)];
}

function signInFaults({ security }: Operation, { headers }: ArrivedRequest): string[] {
  const signed = /^Bearer \S+$/.test(headers['authorization'] ?? '') || headers['x-api-key'] !== undefined;
  return security?.length === 0 || signed ? [] : ['neither an access token nor an API key'];
}

/** In what a request differs from the facts: `[]` for none. Requests are strict: nothing that no page names. */
export function requestFaults(request: ArrivedRequest): string[] {
  const url = new URL(request.path, 'http://api');
  const asked = operationOf(request.method, url.pathname);
  if (asked === null) return ['is on no page'];
  const { operation, values } = asked;
  return [
    ...pathFaults(operation, values),
    ...queryFaults(operation, url.searchParams),
    ...bodyFaults(operation, request),
    ...signInFaults(operation, request),
  ];
}

/** In what an answer differs from the facts: `[]` for none. Answers are lenient: any further field is fine. */
export function answerFaults(request: ArrivedRequest, answer: SentAnswer): string[] {
  const asked = operationOf(request.method, new URL(request.path, 'http://api').pathname);
  if (asked === null) return [];
  const { responses } = asked.operation;
  const documented = resolved(
    responses[String(answer.status)] ?? (answer.status >= 400 ? responses['default'] : undefined),
  );
  if (documented === undefined) return [`status ${answer.status} is on no page`];
  const kinds = Object.keys(documented.content ?? {});
  if (kinds.length === 0) return answer.body === '' ? [] : [`${answer.status} body is on no page`];
  const kind = kinds.find((one) => answer.type.startsWith(one));
  if (kind === undefined) return [`${answer.status} of the kind '${answer.type}'`];
  const schema = documented.content?.[kind]?.schema;
  if (schema === undefined || kind !== 'application/json') return [];
  const value = jsonOf(answer.body);
  if (value === undefined) return [`${answer.status} is no JSON`];
  return faults(schema, value).map((fault) => `${answer.status} ${fault}`);
}

/** The line of the operation that a request asks for; its own method and path where the facts have none. */
export const operationLine = ({ method, path }: ArrivedRequest): string =>
  operationOf(method, new URL(path, 'http://api').pathname)?.line ?? `${method} ${path}`;

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** One way in which a request or an answer differs from the API's documented facts, and the reason. */
export interface KnownDeviation {
  readonly deviation: RegExp;
  readonly why: string;
}

/** All that are known; `deviations.test.ts` shows each. */
export const KNOWN_DEVIATIONS: readonly KnownDeviation[] = [
  {
    deviation: /(GET|POST) (\/[\w/]+)?\/v1\/\S+ request: is on no page$/,
    why: 'the path of the address of the API stands before each path, and these tests give a wrong one',
  },
  {
    deviation: /\/users(\/\{user_id\})? answer: 200 (\/users\/n)?\/role must be object$/,
    why: 'no page says what stands for the role of a person without one: the sandbox answers null',
  },
  {
    deviation: / taken: query .* is on no page$/,
    why: 'the sandbox leaves a parameter alone that it does not know, as servers do',
  },
  {
    deviation: / taken: body is on no page$/,
    why: 'the sandbox leaves a body alone where none is expected, as servers do',
  },
  {
    deviation: / taken: body of the kind ''$/,
    why: 'a body without a Content-Type is read as JSON: no page says that it is refused',
  },
  {
    deviation: /^HEAD \S+ taken: is on no page$/,
    why: 'the sandbox answers HEAD wherever it answers GET, as HTTP wants it',
  },
  {
    deviation: /\/audit-log(\/export)? taken: query entity_type must be equal to one of the allowed values$/,
    why: 'a filter that is left empty is none; `odd-values.test.ts` shows that nothing else is taken',
  },
  {
    deviation: / taken: body must NOT have additional properties: \w+$/,
    why: 'the sandbox leaves a field alone that it does not know, but where a page says that it is refused',
  },
  {
    deviation: / taken: body \/\w+ must be (\w+|equal to one of the allowed values)$/,
    why: 'clients send null for a field that is left empty; `odd-values.test.ts` shows that nothing else is taken',
  },
  {
    deviation: /^GET \/v1\/auth\/validate taken: neither an access token nor an API key$/,
    why: 'whether a token is valid is what is asked there, so that its lack is an answer',
  },
];

/** The reason of a deviation; undefined where it is not known. */
export const reasonFor = (line: string): string | undefined =>
  KNOWN_DEVIATIONS.find(({ deviation }) => deviation.test(line))?.why;

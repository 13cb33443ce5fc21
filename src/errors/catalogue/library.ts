import { type Entries, type Example, WHERE } from './entry.ts';

const doing = (script: string): Example => ({
  where: WHERE.library,
  lines: [`node --input-type=module -e 'import { Aitronos } from "aitronos"; ${script}'`],
});

export const LIBRARY_ERRORS: Entries = {
  NO_ACCESS_TOKEN: {
    exits: [],
    cause: 'a client of the library was made with neither accessToken nor apiKey',
    cure: 'new Aitronos({ accessToken })',
    example: doing('new Aitronos({})'),
  },
  BAD_BASE_URL: {
    exits: [],
    cause: 'the baseUrl of a client of the library is no address: https, or http on this machine alone',
    cure: "new Aitronos({ accessToken, baseUrl: 'https://api.example.com' })",
    example: doing('new Aitronos({ accessToken: "x", baseUrl: "nowhere" })'),
  },
  BAD_PATH: {
    exits: [],
    cause: 'an id or a path that was given to a method of the library cannot be part of an address',
    cure: 'the message says what was given, and where an id belongs',
    example: doing('await new Aitronos({ accessToken: "x" }).request({ method: "GET", path: "nowhere" })'),
  },
  BAD_OPTION: {
    exits: [],
    cause:
      'the library has no option or field of that name, a change lacks what it needs, or a value cannot ' +
      'be: as a number of rows, pages, attempts, connections or milliseconds, as a method, a header, a ' +
      'body or `userAgent`',
    cure: 'the message says what can be given',
    example: doing(
      'await new Aitronos({ accessToken: "x" }) .users.listAll({ organization_id: "org_1" }, { limit: 0 }).next()',
    ),
  },
};

import { constants } from 'node:os';
import { parse } from 'acorn';
import { transformSync } from 'esbuild';
import { VARIABLES } from '../../src/commands/help/environment.ts';

/** Words in capitals that are no error codes of ours. */
const OTHER_WORDS: readonly string[] = [
  // Codes of the API that are understood here.
  ...['USER_ALREADY_DEACTIVATED', 'USER_NOT_DEACTIVATED', 'USER_NOT_FOUND'],
  ...['DEPARTMENT_NOT_FOUND', 'ROLE_NOT_FOUND', 'ORGANIZATION_ACCESS_DENIED', 'NO_ORGANIZATION_MEMBERSHIP'],
  // A kind of file and an encoding that are not read.
  ...['YAML', 'CP850'],
  // A variable that is not read, a lock that is taken, options of a pager, a failure without a code.
  ...['ALL_PROXY', 'ELOCKED', 'FRX', 'OTHER'],
  // Systems that run jobs: each is known by its variable, and describes the job in others.
  ...[
    'CIRCLECI',
    'CIRCLE_BUILD_URL',
    'CIRCLE_USERNAME',
    'CIRCLE_SHA1',
    'JENKINS_URL',
    'BUILD_URL',
    'GIT_COMMIT',
  ],
  ...['BUILDKITE', 'BUILDKITE_BUILD_URL', 'BUILDKITE_BUILD_CREATOR', 'BUILDKITE_COMMIT'],
  ...['GITHUB_ACTOR', 'GITHUB_SHA', 'CI_JOB_URL', 'GITLAB_USER_LOGIN', 'CI_COMMIT_SHA'],
  ...['BUILD_REQUESTEDFOR', 'BUILD_SOURCEVERSION'],
  // Formats of dates and parts of them, and a form of text.
  ...['YYYYMMDD', 'DDMMYYYY', 'MMDDYYYY', 'YYYY', 'YY', 'MMM', 'MM', 'DD', 'NFD'],
  // Methods, forms of text, and a zone of time.
  ...['GET', 'POST', 'PATCH', 'DELETE', 'NFC', 'NFKC', 'NFKD', 'UTC'],
  // How files of other kinds begin, a column of directories, and a part of the form of a date.
  // Headings of tables.
  ...['STATE', 'NAME'],
  ...['GIF8', 'PAR1', 'RIFF', 'ORC', 'UPN', 'YYYY'],
  // Reasons of OpenSSL's.
  ...['SELF_SIGNED_CERT_IN_CHAIN', 'UNABLE_TO_GET_ISSUER_CERT', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY'],
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
];
const VARIABLE_NAMES: readonly string[] = VARIABLES.map(([name]) => name);

const IN_CAPITALS = /^[A-Z][A-Z\d]+(?:_[A-Z\d]+)*$/;
const OF_THE_SYSTEM = /^(?:(?:ERR|UND_ERR|EAI|Z)_[A-Z\d_]+|SIG[A-Z]+|AITRONOS_\w+)$/;

/** Functions whose arguments are headings of tables. */
const HEADINGS: readonly unknown[] = ['mayCut', 'mayWrap'];

/** Each word in capitals of these sources that may be an error code of ours, with the files where it stands. */
export function wordsInCapitals(
  texts: Readonly<Record<string, string>>,
): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (const [file, text] of Object.entries(texts)) {
    const { code } = transformSync(text, { loader: 'ts', target: 'esnext' });
    const tree = parse(code, { ecmaVersion: 'latest', sourceType: 'module' });
    for (const word of literalsIn(tree)) {
      if (isCode(word)) found.set(word, [...new Set([...(found.get(word) ?? []), file])]);
    }
  }
  return found;
}

const isCode = (word: string): boolean =>
  IN_CAPITALS.test(word) &&
  !OF_THE_SYSTEM.test(word) &&
  !Object.hasOwn(constants.errno, word) &&
  !OTHER_WORDS.includes(word) &&
  !VARIABLE_NAMES.includes(word);

/** The texts of a tree whose place allows that they are codes. */
function* literalsIn(node: unknown): Generator<string> {
  if (!isObject(node)) return;
  if (node['type'] === 'Literal' && typeof node['value'] === 'string') yield node['value'];
  if (node['type'] === 'TemplateElement' && isObject(node['value'])) yield String(node['value']['cooked']);
  for (const [name, child] of Object.entries(node)) {
    if (!isElsewhere(node, name)) yield* literalsIn(child);
  }
}

/** What is compared, what names a variable of the environment, and what is a heading of a table. */
function isElsewhere(node: Readonly<Record<string, unknown>>, child: string): boolean {
  if (node['type'] === 'BinaryExpression') return true;
  if (node['type'] === 'MemberExpression') return child === 'property';
  if (node['type'] === 'Property') return nameOf(node['key']) === 'columns' || child === 'key';
  return node['type'] === 'CallExpression' && HEADINGS.includes(nameOf(node['callee']));
}

const nameOf = (node: unknown): unknown => (isObject(node) ? node['name'] : undefined);

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

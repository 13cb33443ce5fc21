import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { commandFacts, exitCodesOf } from '../../src/commands/tree/command-facts.ts';
import { CATALOGUE, ERROR_ENTRIES } from '../../src/errors/catalogue/catalogue.ts';
import { EXIT } from '../../src/errors/exit-codes.ts';
import { wordsInCapitals } from './words-in-capitals.ts';

const source = fileURLToPath(new URL('../../src/', import.meta.url));

/** What has the error codes of the API, or tells of ours and throws none. */
const NOT_READ = /^(?:sandbox|errors\/catalogue|commands\/help)\/|^errors\/(?:connection-hints|hints)\.ts$/;

const texts = Object.fromEntries(
  readdirSync(source, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts') && !NOT_READ.test(file))
    .map((file) => [file, readFileSync(source + file, 'utf8')] as const),
);
const words = wordsInCapitals(texts);

describe('the catalogue of errors', () => {
  it('has every code that the source can throw', () => {
    const missing = [...words].filter(([word]) => !Object.hasOwn(ERROR_ENTRIES, word));
    const told = missing.map(
      ([word, places]) =>
        `${word} (src/${places.join(', src/')}): if it is an error code, add its exit codes, cause, cure and example ` +
        'to the fitting file of src/errors/catalogue/ and run `npm run docs`; if it is none, add it to OTHER_WORDS ' +
        'in test/errors/words-in-capitals.ts',
    );
    expect(told).toEqual([]);
  });

  it('has no code that the source cannot throw', () => {
    // Made of the status of the answer, in api/http/answers/answer.ts.
    // NOT_BUILT: bin/aitronos.js, where there is no program that could word it.
    const made = ['HTTP_<status>', 'NOT_BUILT'];
    const gone = Object.keys(ERROR_ENTRIES).filter((code) => !words.has(code) && !made.includes(code));
    expect(gone.map((code) => `${code}: take it out of src/errors/catalogue/`)).toEqual([]);
  });

  it('has each code once', () => {
    const codes = Object.values(CATALOGUE).flatMap((entries) => Object.keys(entries));
    expect(codes.length).toBe(new Set(codes).size);
  });

  it('says how the program ends with a code, where the source says so beside it', () => {
    const made = Object.entries(texts).flatMap(([file, text]) =>
      [...text.matchAll(/new CliError\(\s*'(\w+)',\s*EXIT\.(\w+)/g)].map(([, code = '', name = '']) => {
        const exit = Object.entries(EXIT).find(([key]) => key === name)?.[1];
        return { file, code, exit };
      }),
    );
    expect(made.length).toBeGreaterThan(30);
    const wrong = made.filter(({ code, exit }) => !ERROR_ENTRIES[code]?.exits.some((each) => each === exit));
    expect(wrong.map(({ file, code, exit }) => `src/${file} ends ${code} with ${exit}`)).toEqual([]);
  });

  it('has each example end as its command says that it can', () => {
    const calls = Object.entries(ERROR_ENTRIES).flatMap(([code, { exits, example }]) => {
      const typed = 'lines' in example ? example.lines.join('\n') : '';
      const words = [...typed.matchAll(/\baitronos (([a-z]+)(?: [a-z-]+)?)/g)].at(-1) ?? [];
      const facts = words.map(commandFacts).find((one) => one !== null);
      return facts && exits.length > 0 ? [{ code, exits, can: exitCodesOf(facts) }] : [];
    });
    expect(calls.length).toBeGreaterThan(60);
    expect(calls.filter(({ exits, can }) => !exits.some((exit) => can.includes(exit)))).toEqual([]);
  });

  it.each(Object.entries(ERROR_ENTRIES))('words %s as hints are', (_, { cause, cure, example }) => {
    for (const text of [cause, cure, ...('none' in example ? [example.none] : [])]) {
      expect(text).not.toMatch(/^$|\.$|[\n\t]| {2}/);
    }
    // Their pages indent each line and break long ones: a line end within one would stand at the margin.
    if ('lines' in example) for (const line of example.lines) expect(line).not.toMatch(/[\n\t]/);
  });
});

describe('the codes of a source', () => {
  it.each([
    ["new CliError('SOME_CODE', EXIT.usage, 'x')", ['SOME_CODE']],
    ["throw anyOther('ONE', 'x')", ['ONE']],
    ["const kinds = { a: ['TWO', 'words'] }", ['TWO']],
    ["export const LEFT_OUT = 'THREE_OF_THEM'", ['THREE_OF_THEM']],
    ["const code = is ? 'FOUR' : `FIVE`", ['FOUR', 'FIVE']],
    ["const error = { code: 'SIX' as const }", ['SIX']],
    ["function read({ code = 'SEVEN' }) {}", ['SEVEN']],
    ["const code = found ?? 'EIGHT'", ['EIGHT']],
    ["const table = { columns: ['USER', mayCut('NAME')] }", []],
    ["const cut = mayWrap('ROLES')", []],
    ["const is = error.code === 'NINE' || environment.env['TEN']", []],
    ["const gone = ['ENOENT', 'SIGINT', 'ERR_SSL_X', 'HOME', 'AITRONOS_NEW']", []],
    ["type Kind = 'ELEVEN' | 'TWELVE'", []],
  ])('of %s: %j', (text, codes) => {
    expect([...wordsInCapitals({ 'x.ts': text }).keys()]).toEqual(codes);
  });
});

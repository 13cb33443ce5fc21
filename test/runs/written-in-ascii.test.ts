import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'acorn';
import { transformSync } from 'esbuild';
import { describe, expect, it } from 'vitest';
import * as beside from '../../src/runs/input/cells/names-beside.ts';
import { takesThings } from '../../src/runs/input/cells/taken-things.ts';
import * as fields from '../../src/runs/input/columns/field-names.ts';
import * as headerWords from '../../src/runs/input/columns/header-words.ts';
import { speaksOfTransfer } from '../../src/runs/input/columns/transfer-words.ts';
import { isWeekday } from '../../src/runs/input/dates/names-of-time.ts';
import { undatedDay } from '../../src/runs/input/dates/undated-days.ts';
import { unrealDay } from '../../src/runs/input/dates/unreal-days.ts';
import * as backDates from '../../src/runs/input/names/back-date-names.ts';
import { goneDateName } from '../../src/runs/input/names/gone-date-names.ts';
import * as ofTime from '../../src/runs/input/names/headers-of-time.ts';
import { isMailName } from '../../src/runs/input/names/mail-names.ts';
import * as openEnds from '../../src/runs/input/names/open-ends.ts';
import * as otherNames from '../../src/runs/input/names/other-names.ts';
import * as superiors from '../../src/runs/input/names/superiors.ts';
import { staysOut } from '../../src/runs/input/sentences/stays-out.ts';
import * as answers from '../../src/runs/input/words/answers.ts';
import * as decisions from '../../src/runs/input/words/decisions.ts';
import { isEventName, leaves } from '../../src/runs/input/words/events.ts';
import { isKept } from '../../src/runs/input/words/kept.ts';
import { isTitleOfStayers } from '../../src/runs/input/words/list-names.ts';
import { noteSubject } from '../../src/runs/input/words/note-names.ts';
import { maySort, meansGone, sideOf } from '../../src/runs/input/words/sides.ts';
import { isClosed } from '../../src/runs/input/words/sorting-answers.ts';
import { isStateName, isTargetName } from '../../src/runs/input/words/state-names.ts';
import { read } from './reading.ts';

// Systems that know only ASCII write `Kündigung` as `Kuendigung` or `Kundigung`, and macOS its marks apart.

const MARKED = /[\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff]/;
const TWO: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', å: 'aa', ø: 'oe' };
const WHOLE: Readonly<Record<string, string>> = { ł: 'l', ø: 'o', đ: 'd', ı: 'i', ß: 'ss', æ: 'ae', œ: 'oe' };

const inCase = (letter: string, text: string): string =>
  letter === letter.toLowerCase() ? text : text.charAt(0).toUpperCase() + text.slice(1);
const bare = (letter: string): string => letter.normalize('NFD').replaceAll(/\p{M}/gu, '');
const written = (text: string, letters: Readonly<Record<string, string>>): string =>
  text.replaceAll(new RegExp(MARKED, 'g'), (letter) =>
    inCase(letter, letters[letter.toLowerCase()] ?? bare(letter)),
  );

const WAYS: Readonly<Record<string, (text: string) => string>> = {
  'two letters': (text) => written(text, { ...WHOLE, ...TWO }),
  'no marks': (text) => written(text, WHOLE),
  'marks apart': (text) => text.normalize('NFD'),
};

/** Lists of leavers, `/` between lines, and what is said of them; `-` for nothing, where all rows are read. */
const LISTS: readonly (readonly [list: string, says: string])[] = [
  ['E-Mail,Kündigungsdatum/a@x.ch,2026-01-31/b@x.ch,', 'Kündigungsdatum is empty in 1 of 2 rows'],
  ['E-Mail,Gekündigt am/a@x.ch,2026-01-31/b@x.ch,', 'Gekündigt am is empty in 1 of 2 rows'],
  ['E-Mail,Gelöscht am/a@x.ch,2026-01-31/b@x.ch,', 'Gelöscht am is empty in 1 of 2 rows'],
  ['E-Mail,Supprimé le/a@x.ch,2026-01-31/b@x.ch,', 'Supprimé le is empty in 1 of 2 rows'],
  ['E-Mail,Départ/a@x.ch,2026-01-31/b@x.ch,', 'Départ is empty in 1 of 2 rows'],
  ['E-Mail,Fratrædelsesdato/a@x.ch,2026-01-31/b@x.ch,', 'Fratrædelsesdato is empty in 1 of 2 rows'],
  ['E-Mail,Beschäftigungsende/a@x.ch,2026-01-31/b@x.ch,', 'Beschäftigungsende is empty in 1 of 2 rows'],
  ['E-Mail,Zakończenie/a@x.ch,2026-01-31/b@x.ch,', 'Zakończenie is empty in 1 of 2 rows'],
  ['Name,E-Mail Führungskraft/Jane Doe,a@x.ch', 'no column names the person'],
  ['Name,E-Mail Supérieur/Jane Doe,a@x.ch', 'no column names the person'],
  ['Geschäftliche E-Mail,Abteilung/a@x.ch,IT', '-'],
  ['Dirección electrónica,E-mail/a@x.ch,a@x.ch', '-'],
  ['E-Mail,Übertragen an/a@x.ch,dept_1', '-'],
  ['E-Mail,Übergabe an/a@x.ch,Sales', 'Übergabe an says where something goes'],
  ['E-Mail,Empfänger/a@x.ch,Sales', 'Empfänger says where something goes'],
  ['E-Mail,Gelöscht/a@x.ch,ja/b@x.ch,nein', 'Gelöscht holds'],
  ['E-Mail,Löschen/a@x.ch,ja/b@x.ch,', 'Löschen'],
  ['E-Mail,État/a@x.ch,désactivé/b@x.ch,actif', 'État holds'],
  ['E-Mail,Situação/a@x.ch,desligado/b@x.ch,ativo', 'Situação holds'],
  ['E-Mail,Trạng thái/a@x.ch,x/b@x.ch,y', 'Trạng thái holds'],
  ['E-Mail,Info/a@x.ch,ausgeschieden/b@x.ch,beschäftigt', 'Info'],
  ['E-Mail,Info/a@x.ch,gekündigt/b@x.ch,Eintritt', 'Info'],
  ['E-Mail,Info/a@x.ch,ayrıldı/b@x.ch,çalışıyor', 'Info'],
  ['E-Mail,Info/a@x.ch,zakończony/b@x.ch,zatrudniony', 'Info'],
  ['E-Mail,Info/a@x.ch,zwolniony/b@x.ch,zostawić', 'Info'],
  ['E-Mail,Info/a@x.ch,fratrådt/b@x.ch,ansat', 'Info'],
  ['E-Mail,Info/a@x.ch,ophørt/b@x.ch,ansat', 'Info'],
  ['E-Mail,Info/a@x.ch,avslutad/b@x.ch,anställd', 'Info'],
  ['E-Mail,Bemerkung/a@x.ch,Kündigung zurückgezogen', 'Bemerkung'],
  ['E-Mail,Bemerkung/a@x.ch,zurückgezogen', 'Bemerkung'],
  ['E-Mail,Bemerkung/a@x.ch,kommt im Mai zurück', 'Bemerkung'],
  ['E-Mail,Bemerkung/a@x.ch,noch nicht löschen', 'Bemerkung'],
  ['E-Mail,Bemerkung/a@x.ch,bitte nicht schließen', 'Bemerkung'],
  ['E-Mail,Bemerkung/a@x.ch,Vertrag verlängert', 'Bemerkung'],
  ['E-Mail,Bemerkung/a@x.ch,wird übernommen', 'Bemerkung'],
  ['E-Mail,Bemerkung/a@x.ch,erst nach Rücksprache', 'Bemerkung'],
  ['E-Mail,Bemerkung/a@x.ch,bis Montag tätig', '-'],
  ['E-Mail,Bemerkung/a@x.ch,Schlüssel zurück', '-'],
  ['E-Mail,Bemerkung/a@x.ch,Gerät noch nicht gelöscht', '-'],
  ['E-Mail,Remarque/a@x.ch,ne pas désactiver', 'Remarque'],
  ['E-Mail,Remarque/a@x.ch,congé maternité', 'Remarque'],
  ['E-Mail,Notas/a@x.ch,no desactivar todavía', 'Notas'],
  ['E-Mail,Notas/a@x.ch,não desativar', 'Notas'],
  ['E-Mail,Uwagi/a@x.ch,nie usuwać', 'Uwagi'],
  ['E-Mail,Bemærkning/a@x.ch,må ikke slettes', 'Bemærkning'],
  ['E-Mail,Anmärkning/a@x.ch,får inte tas bort', 'Anmärkning'],
  ['E-Mail,Austritt/a@x.ch,nächste Woche', 'nächste Woche'],
  ['E-Mail,Austritt/a@x.ch,Ende nächsten Monat', 'nächsten Monat'],
  ['E-Mail,Austritt/a@x.ch,mañana', 'mañana'],
];

/** What the reader says of a list, or `-`; the lines that it offers belong to it. */
async function said(list: string): Promise<string> {
  const { said, column_problems, kept } = await read(list.replaceAll('/', '\n'), {
    action: 'deactivate',
    reading: { now: Date.parse('2026-03-01T12:00:00Z') },
  });
  const cures = column_problems.flatMap(({ mend = [] }) => mend.map((words) => words.join(' ')));
  return [...said, ...cures].join('\n') || (kept.length > 0 ? '-' : 'nothing is read');
}

describe.each(LISTS)('%s', (list, says) => {
  it('is understood', async () => expect(await said(list)).toContain(says));

  it.each(Object.entries(WAYS))('says the same with %s', async (_, write) => {
    const same = await said(write(list));
    expect(same.normalize('NFC')).toBe(write(await said(list)).normalize('NFC'));
  });
});

/** Words of ordinary lists that what is known would be with fewer letters, or has in it. */
const ORDINARY = `
Email,Due,Issue,Value,Revenue/a@x.ch,2026-01-31,4711,12,0
Email,Queue,Blue badge,Does it/a@x.ch,Sales,yes,yes
Email,Truck returned/a@x.ch,yes
Email,Princeton ID/a@x.ch,12/b@x.ch,13
Email,Thai name/a@x.ch,Somchai/b@x.ch,Malee
Email,State,City/a@x.ch,Maine,Portland/b@x.ch,Texas,Austin
Email,Notes/a@x.ch,gave notice to retire
Email,Notes/a@x.ch,termination reported by HR
Email,Notes/a@x.ch,different team knows about the resignation
Email,Notes/a@x.ch,parking decal returned
Email,Notes/a@x.ch,please mute team channel
Email,Screen name/a@x.ch,jd
Email,File A/a@x.ch,yes
`;

it.each(ORDINARY.trim().split('\n'))('says nothing of %s', async (list) => {
  expect(await said(list)).toBe('-');
});

/** A text of the source with letters with marks, and the calls in which it stands. */
interface Found {
  readonly file: string;
  readonly text: string;
  readonly isRegex: boolean;
  readonly calls: readonly string[];
}

type Parts = Readonly<Record<string, unknown>>;
const isNode = (value: unknown): value is Parts => typeof value === 'object' && value !== null;
const partOf = (node: unknown, name: string): unknown => (isNode(node) ? node[name] : undefined);

/** What is called: `map` of `list.map`. */
const calledBy = (node: Parts): string => {
  const callee = partOf(node, 'callee');
  return String(partOf(callee, 'name') ?? partOf(partOf(callee, 'property'), 'name') ?? '');
};

function* textsIn(node: unknown, file: string, calls: readonly string[] = []): Generator<Found> {
  if (!isNode(node)) return;
  const pattern = partOf(partOf(node, 'regex'), 'pattern');
  const text = pattern ?? partOf(node, 'value');
  if (typeof text === 'string') yield { file, text, isRegex: pattern !== undefined, calls };
  const within = /^(?:Call|New)Expression$/.test(String(partOf(node, 'type')))
    ? [...calls, calledBy(node)]
    : calls;
  for (const child of Object.values(node)) yield* textsIn(child, file, within);
}

const input = fileURLToPath(new URL('../../src/runs/input/', import.meta.url));
const found: readonly Found[] = readdirSync(input, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  // The letters of other encodings are no words, nor are those that are written as two.
  .filter((file) => file.endsWith('.ts') && !/^(?:bytes\/|words\/words\.ts)/.test(file))
  .flatMap((file) => {
    const { code } = transformSync(readFileSync(input + file, 'utf8'), { loader: 'ts', target: 'es2022' });
    return [...textsIn(parse(code, { ecmaVersion: 'latest', sourceType: 'module' }), file)];
  })
  .filter(({ text }) => MARKED.test(text));

/** Without letters in brackets: `[àa]` has been thought of, and `pr[ø]ve` is meant so. */
const outside = (text: string): string => text.replaceAll(/\[[^\]]*\]|\\\w/g, ' ');

/** What knows words in all of their spellings, and `map` of lists to `foldedNames`. */
const SPELLS = new Set(['wordSet', 'spelt', 'spellings', 'foldedNames', 'answersBy', 'map']);
/** Lists whose names are spelt where they are looked for. */
const SPELT_LATER = new Set([
  ...['names/known-names.ts', 'names/who-asked.ts', 'dates/undated-days.ts', 'sentences/denial-words.ts'],
]);

it.each(found.filter(({ text }) => text.length > 1 && MARKED.test(outside(text))))(
  'spells $text',
  ({ file, isRegex, calls }) => {
    const isLater = !isRegex && calls.includes('wordList') && SPELT_LATER.has(file);
    expect(isLater || calls.some((name) => SPELLS.has(name))).toBe(true);
  },
);

const ofHeaders: Readonly<Record<string, (header: string) => unknown>> = {
  fieldOf: fields.fieldOf,
  isLoginName: fields.isLoginName,
  isNameOfPeople: fields.isNameOfPeople,
  isOfLeaver: headerWords.isOfLeaver,
  speaksOfOther: headerWords.speaksOfOther,
  speaksOfPerson: headerWords.speaksOfPerson,
  speaksOfTransfer,
  endsLater: backDates.endsLater,
  isBackDateName: backDates.isBackDateName,
  isNoLastDay: backDates.isNoLastDay,
  goneDateName,
  saysUntil: ofTime.saysUntil,
  speaksOfTime: ofTime.speaksOfTime,
  speaksOfAnEnd: ofTime.speaksOfAnEnd,
  isMailName,
  isEndName: openEnds.isEndName,
  isActionName: otherNames.isActionName,
  isAwayName: otherNames.isAwayName,
  isReasonName: otherNames.isReasonName,
  isRosterName: otherNames.isRosterName,
  isOfAnother: superiors.isOfAnother,
  speaksOfSuperior: superiors.speaksOfSuperior,
  isApprovalName: decisions.isApprovalName,
  isDecisionName: decisions.isDecisionName,
  isEventName,
  isTitleOfStayers,
  isTitleOfOthers: beside.isTitleOfOthers,
  noteSubject,
  maySort,
  isStateName,
  isTargetName,
  isOfGone: (header) => meansGone(header, 'yes'),
  areRenewals: (header) => answers.areRenewals(header, ['yes']),
};

const ofCells: Readonly<Record<string, (cell: string) => unknown>> = {
  answerOf: answers.answerOf,
  sideOf,
  isClosed,
  leaves,
  meansGone: (cell) => meansGone('', cell),
  isApproval: decisions.isApproval,
  isProgress: decisions.isProgress,
  isOpenEnd: openEnds.isOpenEnd,
  undatedDay,
  unrealDay: (cell) => unrealDay(`${cell} 2027`, '2026-11-30'),
  isWeekday,
  takesThings: (cell) => takesThings(`remove ${cell}`),
  staysOut,
  isKept: (cell) => isKept(cell),
  notes: (cell) => isKept(cell, 'notes', 'deactivate'),
  decision: (cell) => isKept(cell, 'decision', 'deactivate'),
  after: (cell) => isKept(`nicht ${cell}`, 'notes'),
  before: (cell) => isKept(`${cell} nicht`, 'notes'),
  who: (cell) => isKept(`she is ${cell}`, 'notes'),
  nameMark: (cell) => beside.nameMark(`Jane Doe (${cell})`),
  label: (cell) => beside.nameMark(`${cell}: Jane Doe`),
  isNoName: (cell) => beside.isNoName(`${cell}: Jane`),
};

const lists = found.filter(({ isRegex }) => !isRegex).flatMap(({ text }) => text.split('|'));
const expressions = found.filter(({ isRegex }) => isRegex).map(({ text }) => outside(text));
const known = [...lists, ...expressions.flatMap((text) => text.split(/[^\p{L}' ]+/u))]
  .map((word) => word.trim())
  .filter((word) => MARKED.test(word));

/** In ASCII these say something by themselves, or too little. */
const SAY_OTHERWISE = new Set([
  ...[
    'maine',
    'ano',
    'present',
    'decision',
    'Operation',
    'Evenement',
    'Details',
    'todavia',
    'todavia no',
    'change',
  ],
  ...[
    'ne',
    "jusqu'a",
    'esta',
    'byc',
    'ja',
    'embauche',
    'co',
    'a garder',
    'a conserver',
    'reporte',
    'este nie',
  ],
  ...[
    'quitte',
    'a quitte',
    'active',
    'archive',
    'aktiv',
    'bloque',
    'militar',
    'thai',
    'usuario',
    'employee',
    'ultimo dia',
    'demande par',
    'klaren',
  ],
]);

const pairs = [...new Set(known)].flatMap((word) =>
  Object.values(WAYS)
    .map((write) => [word, write(word)] as const)
    .filter(([, other]) => other !== word && !SAY_OTHERWISE.has(other)),
);

it.each(Object.entries({ ...ofHeaders, ...ofCells }))('%s says the same of all spellings', (_, what) => {
  const others = pairs.filter(([word, other]) => JSON.stringify(what(word)) !== JSON.stringify(what(other)));
  expect(others).toEqual([]);
});

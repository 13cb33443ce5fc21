import { foldAccents } from '../../../text/fold-case.ts';
import { foldedNames, foldName, headerNames, isNameOfPeople } from '../columns/field-names.ts';
import { speaksOfPerson } from '../columns/header-words.ts';
import type { RawRow } from '../columns/table.ts';
import { spellings, spelt, wordList } from '../words/words.ts';
import { speaksOfSuperior } from './superiors.ts';

/** Columns that only programs for forms write: where all of a line are there, a row is an answer. */
const OF_FORMS = [
  'Start time|Completion time',
  'Startzeit|Fertigstellungszeit',
  'Heure de début|Heure de fin',
  'Ora di inizio|Ora di completamento',
  'Hora de inicio|Hora de finalización',
  'Begintijd|Tijd van voltooien',
  'Hora de início|Hora de conclusão',
  'Starttid|Slutförandetid',
  'Godzina rozpoczęcia|Godzina ukończenia',
  '開始時刻|完了時刻',
  'Respondent ID',
  'Response ID',
  'Submission ID',
  'Submit Date (UTC)',
].map((line) => foldedNames([line]));

/** The same where they stand before the person: of who has handed in their notice, it says behind them when. */
const OF_FORMS_BEFORE = foldedNames(['Submission Date|Submitted at']);

/** The first column of such a table. */
const STAMPS = spellings(
  wordList([
    'Timestamp|Zeitstempel|Horodateur|Informazioni cronologiche|Marca temporal|Tijdstempel|Carimbo de data/hora',
    'タイムスタンプ|Sygnatura czasowa|Tidsstämpel|Zaman damgası|Aikaleima|Časové razítko',
  ]),
);

/**
 * Of tickets, which have a title, and their number before all people; a list of people may have it behind the person.
 * A bare number may be that of a person, and a subject one that is taught, so that those two alone say nothing.
 */
const OF_TICKETS = [
  {
    numbers: foldedNames([
      'Ticket ID|Ticket number|Ticket|Issue key|Case number|Incident number|Request ID|Ticketnummer|Vorgangsnummer',
    ]),
    titles: foldedNames(['Subject|Summary|Title of ticket|Betreff|Zusammenfassung|Objet|Oggetto']),
  },
  {
    numbers: foldedNames([
      'Ticket ID|Ticket number|Ticket|Case number|Incident number|Number|Ticketnummer|Nummer',
    ]),
    titles: foldedNames(['Short description|Kurzbeschreibung']),
  },
];

/** Of logs: when, what was done, and to what, beside who did it. */
const OF_LOGS = [
  'Date|Time|Timestamp|Date and time|Datetime|Creation date|Created at|Created|When|Datum|Zeit|Zeitpunkt|Zeitstempel|Heure|Horodatage|Data|Ora',
  'Action|Action type|Activity|Operation|Event|Event name|Event type|Aktion|Aktivität|Vorgang|Ereignis|Activité|Opération|Évènement|Événement|Azione|Attività|Evento|Application',
  'Target|Target type|Target name|Target user|Object|Object name|Resource type|Resource id|Entity type|IP|IP address|Client IP|Remote IP|Audit data|Record type|Delegate user|Ziel|Zielobjekt|Objekt|IP-Adresse|Cible|Adresse IP|Indirizzo IP',
].map((line) => foldedNames([line]));

/** The last of them where the first tells the hour, as no list of people does. */
const OF_TEXTS = foldedNames([
  'Description|Message|Details|Beschreibung|Nachricht|Détails|Descrizione|Dettagli',
]);
const HOUR = /(?<!\d)(?!00:00)\d\d?:\d\d/;

/** In names of addresses of whom something was done to, there. */
const OF_TARGET = /target|affected|employee|leav|offboard|departing|ziel|cible/;

/** Columns of who acted, beside which any other person is the one to whom it was done. */
const OF_ACTORS = /^(?:actor|initiat|operator|author|(?:performed|changed|modified|done|executed)by)/;

/** In names of addresses that can only be of the person: `Work Email`. */
const OF_PERSON = spelt(
  /user|employee|work|primary|principal|business|company|corporate|office|member|upn|dienst|firm|geschäft|arbeit|profession|aziend|lavoro|leav|offboard|departing/,
);
const IS_LOGIN = /^(?:username|nutzername|benutzername|nomdutilisateur|nomeutente)$/;

/** True for the name of a column of addresses that may be of anyone who has to do with a row. */
const isOfAnyone = (header: string): boolean => {
  const name = foldName(header);
  return IS_LOGIN.test(name) || !OF_PERSON.test(name);
};

/** The columns by which a table is a log, where those of a person may be of who acted; none for others. */
export function marksOfActing(
  headers: readonly string[],
  people: readonly string[],
  rows: readonly RawRow[],
): readonly string[] {
  const among = (wanted: ReadonlySet<string>) =>
    headers.filter((name) => headerNames(name).some((each) => wanted.has(each)));
  const [times = [], actions = [], targets = []] = OF_LOGS.map(among);
  const at = headers.indexOf(times[0] ?? '');
  const texts = rows.some(({ cells }) => HOUR.test(cells[at] ?? '')) ? among(OF_TEXTS) : [];
  const marks = [times, actions, [...targets, ...texts]];
  const isLog =
    marks.every((part) => part.length > 0) && !people.some((name) => OF_TARGET.test(foldName(name)));
  if (headers.some((name) => OF_ACTORS.test(foldName(name)))) return [];
  return isLog ? marks.flat() : [];
}

/** In names of what is asked, and when: no person did that. */
const OF_REQUESTS =
  /date|datum|number|nummer|type|status|action|group|grund|reason|comment|title|(?:request|review|approval|approved|assignment|performance)$|(?:for|id|on|at)$/;

/** The words of a name of three letters and more that an address has too, where letters have no marks. */
export const wordsWithin = (name: string, address: string): readonly string[] =>
  foldAccents(name)
    .split(/[^\p{L}]+/u)
    .filter((word) => word.length > 2 && foldName(foldAccents(address)).includes(word));

/** True where addresses are of the people who are named behind them, and none is of who is named before. */
function areOfNamed(rows: readonly RawRow[], person: number, name: number): boolean {
  const signs = rows.map(({ cells }) => {
    const [own = ''] = (cells[person] ?? '').split('@');
    return wordsWithin(cells[name] ?? '', own).length - wordsWithin(cells[person - 1] ?? '', own).length;
  });
  return signs.some((sign) => sign > 0) && signs.every((sign) => sign >= 0);
}

/** True where a time and an address, called shorter than in forms, stand alone or beside the name of its person. */
function asksNothing(headers: readonly string[], person: string, rows: readonly RawRow[]): boolean {
  const own = headers.indexOf(person);
  const isName = (header: string, at: number) =>
    isNameOfPeople(header) &&
    rows.length > 0 &&
    rows.every(
      ({ cells }) => wordsWithin(cells[at] ?? '', (cells[own] ?? '').split('@', 1)[0] ?? '').length > 0,
    );
  return (
    /^e?-?mail$/i.test(person) && headers.every((header, at) => at === 0 || at === own || isName(header, at))
  );
}

/** Those by which it is one of answers to a form or of tickets. `rows`: none of JSON, whose columns have no order. */
export function marksOfAsking(
  headers: readonly string[],
  people: readonly string[],
  rows: readonly RawRow[],
): readonly string[] {
  const trimmed = headers.map((name) => name.trim());
  const among = (wanted: ReadonlySet<string>) => trimmed.filter((name) => wanted.has(foldName(name)));
  const [person = ''] = people;
  if (!people.every(isOfAnyone)) return [];
  const form = OF_FORMS.find((all) => among(all).length >= all.size);
  if (form !== undefined) return among(form);
  const [first = ''] = trimmed;
  if (STAMPS.includes(first) && !asksNothing(headers, person, rows)) return [first];
  const before = trimmed.slice(0, headers.indexOf(person));
  const amongBefore = (wanted: ReadonlySet<string>) => before.filter((name) => wanted.has(foldName(name)));
  const handedIn = amongBefore(OF_FORMS_BEFORE);
  if (handedIn.length > 0) return handedIn;
  // The address of who asked or leads, before the name of who leaves.
  const [asking = ''] = before.slice(-1);
  const isName = (header: string) => isNameOfPeople(header) || speaksOfPerson(header);
  const name = trimmed.findIndex((header, at) => at > before.length && isName(header));
  const isAsked = speaksOfSuperior(asking) && !OF_REQUESTS.test(foldName(asking)) && !before.some(isName);
  if (rows.length > 0 && isAsked && name > 0 && !areOfNamed(rows, before.length, name)) return [asking];
  const ticket = OF_TICKETS.map(({ numbers, titles }) => [amongBefore(numbers), among(titles)]);
  return ticket.find((parts) => parts.every((part) => part.length > 0))?.flat() ?? [];
}

import { foldName } from '../columns/field-names.ts';

/** Columns that programs for forms put beside the answers: where all of a line are there, a row is an answer. */
const OF_FORMS = folded([
  'Start time|Completion time',
  'Startzeit|Fertigstellungszeit',
  'Heure de début|Heure de fin',
  'Ora di inizio|Ora di completamento',
  'Hora de inicio|Hora de finalización',
  'Begintijd|Tijd van voltooien',
  'Respondent ID',
  'Response ID',
  'Submission ID',
  'Submission Date',
  'Submit Date (UTC)',
  'Submitted at',
]);

/** The first column of such a table, and the names of that of who filled in the form. */
const STAMPS = [
  'Timestamp',
  'Zeitstempel',
  'Horodateur',
  'Informazioni cronologiche',
  'Marca temporal',
  'Tijdstempel',
  'Carimbo de data/hora',
];
const OF_WHO_ANSWERED = names(
  "Email Address|Username|E-Mail-Adresse|Nutzername|Benutzername|Adresse e-mail|Nom d'utilisateur|Indirizzo email|Nome utente",
);

/** Of tickets, which have a number and a title. */
const NUMBERS = names(
  'Ticket ID|Ticket number|Ticket|Issue key|Case number|Incident number|Request ID|Number|Ticketnummer|Vorgangsnummer',
);
const TITLES = names(
  'Subject|Summary|Short description|Title of ticket|Betreff|Zusammenfassung|Kurzbeschreibung|Objet|Oggetto',
);

/** In names of addresses that can only be of the person: `Work Email`. */
const OF_PERSON =
  /user|employee|work|primary|principal|business|company|corporate|office|member|upn|dienst|firm|geschäft|arbeit|profession|aziend|lavoro|leav|offboard|departing/;
const IS_LOGIN = /^(?:username|nutzername|benutzername|nomdutilisateur|nomeutente)$/;

function names(line: string): ReadonlySet<string> {
  return new Set(line.split('|').map(foldName));
}

function folded(lines: readonly string[]): readonly ReadonlySet<string>[] {
  return lines.map(names);
}

/** True for the name of a column of addresses that may be of anyone who has to do with a row. */
export const isOfAnyone = (header: string): boolean => {
  const name = foldName(header);
  return IS_LOGIN.test(name) || !OF_PERSON.test(name);
};

/** The columns by which a table is one of answers to a form or of tickets, beside that of a person; none for others. */
export function marksOfAsking(headers: readonly string[], person: string): readonly string[] {
  const trimmed = headers.map((name) => name.trim());
  const among = (wanted: ReadonlySet<string>) => trimmed.filter((name) => wanted.has(foldName(name)));
  const form = OF_FORMS.find((all) => among(all).length >= all.size);
  if (form !== undefined) return among(form);
  const [first = ''] = trimmed;
  if (STAMPS.includes(first) && OF_WHO_ANSWERED.has(foldName(person))) return [first];
  const [number, title] = [among(NUMBERS), among(TITLES)];
  return number.length > 0 && title.length > 0 ? [...number, ...title] : [];
}

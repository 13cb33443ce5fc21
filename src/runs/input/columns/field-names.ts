import { cleanCell } from '../cell.ts';

/**
 * The names of columns that are understood, by the field that they fill: English first, then German, French and
 * Italian. Written as people write them; `headerNames` says what does not matter.
 */
export const FIELD_NAMES = {
  user_id: ['user_id', 'userId'],
  email: [
    'email',
    'e-mail',
    'mail',
    'email address',
    'e-mail address',
    'mail address',
    'work email',
    'work email address',
    'primary email',
    'primary email address',
    'invitee email',
    'user principal name',
    'business email',
    'company email',
    'corporate email',
    'E-Mail-Adresse',
    'Mailadresse',
    'Emailadresse',
    'E-Mail geschäftlich',
    'geschäftliche E-Mail',
    'geschäftliche E-Mail-Adresse',
    'dienstliche E-Mail',
    'dienstliche E-Mail-Adresse',
    'adresse e-mail',
    'adresse électronique',
    'adresse mail',
    'courriel',
    'adresse courriel',
    'e-mail professionnel',
    'courriel professionnel',
    'indirizzo e-mail',
    'indirizzo email',
    'posta elettronica',
    'indirizzo di posta elettronica',
    'e-mail aziendale',
    'email di lavoro',
  ],
  transfer_to: [
    'transfer_to',
    'transfer_to_department',
    'transfer_to_department_id',
    'transfer_resources_to_department_id',
    'transfer_resources_to_department',
    'transferred_to_department_id',
    'transferred_to_department',
    'transferred_to',
    'transfer resources to',
    'resources to',
    'Ressourcen an',
    'Ressourcen übertragen an',
    'Übertragen an',
    'transférer à',
    'transférer les ressources à',
    'trasferire a',
    'trasferire le risorse a',
  ],
  name: [
    'name',
    'full_name',
    'display name',
    'vollständiger Name',
    'Anzeigename',
    'nom complet',
    'nome completo',
  ],
  first_name: ['first name', 'given name', 'Vorname', 'prénom', 'nome'],
  last_name: [
    'last name',
    'surname',
    'family name',
    'Nachname',
    'Familienname',
    'nom',
    'nom de famille',
    'cognome',
  ],
  role: ['role', 'roles', 'role_id', 'role_ids', 'Rolle', 'Rollen', 'rôle', 'rôles', 'ruolo', 'ruoli'],
  department: [
    'department',
    'departments',
    'dept',
    'department_id',
    'department_ids',
    'Abteilung',
    'Abteilungen',
    'département',
    'départements',
    'service',
    'dipartimento',
    'dipartimenti',
    'reparto',
  ],
  message: ['message', 'custom_message', 'Nachricht', 'messaggio'],
  send_invitation: ['send_invitation', 'Einladung senden', 'envoyer invitation', 'inviare invito'],
  reason: ['reason', 'Grund', 'motif', 'raison', 'motivo'],
  ticket: ['ticket', 'ticket id', 'ticket number'],
  last_day: [
    'last_day',
    'last working day',
    'last day of work',
    'last day of employment',
    'termination date',
    'end date',
    'leaving date',
    'leave date',
    'exit date',
    'date of leaving',
    'Letzter Arbeitstag',
    'Letzter Tag',
    'Austrittsdatum',
    'Austritt',
    'Austritt am',
    'Enddatum',
    'Kündigungsdatum',
    'date de sortie',
    'date de départ',
    'date de fin',
    'dernier jour',
    'dernier jour de travail',
    'data di uscita',
    'data di cessazione',
    'data fine rapporto',
    'ultimo giorno',
    'ultimo giorno di lavoro',
    'ultimo giorno lavorativo',
  ],
  effective_at: [
    'effective_at',
    'effective date',
    'effective from',
    'wirksam ab',
    "date d'effet",
    'data di decorrenza',
  ],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** A field of a row that a column may fill. */
export type FieldName = keyof typeof FIELD_NAMES;

export const isFieldName = (text: string): text is FieldName => Object.hasOwn(FIELD_NAMES, text);

/** Columns that mean the person where every cell is an address; elsewhere a login name is no address. */
const LOGIN_NAMES = [
  'login',
  'login name',
  'user name',
  'username',
  'Benutzername',
  'Anmeldename',
  'nom utilisateur',
  "nom d'utilisateur",
  'identifiant',
  'nome utente',
];

/** Columns that mean the person where every cell is a user id or an address. */
const BARE_NAMES = ['id', 'user', 'users', 'Benutzer', 'Mitarbeiter', 'utilisateur', 'utente'];

/** A name without case, blanks, `_`, `-`, `.` and apostrophes. */
export const foldName = (text: string): string =>
  text
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[\s_\-.'’]/g, '');

/** How much of a header is looked at, in characters. */
const LONGEST = 200;

const SUFFIX = /\s{0,9}(?:\[[^\]]{0,99}\]|\([^)]{0,99}\)|\brequired)\s{0,9}$/i;
const BRACKETED = /\[([^\]]{0,99})\]/g;

/**
 * The folded names that a header may stand for: without what trails it in brackets, and what stands in square
 * brackets. `Name [userPrincipalName] Required` is `userprincipalname` first, then `name`.
 */
export function headerNames(header: string): string[] {
  const text = cleanCell(header.slice(0, LONGEST));
  let bare = text;
  while (SUFFIX.test(bare)) bare = bare.replace(SUFFIX, '');
  const inside = [...text.matchAll(BRACKETED)].map(([, name = '']) => foldName(name));
  return [...inside, foldName(bare), foldName(text)].filter((name) => name !== '');
}

const BY_NAME: ReadonlyMap<string, FieldName> = new Map(
  Object.entries(FIELD_NAMES).flatMap(([field, names]) =>
    isFieldName(field) ? names.map((name) => [foldName(name), field] as const) : [],
  ),
);

/** The field that a header names, or undefined. */
export function fieldOf(header: string): FieldName | undefined {
  for (const name of headerNames(header)) {
    const field = BY_NAME.get(name);
    if (field !== undefined) return field;
  }
  return undefined;
}

const namesIn = (list: readonly string[]) => {
  const folded = new Set(list.map(foldName));
  return (header: string): boolean => headerNames(header).some((name) => folded.has(name));
};

export const isLoginName = namesIn(LOGIN_NAMES);
export const isBareName = namesIn(BARE_NAMES);

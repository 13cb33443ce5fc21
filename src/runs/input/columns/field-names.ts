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
    'work e-mail',
    'work mail',
    'work e-mail address',
    'primary work email',
    'primary e-mail',
    'business email address',
    'business e-mail',
    'company email address',
    'company e-mail',
    'corporate email address',
    'corporate e-mail',
    'office email',
    'official email',
    'organization email',
    'organisation email',
    'employee email',
    'employee email address',
    'user email',
    'user email address',
    'member email',
    'email - primary work',
    'email - work',
    'work contact: work email',
    'primary SMTP address',
    'Windows email address',
    'e-mail 1 - value',
    'email id',
    'UPN',
    'E-Mail-Adresse',
    'Mailadresse',
    'Emailadresse',
    'E-Mail geschäftlich',
    'geschäftliche E-Mail',
    'geschäftliche E-Mail-Adresse',
    'dienstliche E-Mail',
    'dienstliche E-Mail-Adresse',
    'E-Mail dienstlich',
    'E-Mail-Adresse dienstlich',
    'E-Mail-Adresse geschäftlich',
    'Firmen-E-Mail',
    'Firmenmail',
    'E-Mail Firma',
    'Arbeits-E-Mail',
    'Benutzerprinzipalname',
    'adresse e-mail',
    'adresse électronique',
    'adresse mail',
    'courriel',
    'adresse courriel',
    'e-mail professionnel',
    'courriel professionnel',
    'adresse e-mail professionnelle',
    'adresse mail professionnelle',
    'mail professionnel',
    'e-mail pro',
    'mail pro',
    'adresse de messagerie',
    'adresse de courriel',
    'indirizzo e-mail',
    'indirizzo email',
    'posta elettronica',
    'indirizzo di posta elettronica',
    'e-mail aziendale',
    'email di lavoro',
    'email lavoro',
    'mail aziendale',
    'indirizzo mail',
    'indirizzo e-mail aziendale',
    'indirizzo email di lavoro',
    'posta aziendale',
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
    'name.fullName',
    'user full name',
    'employee name',
    'employee full name',
    'Vor- und Nachname',
    'nom et prénom',
    'prénom et nom',
    'nome e cognome',
    'cognome e nome',
    'vollständiger Name',
    'Anzeigename',
    'nom complet',
    'nome completo',
  ],
  first_name: [
    'first name',
    'given name',
    'given names',
    'forename',
    'legal first name',
    'name.givenName',
    'Vorname',
    'Vornamen',
    'prénom',
    'prénoms',
    'nome',
  ],
  last_name: [
    'last name',
    'surname',
    'family name',
    'legal last name',
    'name.familyName',
    'sn',
    'Nachname',
    'Familienname',
    'Zuname',
    'nom',
    'nom de famille',
    'cognome',
  ],
  role: [
    'role',
    'roles',
    'role_id',
    'role_ids',
    'role name',
    'role names',
    'user role',
    'user roles',
    'Rolle',
    'Rollen',
    'Benutzerrolle',
    'rôle',
    'rôles',
    'ruolo',
    'ruoli',
  ],
  department: [
    'department',
    'departments',
    'dept',
    'department_id',
    'department_ids',
    'department name',
    'department names',
    'Abteilung',
    'Abteilungen',
    'département',
    'départements',
    'service',
    'dipartimento',
    'dipartimenti',
    'reparto',
  ],
  message: [
    'message',
    'custom_message',
    'personal message',
    'invitation message',
    'Nachricht',
    'persönliche Nachricht',
    'message personnel',
    'messaggio',
    'messaggio personale',
  ],
  send_invitation: [
    'send_invitation',
    'send invite',
    'send email',
    'send invitation email',
    'Einladung senden',
    'Einladung versenden',
    'Einladung verschicken',
    'E-Mail senden',
    'envoyer invitation',
    "envoyer l'invitation",
    'envoyer une invitation',
    'inviare invito',
    "inviare l'invito",
    'invia invito',
  ],
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
    'date left',
    'left date',
    'leaver date',
    'departure date',
    'separation date',
    'offboarding date',
    'date of termination',
    'terminated on',
    'employment end date',
    'end of employment',
    'last day worked',
    'last day at work',
    'last date worked',
    'last worked date',
    'final day',
    'final working day',
    'Letzter Arbeitstag',
    'Letzter Tag',
    'Austrittsdatum',
    'Austritt',
    'Austritt am',
    'Enddatum',
    'Kündigungsdatum',
    'Datum Austritt',
    'Austrittstag',
    'Austritt zum',
    'Ausgeschieden am',
    'Ausscheidedatum',
    'Beschäftigungsende',
    'Ende der Beschäftigung',
    'Ende des Arbeitsverhältnisses',
    'date de sortie',
    'date de départ',
    'date de fin',
    'dernier jour',
    'dernier jour de travail',
    'dernier jour travaillé',
    "date de fin d'emploi",
    'date de départ effective',
    'data di uscita',
    'data di cessazione',
    'data fine rapporto',
    'ultimo giorno',
    'ultimo giorno di lavoro',
    'ultimo giorno lavorativo',
    'ultimo giorno lavorato',
    'data cessazione',
    'data uscita',
    'data di fine rapporto',
    'data licenziamento',
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
export const LOGIN_NAMES = [
  'login',
  'user login',
  'sign-in name',
  'logon name',
  'user logon name',
  'account name',
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
export const BARE_NAMES = ['id', 'user', 'users', 'Benutzer', 'Mitarbeiter', 'utilisateur', 'utente'];

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

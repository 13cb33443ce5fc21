import { wordList } from '../words/words.ts';

/** Of a person's address, those that `mail-names.ts` does not put together. */
const EMAIL_NAMES = wordList([
  'email|mail|email address|work email|primary email|invitee email|user principal name|work contact: work email',
  'primary SMTP address|E-Mail-Adresse|Benutzerprinzipalname|adresse électronique|sähköposti|メールアドレス|メール|会社メール',
  '会社メールアドレス|社用メールアドレス|社内メールアドレス|电子邮件|邮箱|이메일|электронная почта',
]);

const LAST_DAY_NAMES = wordList([
  'last_day|last working day|last day of work|last day of employment|termination date|end date|leaving date|leave date',
  'exit date|date of exit|date of leaving|date left|left date|leaver date|departure date|separation date',
  'offboarding date|date of termination|terminated on|employment end date|end of employment|last day worked|last day at work',
  'last date worked|last worked date|final day|final working day|last working date|LWD|relieving date',
  'date of relieving|term date|termination dt|exit dt|Letzter Arbeitstag|Letzter Tag|Austrittsdatum|Austritt',
  'Austritt am|Enddatum|Datum Austritt|Austrittstag|Austritt zum|Ausgeschieden am|Ausscheidedatum',
  'Beschäftigungsende|Ende der Beschäftigung|Ende des Arbeitsverhältnisses|date de sortie|date de départ|date de fin',
  "dernier jour|dernier jour de travail|dernier jour travaillé|date de fin d'emploi|date de départ effective",
  'data di uscita|data di cessazione|data fine rapporto|ultimo giorno|ultimo giorno di lavoro|ultimo giorno lavorativo',
  'ultimo giorno lavorato|data cessazione|data uscita|data di fine rapporto|data licenziamento',
]);

/** The day from which a change holds. */
const EFFECTIVE_AT_NAMES = wordList([
  "effective_at|effective date|effective from|wirksam ab|date d'effet|data di decorrenza",
]);

/**
 * The names of columns that are understood, by the field that they fill: English first, then German, French and
 * Italian. Written as people write them; `headerNames` says what does not matter.
 */
export const FIELD_NAMES = {
  user_id: wordList(['user_id']),
  email: EMAIL_NAMES,
  transfer_to: wordList([
    'transfer_to|transfer_to_department|transfer_to_department_id|transfer_resources_to_department_id',
    'transfer_resources_to_department|transferred_to_department_id|transferred_to_department|transferred_to',
    'transfer resources to|resources to|Ressourcen an|Ressourcen übertragen an|Übertragen an|transférer à',
    'transférer les ressources à|trasferire a|trasferire le risorse a',
  ]),
  name: wordList([
    'name|full_name|display name|name.fullName|user full name|employee name|employee full name|Vor- und Nachname',
    'nom et prénom|prénom et nom|nome e cognome|cognome e nome|vollständiger Name|Anzeigename|nom complet|nome completo',
  ]),
  first_name: wordList([
    'first name|given name|given names|forename|legal first name|name.givenName|Vorname|Vornamen|prénom|prénoms|nome',
  ]),
  last_name: wordList([
    'last name|surname|family name|legal last name|name.familyName|sn|Nachname|Familienname|Zuname|nom|nom de famille',
    'cognome',
  ]),
  role: wordList([
    'role|roles|role_id|role_ids|role name|role names|user role|user roles|Rolle|Rollen|Benutzerrolle|rôle|rôles|ruolo',
    'ruoli',
  ]),
  department: wordList([
    'department|departments|dept|department_id|department_ids|department name|department names|Abteilung|Abteilungen',
    'département|départements|service|dipartimento|dipartimenti|reparto',
  ]),
  message: wordList([
    'message|custom_message|personal message|invitation message|Nachricht|persönliche Nachricht|message personnel',
    'messaggio|messaggio personale',
  ]),
  send_invitation: wordList([
    'send_invitation|send invite|send email|send invitation email|Einladung senden|Einladung versenden',
    "Einladung verschicken|E-Mail senden|envoyer invitation|envoyer l'invitation|envoyer une invitation|inviare invito",
    "inviare l'invito|invia invito",
  ]),
  reason: wordList(['reason|Grund|motif|raison|motivo']),
  ticket: wordList(['ticket|ticket id|ticket number']),
  last_day: LAST_DAY_NAMES,
  effective_at: EFFECTIVE_AT_NAMES,
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** Columns that mean the person where every cell is an address; elsewhere a login name is no address. */
export const LOGIN_NAMES = wordList([
  'login|user login|sign-in name|logon name|user logon name|account name|login name|user name|Benutzername',
  "Anmeldename|nom utilisateur|nom d'utilisateur|identifiant|nome utente",
]);

/** Of names of people, in languages in which no invitation is read. */
export const NAMES_ELSEWHERE = wordList([
  'nombre|nombre completo|nombre y apellidos|apellidos|naam|achternaam|namn|navn|imię i nazwisko|nazwisko|jméno|nimi',
  'ad soyad|氏名|名前',
]);

/** Columns that mean the person where every cell is a user id or an address. */
export const BARE_NAMES = wordList(['id|user|users|Benutzer|Mitarbeiter|utilisateur|utente']);

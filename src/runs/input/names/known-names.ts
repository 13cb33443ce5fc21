import { wordList } from '../words/words.ts';

/** A person's address. */
const EMAIL_NAMES = wordList([
  'email|mail|email address|mail address|work email|work email address|primary email|primary email address',
  'invitee email|user principal name|business email|company email|corporate email|work mail|primary work email',
  'business email address|company email address|corporate email address|office email|official email|organization email',
  'organisation email|employee email|employee email address|user email|user email address|member email|staff email',
  'worker email|student email|email addr|email - primary work|email - work|work contact: work email',
  'primary SMTP address|Windows email address|e-mail 1 - value|email id|UPN|E-Mail-Adresse|Mailadresse',
  'E-Mail geschäftlich|geschäftliche E-Mail|geschäftliche E-Mail-Adresse|dienstliche E-Mail|dienstliche E-Mail-Adresse',
  'E-Mail dienstlich|E-Mail-Adresse dienstlich|E-Mail-Adresse geschäftlich|Firmen-E-Mail|Firmenmail|E-Mail Firma',
  'Arbeits-E-Mail|Benutzerprinzipalname|adresse e-mail|adresse électronique|adresse mail|courriel|adresse courriel',
  'e-mail professionnel|courriel professionnel|adresse e-mail professionnelle|adresse mail professionnelle',
  'mail professionnel|e-mail pro|mail pro|adresse de messagerie|adresse de courriel|indirizzo e-mail|posta elettronica',
  'indirizzo di posta elettronica|e-mail aziendale|email di lavoro|email lavoro|mail aziendale|indirizzo mail',
  'indirizzo e-mail aziendale|indirizzo email di lavoro|posta aziendale|correo electrónico',
  'dirección de correo electrónico|endereço de e-mail|e-mailadres|adres e-mail|e-post|e-postadress|e-posta|sähköposti',
  'e-mailová adresa|メールアドレス|电子邮件|邮箱|이메일|электронная почта|correo',
]);

const LAST_DAY_NAMES = wordList([
  'last_day|last working day|last day of work|last day of employment|termination date|end date|leaving date|leave date',
  'exit date|date of leaving|date left|left date|leaver date|departure date|separation date|offboarding date',
  'date of termination|terminated on|employment end date|end of employment|last day worked|last day at work',
  'last date worked|last worked date|final day|final working day|last working date|LWD|relieving date',
  'date of relieving|term date|termination dt|exit dt|Letzter Arbeitstag|Letzter Tag|Austrittsdatum|Austritt',
  'Austritt am|Enddatum|Kündigungsdatum|Datum Austritt|Austrittstag|Austritt zum|Ausgeschieden am|Ausscheidedatum',
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

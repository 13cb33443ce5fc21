import { wordList } from '../words/word-set.ts';
import { EFFECTIVE_AT_NAMES, LAST_DAY_NAMES } from './day-names.ts';
import { EMAIL_NAMES } from './person-names.ts';

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

import { wordList } from '../words/word-set.ts';

// What columns are called that say who is meant.

/** A person's address. */
export const EMAIL_NAMES = wordList([
  'email|mail|email address|mail address|work email|work email address|primary email|primary email address',
  'invitee email|user principal name|business email|company email|corporate email|work mail|primary work email',
  'business email address|company email address|corporate email address|office email|official email',
  'organization email|organisation email|employee email|employee email address|user email|user email address',
  'member email|email - primary work|email - work|work contact: work email|primary SMTP address',
  'Windows email address|e-mail 1 - value|email id|UPN|E-Mail-Adresse|Mailadresse|E-Mail geschäftlich',
  'geschäftliche E-Mail|geschäftliche E-Mail-Adresse|dienstliche E-Mail|dienstliche E-Mail-Adresse|E-Mail dienstlich',
  'E-Mail-Adresse dienstlich|E-Mail-Adresse geschäftlich|Firmen-E-Mail|Firmenmail|E-Mail Firma|Arbeits-E-Mail',
  'Benutzerprinzipalname|adresse e-mail|adresse électronique|adresse mail|courriel|adresse courriel',
  'e-mail professionnel|courriel professionnel|adresse e-mail professionnelle|adresse mail professionnelle',
  'mail professionnel|e-mail pro|mail pro|adresse de messagerie|adresse de courriel|indirizzo e-mail',
  'posta elettronica|indirizzo di posta elettronica|e-mail aziendale|email di lavoro|email lavoro|mail aziendale',
  'indirizzo mail|indirizzo e-mail aziendale|indirizzo email di lavoro|posta aziendale|correo electrónico',
  'dirección de correo electrónico|endereço de e-mail|e-mailadres|adres e-mail|e-post|e-postadress|e-posta',
  'sähköposti|e-mailová adresa|メールアドレス|电子邮件|邮箱|이메일|электронная почта|correo',
]);

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

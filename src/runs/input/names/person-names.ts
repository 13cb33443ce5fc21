import { wordList } from '../words/word-set.ts';

// What columns are called that say who is meant.

/** A person's address. */
export const EMAIL_NAMES = wordList([
  'email|e-mail|mail|email address|e-mail address|mail address|work email|work email address|primary email',
  'primary email address|invitee email|user principal name|business email|company email|corporate email|work e-mail',
  'work mail|work e-mail address|primary work email|primary e-mail|business email address|business e-mail',
  'company email address|company e-mail|corporate email address|corporate e-mail|office email|official email',
  'organization email|organisation email|employee email|employee email address|user email|user email address',
  'member email|email - primary work|email - work|work contact: work email|primary SMTP address|Windows email address',
  'e-mail 1 - value|email id|UPN|E-Mail-Adresse|Mailadresse|Emailadresse|E-Mail geschäftlich|geschäftliche E-Mail',
  'geschäftliche E-Mail-Adresse|dienstliche E-Mail|dienstliche E-Mail-Adresse|E-Mail dienstlich',
  'E-Mail-Adresse dienstlich|E-Mail-Adresse geschäftlich|Firmen-E-Mail|Firmenmail|E-Mail Firma|Arbeits-E-Mail',
  'Benutzerprinzipalname|adresse e-mail|adresse électronique|adresse mail|courriel|adresse courriel',
  'e-mail professionnel|courriel professionnel|adresse e-mail professionnelle|adresse mail professionnelle',
  'mail professionnel|e-mail pro|mail pro|adresse de messagerie|adresse de courriel|indirizzo e-mail|indirizzo email',
  'posta elettronica|indirizzo di posta elettronica|e-mail aziendale|email di lavoro|email lavoro|mail aziendale',
  'indirizzo mail|indirizzo e-mail aziendale|indirizzo email di lavoro|posta aziendale|correo electrónico|correo',
  'dirección de correo electrónico|endereço de e-mail|e-mailadres|e-mail werk|adres e-mail|e-post|e-postadress|e-posta',
  'e-postadresse|sähköposti|e-mailová adresa|メールアドレス|メール|邮箱|电子邮件|電子郵件|이메일|эл. почта|электронная почта',
]);

/** Columns that mean the person where every cell is an address; elsewhere a login name is no address. */
export const LOGIN_NAMES = wordList([
  'login|user login|sign-in name|logon name|user logon name|account name|login name|user name|username|Benutzername',
  "Anmeldename|nom utilisateur|nom d'utilisateur|identifiant|nome utente",
]);

/** Of names of people, in languages in which no invitation is read. */
export const NAMES_ELSEWHERE = wordList([
  'nombre|nombre completo|nombre y apellidos|apellidos|naam|achternaam|namn|navn|imię i nazwisko|nazwisko|jméno|nimi',
  'ad soyad|氏名|名前|姓名|이름|성명|фио',
]);

/** Columns that mean the person where every cell is a user id or an address. */
export const BARE_NAMES = wordList(['id|user|users|Benutzer|Mitarbeiter|utilisateur|utente']);

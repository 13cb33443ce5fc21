import { allIn, divided, headerWords, someIn, wordSet } from '../words/words.ts';

/** An address of mail. */
const MAIL = wordSet([
  'email|mail|upn|courriel|messagerie|posta|correo|correio|poczta|epost|epostadress|eposta|epostası|emailová',
]);

/** What may stand beside it, as it says no more than that it is that of a person at work. */
const OF_WORK = wordSet([
  'address|addr|adress|id|value|windows|of|the|s|work|business|company|corporate|office|official|organization',
  'organisation|primary|employee|member|staff|worker|student|user|leaver|invitee|adresse|dienst|dienstlich|dienstliche',
  'geschäft|geschäftlich|geschäftliche|firma|firmen|arbeit|arbeits|mitarbeiter|mitarbeiters|des|électronique|pro',
  'professionnel|professionnelle|travail|entreprise|salarié|de|du|l|d|indirizzo|elettronica|aziendale|lavoro|dipendente',
  'di|del|electrónico|dirección|corporativo|laboral|empresarial|institucional|empresa|trabajo',
  'empleado|eletrônico|eletrónico|endereço|profissional|trabalho|do|da|adres|zakelijk|zakelijke|werk|medewerker|van',
  'służbowy|służbowa|firmowy|pracownika|adresi|iş|kurumsal|şirket|çalışan|adresa',
]);

const isKnown = (word: string): boolean => MAIL.has(word) || OF_WORK.has(word);

/** True for the name of a column of addresses of people at work. Where there are several, a number says which. */
export function isMailName(text: string): boolean {
  const words = headerWords(text)
    .join(' ')
    .replaceAll(/\be (?=mail|post)/g, 'e');
  const parts = divided(words.split(' '), isKnown);
  return someIn(parts, MAIL) && allIn(parts, MAIL, OF_WORK) && !/(?!1)\p{N}|[?？؟]/u.test(text);
}

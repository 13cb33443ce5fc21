import { ABOUT, endOfPath, headerWords } from '../words/state-names.ts';
import { wordSet } from '../words/word-set.ts';

/** Words of headers that say that a person came back. */
const BACK = wordSet([
  'rehire|rehired|reactivated|reactivation|reinstated|reinstatement|rejoined|wiedereintritt|wiedereintrittsdatum',
  'rückkehr|rückkehrdatum|réembauche|réintégration|riassunzione|reintegro|reincorporación|recontratação',
]);

const WHEN = wordSet([
  'at|on|date|day|time|utc|am|datum|seit|since|le|de|data|fecha|del|last|most|recent|latest',
]);

/** True for a header that says when people came back: `Rehire Date`, `reactivated_at`. */
export function isBackDateName(header: string): boolean {
  const words = headerWords(endOfPath(header).normalize('NFC'));
  return (
    words.some((word) => BACK.has(word)) &&
    words.every((word) => BACK.has(word) || WHEN.has(word) || ABOUT.has(word))
  );
}

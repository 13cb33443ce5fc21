import { headerWords, spelt } from '../words/words.ts';

/** In headers that say where something goes: a new owner, a handover. */
const GOES_TO = spelt(
  /transf|hand.?o(?:ver|ff)|(?<!\p{L})take[ns]?.?over|re.?assign|new.?owner|successor|(?<!human |hr )resources|give.?to|(?:moved?|migrate).?to|goes.?to|inherit|delegate.?to|übertrag|übergab|übergeben.?an(?!\p{L})|übernimmt|übernahme.?durch|übernommen.?von|nachfolg|ressourcen|neuer.?besitzer|attribu[eé](?!t|n)|successeur|repreneur|(?<!\p{L})repris.?par|(?<!\p{L})reprend|ressources(?! humaines)|nouveau.?propri|(?<!\p{L})cession|overdra|nieuwe.?eigenaar|överför|overfør|przekaz|przekaż|traspas|recursos(?! humanos)|nuevo.?propietario|novo.?dono|trasf|riassegn|(?<!\p{L})subentr|移管|引き?継|移交|交接|인수인계|преемник|risorse(?! umane)|nuovo.?propriet/u,
);

const DEPARTMENT = spelt(
  / (?:dept|department|team|group|abteilung|département|service|dipartimento|reparto|departamento|afdeling|avdelning|dział)s? /,
);

/** Beside a department: that it is the one to which something goes, and not where a person works. */
const TOWARDS = spelt(
  / (?:to|target|dest|destination|receiving|recipient|receiver|new|resources?|an|ziel|neue|empfangende|empfänger|vers|cible|destinataire|nouveau|nouvelle|destinazione|destinatario|nuovo|nuova|destino|nuevo|nueva|novo|nova|doel|nieuwe|naar|docelowy|till|til) | zielabteilung /,
);

/** What a person leaves behind. */
const GOODS = spelt(
  / (?:files?|docs?|documents?|data|drive|content|assets?|calendar|mailbox|items?|folders?|ownership|dateien|daten|dokumente|besitz|fichiers?|données|propriété|dati|documenti|proprietà) /,
);

/** Beside what is left behind: that it goes to another. */
const TO_ANOTHER = spelt(
  / (?:to|an|[à]|vers) $| (?:owner|besitzer|propriétaire|proprietario|heir|recipient) /,
);

/** By itself the one to whom something goes. */
const HEIR = spelt(
  / (?:heir|beneficiary|inheritor|erbe|héritier|bénéficiaire|erede|beneficiario) |^ (?:remettre à|destination|zielabteilung|recipient|empfänger|destinataire|destinatario) $/,
);

/** When it goes, or whether it went: not to whom. */
const OF_WHEN = / (?:date|datum|on|am|done|completed?|status) $|(?:日期?|完了|完成|済み?|완료|일) $/u;

const LONGEST = 200;

/** True for a header that says to whom or where something goes. */
export function speaksOfTransfer(header: string): boolean {
  const text = ` ${headerWords(header.slice(0, LONGEST)).join(' ')} `;
  if (OF_WHEN.test(text)) return false;
  if (GOES_TO.test(header.slice(0, LONGEST).normalize('NFC').toLowerCase())) return true;
  if (DEPARTMENT.test(text) && TOWARDS.test(text)) return true;
  return (GOODS.test(text) && TO_ANOTHER.test(text)) || HEIR.test(text);
}

import { foldCase } from '../../../text/fold-case.ts';
import { wordSet } from './word-set.ts';

/** Cells that say of a person: gone, or to be taken out. */
const GONE = wordSet([
  'terminated|inactive|leaver|left|leaving|gone|former|former employee|ex-employee|offboarding',
  'offboarded|offboard|deactivated|deactivate|deactivation|remove|removed|delete|deleted|suspended',
  'suspend|disable|revoke|revoked|deny|denied|departed|retired|resigned|dismissed|terminate|termination',
  'exit|exited|departure|leave|no longer employed|not employed|deprovisioned|deprovision|ausgeschieden',
  'ausgetreten|ehemalig|ehemalige|ehemaliger|ehemalige/r|inaktiv|austritt|löschen|entfernen',
  'deaktivieren|sperren|gekündigt|gegangen|kündigung|sorti|sortie|parti|partie|départ|inactif|ancien',
  'ancienne|licencié|supprimer|désactiver|retirer|bloquer|démission|cessato|cessata|dimesso|dimessa',
  'baja|despedido|desactivar|eliminar|desligado|demitido|inativo|remover|uit dienst|verwijderen|ontslagen',
  'deactiveren|zwolniony|nieaktywny|usunąć|slutat|ta bort|fratrådt',
  'licenziato|inattivo|uscita|uscito|ex dipendente|disattivare|rimuovere|eliminare|bloccare',
]);

/** Cells that say of a person: there, or to be kept. */
const THERE = wordSet([
  'active|keep|retain|stay|stays|staying|stayer|joiner|mover|current|employed|approve|approved|hire',
  'hired|new hire|onboarding|onboard|rehire|joined|employee|current employee|on leave|working|no change',
  'none|no action|aktiv|behalten|bleibt|angestellt|beschäftigt|aktuell|eintritt|mitarbeiter|keine|actif',
  'garder|conserver|maintenir|présent|présente|actuel|arrivée|embauche|attivo|attiva|mantenere|tenere',
  'presente|in forza|attuale|assunto|assunzione|alta|activo|conservar|ativo|manter|in dienst|actief',
  'behouden|houden|aktywny|zatrudniony|zostaje|anställd|behåll|ansat',
]);

/** In headers of what a person has, not of what they are: a device or a second factor may be active or removed. */
const OF_THINGS =
  /mfa|2fa|2sv|sso|vpn|licen[cs]|device|laptop|phone|card|badge|mailbox|subscription|lizenz|gerät|karte|appareil|dispositiv/i;

/** Which side of the list a cell is on; undefined for any other word. */
export function sideOf(value: string): 'gone' | 'there' | undefined {
  const folded = foldCase(value);
  if (GONE.has(folded)) return 'gone';
  return THERE.has(folded) ? 'there' : undefined;
}

/** True for a header whose cells may say of the person who is gone and who is there. */
export const maySort = (header: string): boolean => !OF_THINGS.test(header);

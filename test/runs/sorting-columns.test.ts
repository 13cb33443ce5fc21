import { describe, expect, it } from 'vitest';
import { file } from '../commands/users/many/leavers.ts';
import { useWorld } from '../world.ts';

const world = useWorld();

/** A list of Jane, for whom a column says one thing, and Zoë, for whom it says another. */
async function run(header: string, jane: string, zoe: string, ...words: readonly string[]) {
  const rows = `email,${header}\njane@example.com,${jane}\nzoe@example.com,${zoe}\n`;
  const path = await file(world.current, 'leavers', rows);
  const target = ['--org', 'org_xyz789', '--transfer-to', 'dept_eng001', '--no-check', '--yes'];
  const ended = await world.current.run(['users', 'deactivate', '--from', path, ...target, ...words]);
  const sent = world.current.requests.flatMap(({ method, path: at }) =>
    method === 'POST' && at.endsWith('/deactivate') ? [at.split('/').at(-2)] : [],
  );
  return { ...ended, sent };
}

type Column = readonly [header: string, jane: string, zoe: string];

const SORTING: readonly Column[] = [
  ['Event', 'Termination', 'Hire'],
  ['Nicht sperren', 'nein', 'ja'],
  ['Ne pas désactiver', 'non', 'oui'],
  ['Account niet verwijderen', 'nee', 'ja'],
  ['Garder le compte ?', 'non', 'oui'],
  ['Zugang behalten', 'nein', 'ja'],
  ['Nicht mehr da', 'ja', 'nein'],
  ['Typ', 'Abgang', 'Zugang'],
  ['Kategorie', 'Austritt', 'Versetzung'],
  ['Änderungsart', 'Austritt', 'Vertragsverlängerung'],
  ['Category', 'Resignation', 'Transfer'],
  ['Mutatie', 'Uitdiensttreding', 'Indiensttreding'],
  ['Movimiento', 'Baja', 'Incorporación'],
  ['Aufgabe', 'Deaktivieren', 'Anlegen'],
  ['À faire', 'Désactiver', 'Prolonger'],
  ['Da fare', 'Disattivare', 'Prorogare'],
  ['Spärra', 'ja', 'nej'],
  ['Has access', 'yes', 'no'],
  ['Can log in', 'True', 'False'],
  ['Recommended action', 'Disable account', 'Remove excess group'],
  ['Remediation action', 'Disable', 'Remove admin role'],
  ['Recommended action', 'Disable', 'Remove user from admin group'],
  ['Recommended action', 'Disable', 'Remove VPN access'],
  ['Action', 'Please disable account', 'Please remove licence'],
  ['Aktion', 'Konto sperren', 'Gruppe entfernen'],
  // What is only to be taken is sorted from what is to be looked at, too.
  ['Recommended action', 'Remove excess group', 'Review'],
  ['JML', 'Leaver', 'Joiner'],
  ['Employee Type', 'Terminated', 'Active'],
  ['Reviewer decision', 'Denied', 'Approved'],
  ['Action', 'Deactivate', 'Keep'],
  ['Aktion', 'löschen', 'behalten'],
  ['Action à mener', 'désactiver', 'garder'],
  ['Azione', 'disattivare', 'mantenere'],
  ['Worker type', 'Former employee', 'Employee'],
  ['Deactivate?', 'yes', 'no'],
  ['Deactivate?', 'x', ''],
  ['To be deactivated', 'TRUE', 'FALSE'],
  ['Ready to disable?', 'Y', 'N'],
  ['Can be removed', 'yes', 'no'],
  ['Peut être supprimé', 'oui', 'non'],
  ['Puede ser eliminado', 'sí', 'no'],
  ['Mag verwijderd worden', 'ja', 'nee'],
  ['Business Process Status', 'Successfully Completed', 'Rescinded'],
  ['Offboarding case status', 'Closed', 'Cancelled'],
  ['Leaver', 'Y', 'N'],
  ['Has left', '1', '0'],
  ['Still here', 'no', 'yes'],
  ['Keep access', 'no', 'yes'],
  ['Löschen', 'ja', 'nein'],
  ['Noch beschäftigt', 'nein', 'ja'],
  ['Encore présent', 'non', 'oui'],
  ['A quitté', 'oui', 'non'],
  ['In service', 'No', 'Yes'],
  ['nsAccountLock', 'TRUE', 'FALSE'],
  ['In dienst', 'Nee', 'Ja'],
  ['Uit dienst', 'Ja', 'Nee'],
  ['Dar de baja', 'sí', 'no'],
  ['Evento', 'Baja', 'Alta'],
  ['Selected', 'TRUE', 'FALSE'],
  ['[Selected]', 'TRUE', 'FALSE'],
  ['[Employment Status]', 'no', 'yes'],
  ['(Keep)', 'no', 'yes'],
  ['Approved', 'yes', 'no'],
  ['HR confirmed', 'yes', ''],
  ['Exclude', 'no', 'yes'],
  ['Skip', 'no', 'x'],
  ['In scope', 'Y', 'N'],
  ['On hold', 'no', 'yes'],
  ['Freigabe', 'ja', 'nein'],
  ['Entscheid', 'ja', 'nein'],
  ['Validé', 'oui', 'non'],
  ['Approval', 'approved', 'rejected'],
  ['Approval', 'rejected', 'approved'],
  ['Freigabestand', 'genehmigt', 'abgelehnt'],
  ['x', 'X', ''],
  ['Business Process Type', 'Terminate Employee', 'Change Job'],
  ['Event type', 'Resignation', 'Transfer'],
  ['JML', 'L', 'J'],
  ['ACCOUNTENABLED', 'FALSE', 'TRUE'],
  ['isactive', '0', '1'],
  ['employmentstatus', 'T', 'A'],
  ['empl-status', 'T', 'A'],
  ['STAT2', '0', '3'],
  ['Block credential', 'True', 'False'],
  ['BlockSignIn', 'True', 'False'],
  ['Event type', 'End of contract', 'Hire'],
  ['Ereignis', 'Austritt', 'Versetzung'],
  ['Massnahme', 'Austritt', 'Beförderung'],
  ['MASSN', 'Austritt', 'Stellenwechsel'],
  ['Business Process Type', 'Terminate Employee', 'Promotion'],
  ['Action', 'TER', 'HIR'],
  ['Event', 'TER', 'XFR'],
  ['Code', 'TER', 'HIR'],
  ['Action code', 'TER', 'LOA'],
  ['Business Process', 'Termination: Jane Doe', 'Change Job: Zoë Müller'],
  ['Mouvement', 'Démission', 'Mutation interne'],
  ['Freigabestand', 'abgelehnt', 'freigegeben'],
  ['Action', 'Deactivate', ''],
  ['Action', 'remove', '-'],
  ['Associate action', 'remove', 'keep'],
  ['fields.Action', 'Deactivate', ''],
  ['Planned action', 'Deactivate', ''],
  ['To do', 'Remove', ''],
  ['Aktion', 'Löschen', ''],
  ['Left?', 'left', ''],
  ['New status', 'Suspended', ''],
  ['New Status [UPLOAD ONLY]', 'Suspended', ''],
  ['Target state', 'disabled', 'enabled'],
  ['Terminated', 'yes', ''],
  ['Terminated', 'x', ''],
  ['Terminated', 'Terminated', ''],
  ['Inaktiv', 'ja', ''],
  ['Suspended', 'TRUE', ''],
  ['EE Status', 'Term', 'Active'],
  ['Payroll Status', 'T', 'A'],
  ['Active Directory account', 'disabled', 'enabled'],
  ['Suspended by admin', 'yes', 'no'],
  ['status_id', 'status_b', 'status_a'],
  ['Note', 'to remove', 'to keep'],
  ['Remarks', 'leaves', 'stays'],
  ['Bemerkung', 'weg', 'noch da'],
  ['Grund', 'Kündigung', 'Elternzeit'],
  ['Recommendation', 'Denied', 'Approved'],
  ['Access', 'Revoked', 'Approved'],
  ['Resolution', 'Done', "Won't Do"],
  ['Offboarding ticket status', 'Done', 'Cancelled'],
  ['Termination request', 'approved', 'pending'],
  ['Y/N', 'Y', 'N'],
  ['Checked', 'TRUE', 'FALSE'],
  ['离职', '是', '否'],
  ['退職', 'はい', 'いいえ'],
  ['Уволен', 'Да', 'Нет'],
  ['Ayrıldı', 'Evet', 'Hayır'],
  ['Odešel', 'Ano', 'Ne'],
  ['Kilépett', 'Igen', 'Nem'],
  ['Статус', 'Уволен', 'Работает'],
  ['在職状況', '退職', '在職'],
  ['状态', '离职', '在职'],
  ['区分', '退職', '異動'],
  ['Phase', 'Exited', 'Notice period'],
  ['CEO approval', 'granted', 'outstanding'],
  ['类型', '离职', '入职'],
  ['Arbeitsverhältnis', 'beendet', 'ruhend'],
  ['ended', 'true', 'false'],
  ['员工状态', '冻结', '正常'],
  ['账号状态', '冻结', '正常'],
  ['在職状況', '休止', '通常'],
  ['アカウント状態', '凍結', '通常'],
  ['계정상태', '잠김', '정상'],
  ['ISINACTIVE', '1', '0'],
  ['USERACCOUNTSTATUS', 'D', 'A'],
  ['Action', 'remove', 'bloqueio cancelado'],
  ['재직상태', '퇴사', '재직'],
  ['Durum', 'Pasif', 'Aktif'],
  ['Tila', 'Ei aktiivinen', 'Aktiivinen'],
  ['Állapot', 'Inaktív', 'Aktív'],
  ['סטטוס', 'לא פעיל', 'פעיל'],
  ['Deactivate', 'Yes', 'Not yet'],
  ['Deactivate', 'Yes - today', 'No - see ticket'],
  ['Deactivate?', 'done', 'see ticket'],
  ['Deactivate?', '(x)', ''],
  ['Deactivate', '2026-01-31', 'no'],
  ['Deactivate', '🗑️', ''],
  ['Deactivate', '●', '○'],
  ['Deactivate', '1.0', '0.0'],
  ['Remove', 'checked', ''],
  ['Usunąć', 'PRAWDA', 'FAŁSZ'],
  ['Verwijderen', 'WAAR', 'ONWAAR'],
  ['Eliminar', 'VERDADERO', 'FALSO'],
  ['Deactivate', 'ИСТИНА', 'ЛОЖЬ'],
  ['Do not deactivate', 'FALSE', 'TRUE'],
  ['Reactivate?', 'no', 'yes'],
  ['Einladen', 'nein', 'ja'],
  ['Exception', 'no', 'yes'],
  ['削除', '○', '×'],
  ['Удалить', 'да', 'нет'],
  ['是否删除', '是', '否'],
  ['İşten ayrıldı', 'Evet', 'Hayır'],
  ['備考', '退職済', '在職中'],
  ['备注', '已离职', '在职'],
  ['Change type', 'delete', 'add'],
  ['operation', 'DELETE', 'PATCH'],
  ['Category', 'Leavers', 'Starters'],
  ['Austritt', 'ja', ''],
  ['State', 'CA', 'NY'],
  ['On payroll', 'no', 'yes'],
  ['Disposition', 'remove', 'hold'],
  ['Category', 'Leaver', 'On hold'],
  ['Group', 'Termination', 'No action'],
  ['List', 'löschen', 'verschoben'],
  ['Reason', 'terminated', 'not leaving'],
  ['Decision', 'remove', 'account still needed'],
  ['Answer', 'remove', 'still needed'],
  ['Approved?', 'Ada Park', 'n/a'],
  ['Freigegeben?', 'Ada Park', '-'],
  ['In HRIS', 'FALSE', 'TRUE'],
  ['Found in Workday', 'no', 'yes'],
  ['_merge', 'left_only', 'both'],
  ['Manager OK', 'yes', 'no'],
  ['Confirmed', 'yes', 'waiting'],
  ['Approved?', 'Ada Park', 'pending'],
  ['Approved?', 'Ada Park', ''],
  ['Action', 'Deactivate', 'on hold'],
  ['Exempt', 'no', 'yes'],
  ['Decision', 'Deny', 'Not reviewed'],
  ['Review outcome', 'Denied', 'Approved'],
  ['Planned action', 'deactivate', 'nothing'],
  ['Maßnahmenart', 'Austritt', 'Einstellung'],
  ['Certified', 'No', 'Yes'],
  ['Still required?', 'No', 'Yes'],
  ['HR match', 'no match', 'match'],
  ['Found in HR', 'not found', 'E1023'],
  ['VLOOKUP HR list', 'missing', 'zoe@example.com'],
  ['In Elternzeit', 'nein', 'ja'],
  ['On leave', 'no', 'yes'],
  ['Parental leave', 'no', 'yes'],
  ['En congé maternité', 'non', 'oui'],
  ['Exclude from deprovisioning', 'FALSE', 'TRUE'],
  ['Offboarding approved', 'yes', 'no'],
  ['Maßnahmenart', 'Austritt', 'Organisatorischer Wechsel'],
  ['Work change type', 'Termination', 'Transfer'],
  ['Event', 'Termination', 'Reinstatement'],
  ['Action demandée', 'Désactivation', 'Convertir en boîte partagée'],
  ['Decision by owner', 'ok to delete', 'no - he is my new lead'],
  ['Manager feedback', 'can go', 'no'],
  ['Comment', 'yes', 'no'],
  ['externalUserState', 'PendingAcceptance', 'Accepted'],
  ['Departing', 'yes', 'no'],
  ['Has departed', 'yes', 'no'],
  ['To be offboarded', 'yes', 'no'],
  ['Close account', 'yes', 'no'],
  ['Geht weg?', 'ja', 'nein'],
  ['Verlässt das Unternehmen', 'ja', 'nein'],
  ['Vertrekt?', 'ja', 'nee'],
  ['Odchází?', 'ano', 'ne'],
  ['Pleacă?', 'da', 'nu'],
  ['Sai?', 'sim', 'não'],
  ['Φεύγει', 'ναι', 'όχι'],
  ['עוזב?', 'כן', 'לא'],
  ['ลาออก', 'ใช่', 'ไม่'],
  ['Contract renewed', 'no', 'yes'],
  ['Stare', 'Încetat', 'Activ'],
  ['Category', 'Leaver (voluntary)', 'Joiner (permanent)'],
  ['Category', 'Leaver - Sales', 'Joiner - Sales'],
  ['Movement', 'Out', 'In'],
  ['Wyłączyć', 'tak', 'nie'],
  ['Mouvement', 'Sortie', 'Entrée'],
  // What stands around the name of a column, and in place of one.
  ['Custom field (Still employed)', 'no', 'yes'],
  ['Still_Employed__c', 'No', 'Yes'],
  ['u_still_employed', 'false', 'true'],
  ['Offboarding case status (HR)', 'Closed', 'Cancelled'],
  ['Event type (HR)', 'Resignation', 'Transfer'],
  ['Account type [AD]', 'Deactivated', 'Member'],
  ['HR (Leaver)', 'Y', 'N'],
  ['Employees[Event type]', 'Resignation', 'Transfer'],
  ['[HR].[Ereignis]', 'Austritt', 'Versetzung'],
  ['((Event type))', 'Resignation', 'Transfer'],
  ['Data (Recommended action)', 'Disable account', 'Remove excess group'],
  ['Manager (reason code)', 'Resignation', 'Transfer'],
  ['DEactivate?', 'yes', 'no'],
  ['Column1', 'x', ''],
  ['Unnamed: 4', 'yes', 'no'],
  ['keepaccess', 'false', 'true'],
  ['tobedeleted', 'true', 'false'],
  ['Keep.access', 'no', 'yes'],
  ['HRConfirmed', 'yes', ''],
  ['Deactivate? (HR)', 'done', 'see ticket'],
  // By whom and when it was decided.
  ['Reviewer decision', 'Denied - Omar', 'Approved - Ada'],
  ['Reviewer decision', 'Denied by Omar', 'Approved.'],
  ['Approval', 'approved 12.11.2025', 'rejected 13.11.2025'],
  // Turkish in capitals, with and without its dot.
  ['İŞTEN AYRILDI', 'EVET', 'HAYIR'],
  ['AKTİF', 'HAYIR', 'EVET'],
  ['Tip', 'PASİF', 'AKTİF'],
  ['Tip', 'AYRILDI', 'ÇALIŞIYOR'],
  ['Found in HR', '✗', '✓'],
  ['Terminated (HR)', 'Terminated', ''],
  ['Left [AD]', 'left', ''],
  ['BLOCKSIGNIN', 'True', 'False'],
  ['externaluserstate', 'PendingAcceptance', 'Accepted'],
  // As programs make small letters of capitals.
  ['akti\u0307f', 'hayir', 'evet'],
];

/** Columns in which some are to be kept, whatever is said of the others. */
const KEPT: readonly Column[] = [
  ['user_id', 'HR-1001', 'do not deactivate'],
  ['Verlängert', '', 'x'],
  ['Bem.', '', 'bleibt'],
  ['Kommentar', '', 'auf Hold'],
  ['Bemerkung', '', 'versehentlich aufgenommen'],
  ['Bemerkung', '', 'Rücknahme Kündigung'],
  ['Commentaire', '', 'réembauché'],
  ['Commentaire', '', 'attendre validation RH'],
  ['Obs.', '', 'erreur'],
  ['Note', '', 'inserito per errore'],
  ['Comment', 'moved abroad', 'cancelled'],
  ['Notes', '', 'leaves end of next month'],
  ['Withdrawn on', '', '2025-11-18'],
  ['Resignation withdrawn', '-', '2025-11-18'],
  ['Démission retirée le', '', '2025-11-18'],
  ['Kündigung zurückgezogen am', '', '18.11.2025'],
  ['On hold since', '', '2025-11-18'],
  ['Contract extended', '', 'x'],
  ['Note', '', 'keep'],
  ['Comment', 'phone returned', 'still here'],
  ['Bemerkung', '', 'bleibt'],
  ['Remarque', 'ordinateur rendu', 'à garder'],
  ['Outcome', 'ok', 'do not deactivate'],
  ['outcome', 'changed', 'keep'],
  ['Note', 'phone returned', 'KEEP!'],
  ['Note', '', 'please do not disable yet'],
  ['Note', '', 'DON’T DEACTIVATE'],
  ['Note', '', 'keep until further notice'],
  ['Note', '', 'returned to work 1.11.'],
  ['Note', '', 'Resignation withdrawn'],
  ['Bemerkung', '', 'Konto behalten'],
  ['Bemerkung', '', 'bleibt doch'],
  ['Remarque', '', 'merci de ne pas supprimer'],
  ['Nota', '', 'non disattivare'],
  ['備考', '済', '復職'],
  ['Note', '', 'do not block'],
  ['Note', '', 'Must not be deactivated'],
  ['Note', '', 'account must stay active'],
  ['Note', '', 'keep user enabled'],
  ['Note', '', 'keep account for audit'],
  ['Note', '', 'please leave active'],
  ['Note', '', 'user keeps access'],
  ['Note', '', 'hold until Monday'],
  ['Note', '', 'postponed'],
  ['Note', '', 'wrong person'],
  ['Remarque', '', 'ne pas toucher'],
  ['Exit notes', 'laptop back', 'on hold'],
  ['Outcome', '', 'on hold'],
  ['Termination comment', '', 'postponed'],
  ['Comment from team lead', '', 'hold off'],
  ['Kommentar der Führungskraft', '', 'wait'],
  ['Note', '', 'cancelled'],
  ['Note', '', 'Cancelled - staying'],
  ['IT notes', 'laptop wiped', 'cancelled by HR'],
  ['Note', '', 'No change'],
  ['Note', '', 'no action needed'],
  ['Note', '', 'will not leave'],
  ['Note', '', 'has decided to stay'],
  ['Note', '', 'keep her please'],
  ['Note', '', 'needs access until 2027'],
  ['Note', '', 'still needs access for handover'],
  ['Note', '', 'maternity leave'],
  ['Note', '', 'on parental leave until March'],
  ['Note', '', 'on hold - see mail'],
  ['HR comment', 'paid', 'pending'],
  ['HR comment', 'paid', 'Pending HR confirmation'],
  ['Note', '', 'Termination rescinded 11/12'],
  ['Note', '', 'contract extended until 2027'],
  ['Note', '', 'do not disable before 15 Jan'],
  ['Bemerkung', '', 'Vertrag verlängert'],
  ['Bemerkung', '', 'benötigt noch Zugang'],
  ['Bemerkung', '', 'ist wieder da'],
  ['Remarque', '', 'départ reporté'],
  ['Remarque', '', 'ne part plus'],
  ['Note', '', 'resta in azienda'],
  ['Opmerking', '', 'blijft in dienst'],
  ['Observaciones', '', 'cancelado'],
  ['Comment', '', 'ignore this one'],
  ['Owner reply', 'laptop returned', 'still needs access'],
  ['Kommentar', '', 'bitte aktiv lassen'],
  ['Opmerking', '', 'nog niet deactiveren'],
  ['Exempt', '', 'service account'],
  ['Reason', 'Resignation', 'Parental leave'],
  ['Reden', 'Ontslag', 'Zwangerschapsverlof'],
  ['Tipo de baja', 'Voluntaria', 'Maternidad'],
  ['Review', '', 'no action'],
  ['Next step', '', 'No action'],
  ['Note', '', 'Zoë is staying'],
  ['Note', 'laptop returned', 'zoe stays with us after all'],
  ['Note', '', 'confirmed that she is staying on'],
  ['Note', '', 'offer to stay accepted'],
  ['Note', '', 'returning in January - do not deactivate'],
  ['Note', '', 'Returning from parental leave 1 Feb'],
  ['Note', '', 'hopefully back in March'],
  ['Note', '', 'left in May but will be back next month'],
  ['Note', '', 'moved to another team'],
  ['Note', '', 'transferred to the Finance department in October'],
  ['Note', '', 'transferred to Berlin office'],
  ['Note', '', 'interner Wechsel'],
  ['Note', '', 'PO renewed until March'],
  ['Note', '', 'Converted to full-time employee as of 11/16'],
  ['Note', '', 'withdrew her resignation'],
  ['Note', '', 'accepted our counter-offer'],
  ['Note', '', 'not before January'],
  ['Note', '', 'wrong Zoë! The other one is leaving'],
  ['Note', '', 'listed by mistake'],
  ['Note', '', 'she is not leaving'],
  ['Note', '', 'laptop is back; please do not deactivate Zoë'],
  ['What happened', '', 'Zoë is staying'],
  ['Bemerkung', '', 'hat Kündigung zurückgezogen'],
  ['Bemerkung', '', 'Vertrag bis 2027 verlängert'],
  ['Bemerkung', '', 'kommt im März aus der Elternzeit zurück'],
  ['Bemerkung', '', 'Konto bitte erst im Januar sperren'],
  ['Bemerkung', '', 'wechselt in den Vertrieb'],
  ['Bemerkung', '', 'Zoë verlässt uns nicht'],
  ['Commentaire', '', 'reste finalement dans l’équipe'],
  ['Commentaire', '', 'ne pas désactiver avant fin du préavis'],
  ['Commentaire', '', 'CDI signé le 15/11'],
  ['Commentaire', '', 'revient en février'],
  ['Observaciones', '', 'al final sigue con nosotros'],
  ['Observaciones', '', 'no dar de baja todavía'],
  ['Opmerking', '', 'account niet uitschakelen'],
  ['Opmerking', '', 'komt terug in februari'],
  ['Opmerking', '', 'nog even wachten met deactiveren'],
  ['Note', '', 'leave alone for now pls'],
  ['Note', '', 'please leave his login active through year end'],
  ['Note', '', 'Legal asked us to hold the account'],
  ['Note', '', 'Postponed her exit - keep active'],
  ['Note', '', 'new PO 4500012 runs to June'],
  ['Note', '', 'no longer leaving'],
  ['Note', '', 'NOT leaving anymore'],
  ['Note', '', 'will come back as a working student'],
  ['Note', '', 'going on sabbatical until March'],
  ['Note', '', 'not this Zoë'],
  ['Bemerkung', '', 'Austritt wurde auf März verschoben'],
  ['Commentaire', '', 'change de service'],
  ['Observations', '', 'Congé parental jusqu’en avril'],
  ['Reply from manager', 'Yes', 'Zoë is still on my team'],
  ['Note', '', 'Zoë stays until June; then terminated'],
  ['Bemerkung', '', 'Zoë bleibt bis Januar; danach weg'],
  ['Note', '', 'withdrew notice on 3 Nov'],
  ['Note', '', 'moved from Sales to Finance'],
  ['Bemerkung', '', 'Zoë kommt im Mai wieder zurück'],
  ['Bemerkung', '', 'wechselt im Mai in den Vertrieb'],
  ['Commentaire', '', 'Zoë revient en mai'],
  ['Commentaire', '', 'Zoë a changé d’avis'],
  ['Note', '', 'Zoë may return in March'],
  ['Note', '', 'Zoë is staying on until March; then leaving'],
  ['Note', '', 'Zoë stays; resignation: rejected'],
  ['Note', '', `${'Handover is complete and all is back. '.repeat(16)}Please do not deactivate Zoë`],
  ['Note', '', 'Zoë may come back in January'],
  ['Note', '', 'account still active until March; please disable then'],
  ['Note', '', 'keep her account open for now'],
  ['Commentaire', '', 'mauvaise personne'],
  ['Exclude', '', 'x'],
  ['Notes (HR)', '', 'cancelled'],
  ['Contract end (DD.MM.YYYY)', '2025-10-31', 'permanent'],
  ['Contract_End__c', '2025-10-31', 'permanent'],
  ['Column1', '', 'on hold'],
  ['Note', '', 'do-not-disable'],
  ['Labels', 'laptop-returned', 'not-leaving'],
  ['Reason', 'RESIGNATION', 'PARENTAL_LEAVE'],
  ['status_note', '', 'STILL_EMPLOYED'],
  ['Açıklama', '', 'KALIYOR'],
];

const OTHERS: readonly Column[] = [
  ['Recommended action', 'Disable account', 'Remove user from all groups and disable'],
  ['Recommended action', 'Disable account (remove licences)', 'Disable account'],
  ['Action', 'Disable account', 'Remove licences and disable account'],
  ['Action', 'Deactivate', 'Deactivate with mailbox forward'],
  ['Action', 'Delete', 'Delete / archive mailbox'],
  ['Action', 'Remove VPN access', 'Remove MFA'],
  ['Action', 'Deactivate', 'Deactivate and do not delete mailbox'],
  ['Action', 'Deactivate', 'Do not delete mailbox'],
  ['Aktion', 'Konto entfernen', 'Konto und Lizenz entfernen'],
  ['Hardware', 'returned', 'return scheduled'],
  ['Assets', 'returned', 'return date 3 November'],
  ['Vertrekgesprek gevoerd', 'ja', 'nee'],
  ['Entrevista de desligamento', 'sim', 'não'],
  ['退職面談', 'はい', 'いいえ'],
  ['Odchodné', 'ano', 'ne'],
  ['Ukončení zkušební doby', '2025-03-01', ''],
  ['Slutdatum provanställning', '2025-03-01', ''],
  ['Base VA', 'yes', 'no'],
  ['Contract cancelled on', '2026-11-01', ''],
  ['Access withdrawn on', '2026-11-01', ''],
  ['Notes', 'Left: keys with reception', 'None - all returned'],
  ['Removed from AD', 'yes', 'no'],
  ['Must return laptop', 'Y', 'N'],
  ['Department', 'Leaver Management', 'Sales'],
  ['Abteilung', 'Suspended Ceilings', 'Roofs'],
  ['Full name', 'Jane Doe (Former name Smith)', 'John'],
  ['Can work remotely', 'yes', 'no'],
  ['Extension', '4711', ''],
  ['Renewal date', '2026-11-01', ''],
  ['Ticket closed', '2026-11-01', ''],
  ['Block leave', 'yes', 'no'],
  ['Phone cancelled on', '2026-11-01', ''],
  ['Reason', 'Resigned (family)', 'Retired - 65'],
  ['Leaver', 'Jane Doe', 'Zoë Müller'],
  ['MFA', 'Inactive', 'Active'],
  ['Termination Type', 'Retired', 'Resigned'],
  ['Exit interview', 'yes', 'no'],
  ['Laptop returned', 'yes', 'no'],
  ['Leaving', '2026-11-20', '2026-11-19'],
  ['Type', 'Employee', 'Contractor'],
  ['Deactivate?', 'yes', 'yes'],
  ['Note', 'left the key at the desk', 'active on Friday'],
  ['', '0', '1'],
  ['VIP', 'yes', 'no'],
  ['Action reason', 'Resignation', 'End of contract'],
  ['Deactivated by', 'Ada', ''],
  ['Deleted at', '2026-11-20', '2026-11-19'],
  ['Exit interview date', '2026-11-20', ''],
  ['Event type', 'Resignation', 'End of contract'],
  ['Event type', 'Resignation', 'Death'],
  ['Event type', 'Retirement', 'Redundancy'],
  ['Business Process Type', 'Terminate Employee', 'End Contingent Worker Contract'],
  ['Business Process Type', 'Termination', 'Exit'],
  ['Process', 'Offboarding', 'Exit'],
  ['Ereignis', 'Kündigung', 'gekündigt'],
  ['Aktion', 'sperren', 'gesperrt'],
  ['Action owner', 'Left Bank Team', 'Ada'],
  ['Action taken', 'Account locked', 'Laptop returned'],
  ['Action', 'Account locked', 'Data transfer'],
  ['Change Ticket', 'CHG001 deactivate Jane', 'CHG002'],
  ['Last change', 'deleted mailbox', 'moved mailbox'],
  ['Transaction ID', 'blk-locked-1', 't2'],
  ['Ticket status', 'Open', 'Approved'],
  ['Ticket status', 'Approved', 'Rejected'],
  ['Ticket status', 'Approved', 'Denied'],
  ['Case state', 'Done', 'Cancelled'],
  ['Active Directory', 'jdoe', 'zmueller'],
  ['Active Directory ID', '1', '2'],
  ['Deleted by', 'Ada', 'Omar'],
  ['New state', 'CA', ''],
  ['O', 'x', ''],
  ['Comment', 'Nothing', 'left'],
  ['Action', 'Deactivate', 'Deactivate and forward mail'],
  ['Action taken', 'Deactivate', ''],
  ['Files', 'keep', 'delete'],
  ['Data', 'keep', 'delete'],
  ['Home folder', 'keep', 'delete'],
  ['OneDrive', 'keep', 'delete'],
  ['Car', 'returned', 'keep'],
  ['Scheduled Weekly Hours', '40', '20.5'],
  ['Retention', '7 years', 'keep'],
  ['Last name', 'Smith', 'Keep'],
  ['Nachname', 'Weg', 'Bleibt'],
  ['Nom', 'Parti', 'Reste'],
  ['Name', 'Omar Active', 'Stay'],
  ['No', '1', '2'],
  ['Exit survey', 'accepted', 'declined'],
  ['Severance agreement', 'agreed', 'pending'],
  ['Expense claim', 'pending', 'accepted'],
  ['2025', 'yes', 'no'],
  ['24/7', 'yes', 'no'],
  ['100%', 'yes', 'no'],
  ['Personal leave', 'yes', 'no'],
  ['Block', 'A', 'B'],
  ['Block name', 'A', 'B'],
  ['MASSN', '10', '11'],
  ['Note', 'keep 2 licences', 'do not delete mailbox'],
  ['Note', 'stays in touch', 'kept laptop'],
  ['Note', 'exit meeting cancelled', 'not removed from Slack'],
  ['Product', 'Google Keep', 'Slack'],
  ['Leave', 'Parental', '-'],
  ['Leave', '0', '12'],
  ['Service', '1', '12'],
  ['Approved', 'Yes', 'Yes (Ada)'],
  ['Exempt status', 'Exempt', 'Non-exempt'],
  ['Austritt', 'ja', 'Ja'],
  ['Leave', '12.5', '8'],
  ['Leave balance', '12.5', '10.5'],
  ['City,State', 'Boston,MA', 'New York,NY'],
  ['Country,State', 'US,California', 'US,Texas'],
  ['Work State,Work Zip', 'NSW,2000', 'NT,0800'],
  ['Rating', '★★★', '★★'],
  ['Protected class', 'yes', 'no'],
  ['離職理由', '自己都合', '会社都合'],
  ['Причина увольнения', 'по собственному', 'соглашение'],
  ['Offboarding type', 'Voluntary', 'Involuntary'],
  ['Note', 'keep access logs', 'do not delete user data'],
  ['Note', 'keep user files', 'keep active directory group'],
  ['Note', 'do not remove from alumni list', 'do not remove user from payroll'],
  ['Note', 'came back for laptop', 'will be back for farewell'],
  ['Note', 'Keep for the record', 'keep as reference'],
  ['Note', 'still needed: laptop', 'Skip: no exit interview'],
  ['Note', 'hold laptop', 'ignore previous ticket'],
  ['Note', 'must return laptop', 'should not be rehired'],
  ['Note', 'returned to vendor', 'please disable asap'],
  ['Leaver?', 'Resigned', 'Retired'],
  ['Deactivate', 'Yes', 'asap'],
  ['Deactivate', 'Yes', '2026-10-31'],
  ['Exit interview', 'done', 'postponed'],
  ['Payroll', 'paid', 'on hold'],
  ['Manager', 'Skip', 'Ada'],
  ['Company', 'Keep', 'Acme'],
  ['Protected leave', 'yes', 'no'],
  ['Удаленная работа', 'да', 'нет'],
  ['City,State', 'Boston,MA', 'London,n/a'],
  ['Ort,State', 'Zürich,ZH', 'Bern,BE'],
  ['City,State', 'München,BY', 'Köln,NW'],
  ['City,State', 'Munich,Bavaria', 'Berlin,Berlin'],
  ['City,State', 'Stuttgart,Baden-Württemberg', 'Graz,Steiermark'],
  ['Ciudad,Estado', 'México,CMX', 'Guadalajara,JAL'],
  ['Ciudad,Estado', 'Monterrey,Nuevo León', 'Puebla,Puebla'],
  ['Cidade,Estado', 'Campinas,São Paulo', 'Curitiba,Paraná'],
  ['Suburb,State', 'Canberra,ACT', 'Sydney,NSW'],
  ['city,state', 'omaha,ne', 'reno,nv'],
  ['Exempt', 'Exempt', 'Non-exempt'],
  ['Exempt?', 'E', 'N'],
  ['Approved?', 'Ada Park', 'Omar Diaz'],
  ['Approved', 'J. Smith', 'L. Jones'],
  ['Confirmed', 'Yes', 'by phone'],
  ['Confirmed?', 'Yes by manager', 'yes (mail)'],
  ['Deactivate?', 'yes', 'Yes please'],
  ['Line manager', '"Keep, Ada"', '"Diaz, Omar"'],
  ['Reports to', 'Keep', 'Omar Diaz'],
  ['Exceptions', 'none', ''],
  ['Insurance', 'terminated', 'extended'],
  ['Lease', 'terminated', 'cancelled'],
  ['Exception', 'n/a', ''],
  ['Ausnahme', 'keine', ''],
  ['Approval', 'approved', 'approved on 3 Nov'],
  ['Approval', 'Approved', 'approved (Ada)'],
  ['Freigabestand', 'genehmigt', 'genehmigt am 3.11.'],
  ['Exit interview outcome', 'completed', 'declined'],
  ['Note', 'will be back to collect things', 'came back to return laptop'],
  ['Note', 'keep and archive mailbox', 'keep and forward mails to Ada'],
  ['Note', 'cancelled his phone contract', 'pending laptop return'],
  ['Note', 'exit interview cancelled', 'no change of address'],
  ['Note', 'no action needed on laptop', 'needs to return laptop'],
  ['Note', 'will not leave forwarding address', 'will not be coming back'],
  ['Note', 'extended benefits until March', 'contract not renewed'],
  ['Exit interview notes', 'cancelled', 'pending'],
  ['Ticket status', 'Cancelled', 'Pending'],
  ['Severance status', 'on hold', 'signed'],
  ['In AD', 'yes', 'no'],
  ['Deactivation', 'pending', 'done'],
  ['Termination', 'by mutual agreement', 'Redundancy'],
  ['Note', 'No action from payroll side', 'withdrawn from pension'],
  ['Merge account', 'yes', 'no'],
  ['On payroll', 'no', 'No'],
  ['HR match', 'no match', 'No match'],
  ['HR number found', 'E1', 'E2'],
  ['Parental leave from', '2026-01-05', ''],
  ['Leaving reason', 'Relocation', 'Parental leave ended - did not return'],
  ['Title', 'Contract Renewal Manager', 'Returns Team Lead'],
  ['Note', '"sabbatical, then left"', 'sabbatical then left'],
  ['Note', '"resigned, staying in Berlin"', 'moved to Munich for a new employer'],
  ['Note', 'laptop is staying with him', 'Laptop kommt per Post zurück'],
  ['Note', 'returning laptop on Monday', 'back pay in January'],
  ['Note', 'PO not renewed', 'did not accept contract extension'],
  ['Note', 'files moved to Sales team', 'license reassigned to team lead'],
  ['Note', '"quit, never came back from parental leave"', 'will not be replaced'],
  ['Note', 'account not yet deactivated', 'mailbox must not be deleted'],
  ['Note', '"stays in touch, remains available"', 'still has the laptop'],
  ['Note', 'no PTO left', 'left without notice'],
  ['Bemerkung', 'wurde noch nicht gesperrt', 'Vertrag nicht verlängert'],
  ['Bemerkung', 'bleibt telefonisch erreichbar', 'Wechsel zur Konkurrenz'],
  ['Bemerkung', 'Postfach bitte nicht löschen', 'kommt nicht zurück'],
  ['Commentaire', 'reste 3 jours de congés à solder', 'retour du matériel en janvier'],
  ['Observaciones', 'sigue pendiente el portátil', 'no vuelve'],
  ['Opmerking', 'contract niet verlengd', 'blijft bereikbaar'],
  ['Tag', '#SALES', '#N1'],
  ['Action', 'Disable', 'Disable account'],
  ['Action', 'Remove', 'to be removed'],
  ['Reply from manager', 'Yes', 'yes please'],
  ['Comment', 'yes', 'laptop missing'],
  ['Leave type', 'Parental leave', 'Sick leave'],
  ['Note', 'keep mailbox for 90 days', 'leave laptop with reception'],
  ['Note', 'Error: mailbox full', '"sick, accident, left"'],
  ['Note', 'manager is on parental leave', 'was on parental leave until August'],
  ['Note', 'do not wait for equipment return', 'resigned for a new job'],
  ['Remarques', 'en arrêt maladie jusqu’à son départ', 'clés rendues'],
  ['Note', '"Last day 30 June, staying until then"', 'She stayed with us for five years'],
  ['Note', '"Left for family reasons, may come back"', 'Open to returning later as freelancer'],
  ['Note', '"Was offered to stay, refused"', '"Contract up for renewal, not renewed"'],
  ['Note', '"Did not resign, was dismissed"', '"Not resigned, was laid off"'],
  ['Note', '"Converted to permanent in 2020, leaves now"', '"Contract was extended once, ends now"'],
  ['Note', '"Moved to Sales in 2022, left in October"', '"Promoted to team lead, resigned in October"'],
  ['Note', 'Returns to work for his previous employer', 'Returning to his former company'],
  ['Note', 'back to home company', 'End of secondment; returns to parent company'],
  ['Note', 'Keep in touch with her', 'Active until end of garden leave'],
  ['Note', 'Tom takes over for now', 'All done for now'],
  ['Note', 'Found new employment', 'Signed permanent contract at Google'],
  ['Note', 'Moved to Marketing agency', 'moved to legal hold'],
  ['Note', 'Remove litigation hold', 'do not disable forwarding'],
  ['Note', 'Case cannot be closed', 'Payout not before January'],
  ['Note', 'wrong username', 'Wrong hire'],
  ['Note', 'still in team chat', 'Not this time'],
  ['Note', 'changed her mind about staying', 'Reports moved to Sales team'],
  ['Note', 'Access revoked since termination', 'Up for contract renewal - declined'],
  ['Bemerkung', '"Konto noch aktiv, bitte sperren"', 'Nachbesetzung nicht vor März'],
  ['Commentaire', 'CDI signé chez Orange', '"Toujours actif, à désactiver"'],
  ['Employee', 'Eva Falsch', 'Li Wrong'],
  ['Asked', 'ada@example.com via zoe.stays@example.com', ''],
  ['Requested by', '"Fehler, Ina"', '"Irrtum, Max"'],
  ['Cost center', 'Internal Mobility', 'Back to Work Program'],
  ['_merge', 'left_only', 'left_only'],
  ['Disabled person', 'yes', 'no'],
  ['Knowledge transfer', 'done', 'open'],
  ['Phone transfer', 'x', ''],
  ['Übergabe', 'ja', 'nein'],
  ['Übergabe erledigt', '3.11.2026', 'erledigt'],
  ['Handover needed', 'no', 'pending'],
  ['Note', 'Still to return: laptop', 'has to return: badge and keys'],
  ['Column1', 'Sales', 'IT'],
  ['serviceplan', 'true', 'false'],
  ['userNameIDs', 'yes', 'no'],
  ['Unnamed: 0', '0', '1'],
  ['Laptop returned (Y/N)', 'Y', 'N'],
  ['Department (Leavers)', 'Sales', 'IT'],
  ['Data (deleted)', 'yes', 'no'],
  ['User (login)', 'jroth', 'zmueller'],
  ['Custom field (Team)', 'Blue', 'Red'],
  ['Reviewer decision', 'Denied - Omar', 'Denied by Ada'],
  ['Labels', 'offboarding', 'laptop-returned'],
  ['Şehir', 'İSTANBUL', 'İZMİR'],
  ['Cost center (HR)', 'Internal Mobility', 'Back to Work Program'],
  ['Company (legal)', 'Keep', 'Acme'],
  ['Leave balance (h)', '12.5', '10.5'],
  ['user.Active Directory ID', 'jdoe', 'zmueller'],
];

/** Columns that say when people went, and are empty for Zoë, who may be staying. */
const UNDATED: readonly Column[] = [
  ['u_termination_date', '2026-11-01', ''],
  ['Laatste werkdag', '01-11-2026', ''],
  ['Último día', '01/11/2026', ''],
  ['Austrittsdat.', '01.11.2026', ''],
  ['Termination Date', '2026-11-01', ''],
  ['Termination Date', '2026-11-01', '-'],
  ['Letzter Arbeitstag', '2026-11-01', '00.00.0000'],
  ['deletedDateTime', '2026-11-01T00:00:00Z', ''],
  ['DELETED_AT', '2026-11-01', ''],
  ['deleteddatetime', '2026-11-01T00:00:00Z', ''],
  ['employment.last_working_day', '2026-11-01', ''],
  ['Left on', '1 Nov 2026', 'n/a'],
  ['Soft deletion time stamp', '2026-11-01', ''],
  ['Terminated', '2026-11-01', ''],
  ['Ausgeschieden', '01.11.2026', ''],
  ['Left on', '2026-11-01', 'never'],
  ['Date départ', '01/11/2026', ''],
  ['Resignation date', '2026-11-01', ''],
  ['Retirement Date', '2026-11-01', ''],
  ['Date de démission', '01/11/2026', ''],
  ['Sortie le', '01/11/2026', ''],
  ['Uscita prevista', '01/11/2026', ''],
  ['Data dimissioni', '01/11/2026', ''],
  ['Departure', '2026-11-01', ''],
  ['離職日', '2026年11月1日', ''],
  ['离职日期', '2026/11/01', ''],
  ['Дата увольнения', '01.11.2026', ''],
  ['Data de desligamento', '01/11/2026', ''],
  ['Datum uit dienst', '01-11-2026', ''],
];

/** Columns that say when an account was closed: of Zoë that may be still to do, so that no line leaves her out. */
const UNCLOSED: readonly Column[] = [
  ['Deactivated on', '11/01/2026', ''],
  ['Deactivated on', '2026-11-01', 'never'],
  ['Account disabled on', '2026-11-01', ''],
  ['Access removed on', '2026-11-01', '-'],
  ['Access revoked date', '2026-11-01', ''],
  ['Disabled', '2026-11-01', ''],
];

/** Several columns, of which one says of both that they have gone, or none asks. */
const GONE: readonly (readonly [...Column, ...words: string[]])[] = [
  ['Termination Date,Deactivated on', '2026-11-01,2026-11-02', '2026-11-01,'],
  ['Termination Date,Left on', '2026-11-01,', ',2026-11-02'],
  ['Termination Date,Disabled', '2026-11-01,2026-11-02', '2026-11-01,'],
  ['last_day,Deactivated on', '2026-11-01,2026-11-02', '2026-11-01,'],
  ['status,Account disabled on', 'Left,2026-11-02', 'Left,'],
  ['status,Access removed on', 'Left,2026-11-02', 'Terminated,', '--where', 'status=Left,Terminated'],
  ['Active,Left on', 'no,2026-11-02', 'No,'],
  ['Event,Left on', 'Termination,2026-11-02', 'Termination,'],
  ['Leaver,Left on', 'yes,2026-11-02', 'yes,'],
  ['last_day,effective_at', '2026-11-01,', ',2026-11-02T00:00:00Z'],
  ['last_day,end date', '2026-11-01,', ',2026-11-02'],
  ['last_day', '2026-11-01', ''],
  ['effective_at', '2026-11-01T00:00:00Z', ''],
  ['Time left', '3 days', ''],
  ['Days left', '3', ''],
  ['Departure', '3 boxes', ''],
];

describe('a column that sorts people although its name is none of a state', () => {
  it.each(SORTING)(
    'is refused, with a line for those who are meant: %s, %s, %s',
    async (header, jane, zoe) => {
      const ended = await run(header, jane, zoe);
      expect(ended).toMatchObject({ exit: 2, sent: [], stdout: '' });
      expect(ended.stderr).toContain(`--where '${header}=${jane}'\n`);
      expect((await run(header, jane, zoe, '--where', `${header}=${jane}`)).sent).toEqual(['usr_abc123']);
    },
  );

  it('says nothing where the call says that it does not matter', async () => {
    const ended = await run('Event', 'Termination', 'Hire', '--ignore-column', 'Event');
    expect(ended.sent).toEqual(['usr_abc123', 'usr_zoe01']);
  });

  it.each(KEPT)('is refused for whom it keeps: %s, %s, %s', async (header, jane, zoe) => {
    const ended = await run(header, jane, zoe);
    expect(ended).toMatchObject({ exit: 2, sent: [], stdout: '' });
    expect(ended.stderr).toContain(`--where '${header}!=${zoe}'\n`);
    expect((await run(header, jane, zoe, '--where', `${header}!=${zoe}`)).sent).toEqual(['usr_abc123']);
  });

  it.each(['Keep!', '復職'])(
    'is looked at for whom it keeps, however much else stands in it: %s',
    async (kept) => {
      const rows = Array.from({ length: 60 }, (_, at) => `usr_${at},${at === 50 ? kept : `laptop ${at}`}\n`);
      const path = await file(world.current, 'leavers', `user_id,Note\n${rows.join('')}`);
      const target = ['--org', 'org_xyz789', '--transfer-to', 'dept_eng001', '--no-check', '--yes'];
      const ended = await world.current.run(['users', 'deactivate', '--from', path, ...target]);
      expect({ exit: ended.exit, sent: world.current.requests }).toEqual({ exit: 2, sent: [] });
      expect(ended.stderr).toContain(`--where 'Note!=${kept}'`);
    },
  );

  it.each(OTHERS)('is no column that says something else: %s, %s, %s', async (header, jane, zoe) => {
    const ended = await run(header, jane, zoe, '--now', '2026-11-25T12:00:00Z');
    expect(ended).toMatchObject({ exit: 0, sent: ['usr_abc123', 'usr_zoe01'] });
  });
});

describe('a column that says when people came back', () => {
  const NOW = ['--now', '2026-11-25T12:00:00Z'];

  it.each<Column>([
    ['Rehire Date', '', '2026-05-01'],
    ['Termination Date,Rehire Date', '2026-10-01,', '2026-10-01,2026-11-01'],
    ['Termination Date,Rehire Date', '10/01/2026,', '10/01/2026,11/01/2026'],
    ['Termination Date,Rehire Date', '11/13/2026,', '06/30/2026,09/01/2026'],
    ['Austrittsdatum,Wiedereintritt', '01.10.2026,', '01.10.2026,01.11.2026'],
    ['Deactivated on,reactivated_at', '2026-10-01,', '2026-01-01,2026-02-01T00:00:00Z'],
    ['Status,Rehire Date', 'Terminated,', ',2026-11-01'],
    ['Status,Last Day,Rehire Date', 'Terminated,2026-10-01,', 'Terminated,2026-10-01,2026-11-01'],
    ['Probation end,Rehire Date', ',', '2026-08-01,2026-05-01'],
  ])('is refused for whom has not left since: %s, %s, %s', async (header, jane, zoe) => {
    const ended = await run(header, jane, zoe, ...NOW);
    expect(ended).toMatchObject({ exit: 2, sent: [], stdout: '' });
    const [name = ''] = header.split(',').slice(-1);
    expect(ended.stderr).toContain(`:3: ${name} says that people came back in one row`);
    expect((await run(header, jane, zoe, '--where', `${name}=`, ...NOW)).sent).toEqual(['usr_abc123']);
  });

  it.each<Column>([
    ['Termination Date,Rehire Date', '2026-10-01,2019-01-01', '2026-10-01,'],
    ['Termination Date,Rehire Date', '10/01/2026,01/09/2026', '10/01/2026,'],
    ['Termination Date,Rehire Date', '2026-10-01,2026-10-01', '2026-10-01,'],
    ['Termination Date,Rehire Date', '11/13/2026,', '10/30/2026,09/12/2026'],
    ['Rehire Date', '', ''],
    ['Term Date,Rehire Date', '10/31/2026,5/1/2015', '10/30/2026,'],
    ['Contract End,Rehire Date', '2026-10-31,2015-05-01', '2026-10-30,'],
    ['Status,Rehire Date', 'Terminated,2015-05-01', 'Terminated,'],
    ['Rehire eligible', 'no', 'yes'],
    ['Reactivated by', 'Ada', ''],
  ])('is taken where all have: %s, %s, %s', async (header, jane, zoe) => {
    expect((await run(header, jane, zoe, ...NOW)).sent).toEqual(['usr_abc123', 'usr_zoe01']);
  });
});

describe('people who came back', () => {
  it('may have left on a day by which the call chooses', async () => {
    const days = await run(
      'Last Day,Rehire Date',
      '2026-10-31,2015-05-01',
      '2026-10-31,',
      ...['--where', 'Last Day=2026-10-31'],
    );
    expect(days.sent).toHaveLength(2);
  });
});

describe('a state beside an address', () => {
  it.each([
    ['Boston,MA', 'New York,Active'],
    ['Boston,IN', 'New York,AC'],
    ['Boston,A', 'New York,T'],
    ['Boston,ACT', 'New York,INA'],
    ['Boston,Enabled', 'New York,Invited'],
    ['Boston,OFF', 'Toronto,ON'],
    ['Boston,Dormant', 'New York,Live'],
    ['Boston,Dead', 'New York,Alive'],
    ['Boston,TERM', 'New York,PERM'],
    ['Boston,Garden leave', 'New York,At work'],
    ['Boston,Alumni', 'New York,Staff'],
    ['Wien,Austritt', 'Boston,Ohio'],
    ['Wien,Austretend', 'Boston,Ohio'],
    ['Boston,Missing', 'Reno,Nevada'],
    ['Dallas,Left Texas', 'Reno,Nevada'],
  ])('is one of people where not all are parts of a country: %s, %s', async (jane, zoe) => {
    expect(await run('City,State', jane, zoe)).toMatchObject({ exit: 2, sent: [] });
  });
});

describe('a cell in which a formula failed', () => {
  it.each<Column>([
    ['HR lookup', 'E1', '#N/A'],
    ['Service', '', ' #REF!'],
    ['Cost center', 'CC1', '#REF!'],
    ['Manager', 'Ada', '#VALUE!'],
    ['Name', 'Jane', '#NAME?'],
    ['Laptop', '', '#DIV/0!'],
    ['Status', '#NV', '#NV'],
    ['Abteilung', 'Vertrieb', '#WERT!'],
    ['Note', '', '#BEZUG!'],
    ['Motivo', 'Renuncia', '#¿NOMBRE?'],
    ['Service', 'Ventes', '#VALEUR!'],
    ['Puesto', 'Caja', '#¡DESBORDAMIENTO!'],
    ['Отдел', 'A', '#ДЕЛ/0!'],
  ])('is refused in any column: %s, %s, %s', async (header, jane, failed) => {
    const ended = await run(header, jane, failed);
    expect(ended).toMatchObject({ exit: 2, sent: [], stdout: '' });
    expect(ended.stderr).toContain(`${header} holds ${failed.trim()} in `);
    expect((await run(header, jane, failed, '--ignore-column', header)).sent).toHaveLength(2);
  });

  it('may be what the call chooses by', async () => {
    expect((await run('HR', '#N/A', 'E2', '--where', 'HR=#N/A')).sent).toEqual(['usr_abc123']);
  });
});

describe('a row that is struck out', () => {
  it.each(['~~Zoë~~', ' ~~Zoë Müller~~ ', '<s>Zoë</s>', 'Z\u0336o\u0336'])('is refused: %s', async (name) => {
    const ended = await run('Name', 'Jane', name);
    expect(ended).toMatchObject({ exit: 2, sent: [], stdout: '' });
    expect(ended.stderr).toContain(`:3: Name is struck out in one row`);
    expect((await run('Name', 'Jane', name, '--ignore-column', 'Name')).sent).toHaveLength(2);
  });

  it('is not to be ignored where the address is struck out too', async () => {
    const stdin = 'Name,email\n~~Jane~~,~~jane@example.com~~\n';
    const line = 'users deactivate --from - --org org_xyz789 --transfer-to dept_eng001 --yes';
    const { exit, stderr } = await world.current.run(line, { stdin });
    expect(exit).toBe(2);
    expect(stderr).toContain('Name, email is struck out in one row');
    expect(stderr).not.toContain('--ignore-column');
  });

  it.each(['~~old~~ new', '~5', '<Zoë>'])('is none: %s', async (name) => {
    expect((await run('Note', 'x', name)).sent).toHaveLength(2);
  });
});

describe('a column that says when people went, and for some does not', () => {
  const NOW = ['--now', '2026-11-25T12:00:00Z'];

  it.each(UNDATED)(
    'is refused, with a line for those who have a date: %s, %s, %s',
    async (header, jane, zoe) => {
      const ended = await run(header, jane, zoe, ...NOW);
      expect(ended).toMatchObject({ exit: 2, sent: [], stdout: '' });
      const what = zoe === 'never' ? 'has no date' : 'is empty';
      expect(ended.stderr).toContain(`${header} ${what} in 1 of 2 rows, who may be staying`);
      expect(ended.stderr).toMatch(new RegExp(`--where '?${header}!=${zoe}'?\n`));
      const some = await run(header, jane, zoe, '--where', `${header}!=${zoe}`, ...NOW);
      expect(some).toMatchObject({ exit: 0, sent: ['usr_abc123'] });
    },
  );

  it.each(UNCLOSED)('chooses nobody by a closed account: %s, %s, %s', async (header, jane, zoe) => {
    const ended = await run(header, jane, zoe, ...NOW);
    expect(ended).toMatchObject({ exit: 2, sent: [], stdout: '' });
    expect(ended.stderr).toContain('in 1 of 2 rows, who may be staying: use --ignore-column');
    expect(ended.stderr).not.toContain('--where');
    const all = await run(header, jane, zoe, '--ignore-column', header, ...NOW);
    expect(all).toMatchObject({ exit: 0, sent: ['usr_abc123', 'usr_zoe01'] });
  });

  it.each(GONE)('asks nothing where all have gone: %s, %s, %s', async (header, jane, zoe, ...words) => {
    const ended = await run(header, jane, zoe, ...words, ...NOW);
    expect(ended).toMatchObject({ exit: 0, sent: ['usr_abc123', 'usr_zoe01'] });
  });

  it('asks nothing of accounts still to close with --due either', async () => {
    const header = 'Termination Date,Deactivated on';
    const ended = await run(header, '2026-11-01,2026-11-02', '2026-11-01,', '--due', ...NOW);
    expect(ended).toMatchObject({ exit: 0, sent: ['usr_abc123', 'usr_zoe01'] });
  });

  it.each<[rows: readonly string[], said: string, offered: readonly string[]]>([
    [
      ['Left on', '2026-11-01', '', 'never'],
      'Left on has no date in 2 of 3 rows',
      ['Left on!=,never', 'Left on'],
    ],
    [['Left on', '2026-11-01', '', 'a', 'b', 'c', 'd'], 'Left on has no date in 5 of 6 rows', ['Left on']],
    [
      ['last_day,Left on', '2026-11-01,', ',2026-11-02', ','],
      'last_day, Left on are all empty in 1 of 3 rows',
      ['Left on!=', 'Left on'],
    ],
    [
      ['Left on,Exit day', ',2026-11-03', '2026-11-01,2026-11-02', ','],
      'Left on, Exit day are all empty in 1 of 3 rows',
      ['Exit day!=', 'Left on'],
    ],
    [
      ['Resignation date,Last working day', '2026-09-01,2026-11-01', '2026-11-20,', ','],
      'Last working day is empty in 2 of 3 rows',
      ['Last working day!=', 'Last working day'],
    ],
    [['Action,Left on', 'no,2026-11-01', 'no,'], 'Left on is empty in 1 of 2 rows', ['Left on!=', 'Left on']],
    [
      ['Termination Date', 'soon', '2026-11-01', ''],
      'Termination Date is empty in 1 of 3 rows',
      ['Termination Date!='],
    ],
  ])('counts the rows without any date: %s', async ([header, ...cells], said, offered) => {
    const rows = cells.map((cell, index) => `usr_${index + 1},${cell}\n`).join('');
    const path = await file(world.current, 'leavers', `user_id,${header}\n${rows}`);
    const target = ['--org', 'org_xyz789', '--transfer-to', 'dept_eng001', '--no-check', '--yes', ...NOW];
    const { exit, stderr } = await world.current.run(['users', 'deactivate', '--from', path, ...target]);
    expect({ exit, sent: world.current.requests.length }).toEqual({ exit: 2, sent: 0 });
    expect(stderr).toContain(`${said}, who may be staying`);
    const lines = stderr.split('\n').filter((line) => line.startsWith('hint: '));
    const first = lines.map((line) => /--(?:where|ignore-column) '?([^'\n]*)/.exec(line)?.[1]?.trim());
    expect(first).toEqual(offered);
  });

  it.each<[command: string, header: string, who: string, offered: readonly string[]]>([
    ['reactivate', 'Deactivated on', 'who may never have gone', ['Deactivated on!=']],
    ['reactivate', 'Disabled', 'who may never have gone', ['Disabled!=']],
    ['reactivate', 'Left on', 'who may never have gone', ['Left on!=', 'Left on=']],
    ['invite', 'Left on', 'the others may have gone', ['Left on=']],
    ['remove', 'Left on', 'who may be staying', ['Left on!=']],
    ['remove', 'Kündigungsdatum', 'who may be staying', ['Kündigungsdatum!=']],
  ])('is refused by users %s as it is for that: %s', async (command, header, who, offered) => {
    const rows = `email,${header}\njane@example.com,2026-11-01\nzoe@example.com,\n`;
    const path = await file(world.current, 'people', rows);
    const words = ['--from', path, '--org', 'org_xyz789', '--yes', ...NOW];
    const { exit, stderr } = await world.current.run(['users', command, ...words]);
    expect({ exit, sent: world.current.requests.length }).toEqual({ exit: 2, sent: 0 });
    expect(stderr).toContain(`${header} is empty in 1 of 2 rows, ${who}`);
    const lines = [...stderr.matchAll(/ --where '?([^'\n]*=)'?\n/g)].map(([, condition]) => condition);
    expect(lines).toEqual(offered);
  });

  it('is taken where the call says who is meant', async () => {
    const some = await run('Termination Date', '2026-11-01', '', '--where', 'Termination Date!=', ...NOW);
    expect(some).toMatchObject({ exit: 0, sent: ['usr_abc123'] });
  });

  it('is taken where the call says that it does not matter', async () => {
    const all = await run(
      'Termination Date',
      '2026-11-01',
      '',
      '--ignore-column',
      'Termination Date',
      ...NOW,
    );
    expect(all).toMatchObject({ exit: 0, sent: ['usr_abc123', 'usr_zoe01'] });
  });

  it.each(['Termination Date!=', 'Termination Date!=2026-11-01'])(
    'still has its dates to come refused, whoever is chosen by it: --where %s',
    async (where) => {
      const ended = await run('Termination Date', '2027-01-31', '2026-11-01', '--where', where, ...NOW);
      expect(ended).toMatchObject({ exit: 2, sent: [] });
      expect(ended.stderr).toContain('still to come');
    },
  );

  it('still has its states judged, where all that are filled are chosen', async () => {
    const ended = await run('Status', 'Left', 'Active', '--where', 'Status!=', ...NOW);
    expect(ended).toMatchObject({ exit: 2, sent: [] });
    expect(ended.stderr).toContain('Status holds');
  });
});

describe('a list whose person is named by no column', () => {
  it.each([
    ...['Manager E-mail', 'Reports to email', 'E-Mail Vorgesetzte'].map(
      (header) => [header, `Departing e-mail,${header}\njane@example.com,omar@example.com\n`] as const,
    ),
    ['Email', 'Employee,Manager,Email\nJane Doe,Omar Haddad,omar@example.com\n'] as const,
  ])('is never offered whom they report to: %s', async (header, rows) => {
    const path = await file(world.current, 'leavers', rows);
    const target = ['--org', 'org_xyz789', '--transfer-to', 'dept_eng001', '--no-check', '--yes'];
    const ended = await world.current.run(['users', 'deactivate', '--from', path, ...target]);
    expect(ended).toMatchObject({ exit: 2, stdout: '' });
    expect(ended.stderr).not.toContain(`email=${header}`);
  });
});

import { describe, expect, it } from 'vitest';
import type { Action } from '../../src/results/record.ts';
import { department, read } from './reading.ts';

/** By what they speak of: notes, one a line, that say nothing against a deactivation. */
const SAY_NOTHING: readonly (readonly [of: string, notes: string])[] = [
  [
    'lists of something else',
    `
remove from mailing list
remove from all lists
removed from payroll list
on the list of HR
line manager informed
on the removal list
on the list to remove
remove from access list
entry removed
ligne supprimée
remove entry badge
`,
  ],
  [
    'people who leave',
    `
Laptop returned on Friday
Last day 31 October, exit interview done
Please forward mail to Ada
Works until Friday, then gone
Employed until 31 Oct
Contract ends 30 June
Contract runs out in June
Contract not extended, ends June
Extension declined
Temp contract, permanent position went to Ben
Now at a competitor
Now works for a client
Now with Acme
now retired
Now living in Spain
Moved to Spain
Stays in Berlin after leaving
Mailbox stays open for 30 days
Skipped exit interview
Cancelled his access
Skipped handover, active tickets moved to Tom
Deactivate only the SSO account
Deactivate only after backup of mailbox
Close account at 18:00
Remove after 6 pm
Maternity cover, contract ended
Was maternity cover for Eva
Ada returns from leave, cover ends
Successor: Tom starts 1 Dec
Replacement hired
Manager approves removal
Approved by HR
Not yet returned laptop
Badge not yet returned
Laptop requested
Kündigung zum 31.10.
Kündigung erhalten, Austritt 31.10.
Arbeitet bis Freitag
Letzter Arbeitstag Freitag
Vertrag läuft aus
Vertrag läuft am 30.06. aus
Aufgaben werden von Tom übernommen
Kunden werden übernommen von Eva
Laptop wird von Eva übernommen
Resturlaub genommen
Postfach bleibt bis Jahresende offen
Quitte l'entreprise le 31 octobre
Dernier jour le 31 octobre
Contrat terminé
Fin de mission le 30 juin
Matériel rendu
Poste supprimé
Reste 5 jours de congés
Se va el 31 de octubre
Ada se va en octubre
Último día 31/10
Portátil devuelto
Fine contratto 30/06
Ultimo giorno venerdì
Laatste werkdag vrijdag
Vertrekt 31 oktober
`,
  ],
  [
    'who works until a day',
    `
Arbeitet noch bis Freitag
Reste en poste jusqu'au 31 octobre
Still works until Friday
still employed until 31 Oct
Zoë still works until Thursday
arbeitet noch bis 31. Oktober
noch bis Montag beschäftigt
Ist noch bis zum 15. angestellt
Arbeitet weiterhin bis Donnerstag
remains employed until 31 October
continues to work until Friday
travaille encore jusqu'au 15 novembre
reste en poste jusqu'à vendredi
Encore en poste jusqu'au 31
sigue trabajando hasta el viernes
trabaja todavía hasta el 15 de noviembre
werkt nog tot vrijdag
Nog werkzaam tot 30 oktober
lavora ancora fino a venerdì
bleibt bis Freitag im Dienst
arbeitet noch bis 05.12.
noch bis 5.12. beschäftigt
still employed until 30/11
encore en poste jusqu'au 05/12
lavora ancora fino al 30 novembre
`,
  ],
  [
    'an hour of the day',
    `
Close only after 6 pm
Remove only after 18:00
close only at 5 pm
Disable only after 17 h
erst um 18 Uhr sperren
erst nach 18:00 deaktivieren
Sperren erst ab 17 Uhr
only disable after 6pm
Bloquer seulement après 18 h
Désactiver seulement à 18h
only deactivate after 5:30 pm
Block only after 20:00
Konto erst um 17:30 Uhr schließen
Close account only after 6 o'clock
alleen afsluiten na 18 uur
Suspend only after 4 pm
Lock only at 16:00
Revoke only after 7 am
solo desactivar a las 18 horas
Disattivare solo dopo le ore 18
Disable only after 5.30 pm
Erst um 17.30 Uhr sperren
Only close after 18:00 please
`,
  ],
  [
    'who was stood in for',
    `
Maternity cover for Ada, Ada returns 1 Nov
Maternity cover for Eva, Eva returns Monday
cover for Tom; Tom is back in June
Was cover for Ada, Ada comes back 3 Nov
Parental leave cover, Ada returns, cover ends
Elternzeitvertretung für Ada, Ada kommt zurück
Vertretung für Eva; Eva ist wieder da
Vertretung endet, Eva kommt am 1.11. zurück
Remplacement de Léa, Léa revient le 3 novembre
Remplacement terminé, Léa revient lundi
sustitución de Ana, Ana vuelve el lunes
Vervanging voor Eva, Eva komt terug in mei
sostituzione di Ada, Ada rientra a maggio
Substitute for Ben, Ben returns in May
replacement for Zoë, Zoë returns from leave
Stand-in for Ina: Ina returns 1 Nov
cover ends as Ada returns in May
Cover over, Ada is back
Sick cover for Max, Max returns Monday
Cover finished, Eva is back at work
Cover for Ada ended: Ada is back
Cover for the manager, the manager returns Monday
Maternity cover ends 30.11., Ada comes back 1.12.2026
Vervanging eindigt, Eva komt terug
`,
  ],
  [
    'that nothing is to be deleted',
    `
Deactivate only, do not delete
Deactivate, do not delete
Suspend only, don't delete
disable only - do not remove
Do not delete, only deactivate
Please deactivate but do not delete
Sperren, nicht löschen
nur deaktivieren, nicht löschen
Bitte nicht löschen, nur sperren
désactiver, ne pas supprimer
Désactiver seulement, ne pas supprimer le compte
desactivar, no eliminar
solo desactivar, no borrar
disattivare, non eliminare
alleen deactiveren, niet verwijderen
Lock account, do not delete it
Block access, never delete
Only suspend. Do not delete!
Disable the user, do not delete the account
deactivate and do not delete
suspend now, delete later
Jetzt sperren, später löschen
not to be deleted, only suspended
Suspend, must not be deleted
Sperren, aber nicht löschen
`,
  ],
  [
    'what is over, or to be closed',
    `
account still active
Left in May, account still active
Konto noch aktiv
compte encore actif
Contract cancelled
contract was rescinded
Vertrag storniert
contrat annulé
Access cancelled
Keep as shared mailbox
Transfer everything to Sales
Transfer account to Marketing
`,
  ],
  [
    'where things and people are now',
    `
now in Berlin
Laptop returned, now in HR
Now in the office of a competitor
now with a competitor
now freelance
Now unemployed
Laptop now in IT
jetzt in Rente
Jetzt bei Konkurrenz
Badge now with HR
keys now in Support
Now at university
jetzt in Spanien
maintenant à Lyon
ahora en Madrid
Now full-time at Acme
Access now permanent
Ban now permanent
now retired permanently
Now at Siemens in Sales
`,
  ],
  [
    'what is taken over',
    `
Laptop wird übernommen
Kosten werden übernommen
Nummer wird übernommen
Gerät: wird übernommen
Wird von Tom übernommen
Handy wird privat übernommen
Vertrag wurde nicht übernommen
wird nicht übernommen
Wird leider nicht übernommen
Postfach wird von Eva übernommen
`,
  ],
  [
    'for how long things stay',
    `
Laptop return expected 20 April
laptop: expected return 20 April
no return expected
Tax return expected
password not changed
password must not be changed or deleted
Do not edit or delete this row
Diese Zeile nicht ändern oder löschen
Bitte Überschriften nicht ändern oder löschen
Deze regel niet wijzigen of verwijderen
Passwort darf nicht geändert oder gelöscht werden
do not change her address
not modified since May
Mailbox stays for two years
Reste 3 mois de congés
data remains 2 years
Forwarding stays for 6 months
Laptop bleibt noch zwei Monate
remains 3 months of vacation
Archive stays for 2 years
Kündigungsfrist bleibt zwei Monate
Préavis reste trois mois
Non-compete remains for 12 months
E-mail redirect stays for 3 months
stayed for two years
Ordner bleibt zwei Jahre
was here for two years
`,
  ],
  [
    'what is signed, or not',
    `
NDA extension signed
Extension not signed
Lease extension signed
Extension unsigned
contract runs to June
Contract runs until June, no extension
Verlängerung nicht unterschrieben
Phone contract extension signed
Contract extension signed, then resigned
Extension signed, resigned in May
wird übernommen, hat dann gekündigt
`,
  ],
  [
    'what stays on a project',
    `
Laptop stays on the project
Data stays on the drive
Documents stay on the project
Left the project
off the project
code stays on GitHub
Tom stays on the thread
Files remain on the project
stayed on the project until May, then left
Not staying on the project
`,
  ],
  [
    'that a person goes',
    `
Ada se va
se va el lunes
Ada ya no está
Ada ya no esta aqui
no se va a devolver el portátil
Ada no se va a quedar
Ada ya se va
Se va de la empresa
se ne va venerdì
Il va partir
ne va plus revenir
`,
  ],
  [
    'what lies on a table',
    `
Kündigung liegt auf dem Tisch
Gegenangebot vom Tisch
Bonus ist vom Tisch
extension off the table
Verlängerung vom Tisch
Schlüssel vom Tisch genommen
Resignation is on the table
Notice on the table
Badge on the table
renewal off the table
Kündigung vom 3.10. liegt vor
Contract until 31/12/2026 not renewed
Vertrag bis 31.12.2026, keine Verlängerung
`,
  ],
  [
    'who was active, or elsewhere',
    `
not active in Workday
No longer active in Workday
was active in Workday
active in Jira
account active in AD
active in Workday until Friday
inactive in Workday
Laptop active in MDM
Terminated in Workday
still active in payroll for last pay
Still active in Workday, please deactivate
`,
  ],
  [
    'people who leave, in other languages and short',
    `
rehire eligible
Re-hire: no
not eligible for rehire
was on maternity leave and resigned
term
term date confirmed
long term notice paid
cancel termination meeting
PC返却済
データは削除しないでください
请勿删除邮箱
不停用邮箱
暂不禁用郵箱
메일함 삭제하지 마세요
退職届受理
已交接
离职手续已办
노트북 반납
퇴사 확정
ноутбук сдан
уволен по собственному желанию
barselsgave sendt
удалить
désactiver le compte
slett kontoen
ta bort
`,
  ],
  [
    'what was asked or is to be looked at',
    `
exit talk
talk given
Call with HR done
Rücksprache mit HR erfolgt
Nothing to confirm
nobody objects
clarified with HR
ask for laptop
confirm laptop return
call Jane about laptop
review laptop
HR to confirm last day
talk to Omar about handover
key returned? (laptop)
phone?
not approved for rehire
wrong email (fixed)
tbc, resolved
noch benötigt: Laptop
checked with Omar first
asked me to confirm
check laptop first
check mailbox before disabling
confirm return of laptop first
Confirm first day
HR confirmed before leaving
waiting for laptop
nach Rücksprache mit HR
verify address before sending papers
left, ask manager for laptop first
Inactive > 90 days
`,
  ],
  [
    'few words of leaving, by which the person leaves',
    `
only since May
only for 3 months
nothing left
gone, no notice
left only last week
erst im Oktober ausgetreten
account not needed, deactivate
termination without notice
deactivate no later than Friday
Deactivate if still active
sperren falls noch aktiv
deactivate: yes
approved: deactivate
Offboarding request received
request to deactivate approved
Retirement exit
termination - job abandonment
Kündigung nicht zurückgezogen
Mailbox deletion postponed
exit interview cancelled
leave request rejected, quit
ticket no. 5, deactivate
expected return 2 March - did not come back
Vuelve en mayo; no vuelve
データ削除不要
waiting for deactivation
en attente de désactivation
in afwachting van deactivering
please cancel account
cancel her access
access request rejected
request for access denied
entretien de départ refusé
`,
  ],
  [
    'orders about things, and conditions of none',
    `
Laptop: keep
M. Garder
Mr. Keep
badge/phone: keep
Parking: hold
files: retain
SIM card stays
if questions call Ada
falls Rückfragen: Ada
exit interview: skip
if needed
if possible today
as soon as possible
Sobald möglich
once more: urgent
if you have questions, call HR
falls noch aktiv: sperren
when he left
once she resigned
if laptop is missing call IT
after restructuring
after 3 years
after maternity leave
nach Spanien
handover done?
open invoice
planned exit
needs it back: laptop
confirmed
approved
bestätigt
nu verwijderen
nu deactiveren
Nu slettes
`,
  ],
];

const KEEP: readonly (readonly [of: string, notes: string])[] = [
  [
    'that somebody is to be asked before',
    `
talk to Omar
Nora to confirm
under review, fixed-term
pending - fixed term ends June
to be checked; cleared for June
pending for rehire
mit HR klären
bitte mit Omar klären
ask HR
talk to her manager
to be clarified with manager
à confirmer avec RH
confirmar con RRHH
chiedere a Omar
Rücksprache mit HR
confirm
needs approval
really?
Austritt bestätigt?
HR to confirm
Omar decides
manager objects
call me first
needs review
verify
approval missing
undecided
unclear, to be resolved
ask me first
please ask me
Check with her manager before disabling
bitte vorher fragen
vorher mit HR klären
talk to me first
confirm with Omar before you do anything
will check with Omar first
demander à Omar avant
chiedere prima a Omar
to be discussed
pls check
waiting on HR
awaiting HR confirmation
触らないで
暂不处理
blir
silmeyin
`,
  ],
  [
    'an order behind a label or another remark',
    `
Omar: keep
Omar: to keep
Sim Lee stays
CEO: keep
Manager: keep
service account - keep
Team lead (keep)
HR-123 keep
3.11. keep
left? keep
HR-12: on hold
left, rehired
`,
  ],
  [
    'a condition',
    `
if approved
if HR agrees
if manager approves
unless HR objects
subject to HR approval
as soon as replaced
once handover is done
after handover
only after the audit
nach Übergabe
sobald Ersatz da ist
works council objects
legal says no
`,
  ],
  [
    'that it is open, or an answer',
    `
open
planned
probably
not final
tba
in Abklärung
noch nicht bestätigt
still required
needs it for audits
in use
wird weiter benötigt
stop
ignored
may stay
leave it
Don't do this one
im Mutterschutz
long term sick
kalacak
異動
部署異動
対象外
转岗
续签
제외
아직
`,
  ],
  [
    'rows that are not meant, or people who moved',
    `
now works in Sales
jetzt tätig im Vertrieb
trasferimento interno
take off the list
remove from this list
please take her off the list
Zeile löschen
bitte von der Liste nehmen
supprimer cette ligne
row to delete
should be removed from the list
retirer de la liste
quitar de la lista
should not be on this list
?
not sure
to be reviewed
zu prüfen
`,
  ],
  [
    'who works on',
    `
still works here until March
arbeitet noch bis März hier
stays until June
Zoë bleibt bis Januar
Works here still
still employed until 31 December 2027
toujours en poste
sigue trabajando con nosotros
still employed with us
account still active until March; please disable then
remains employed
still employed until 31.12.2027
arbeitet noch bis 31.12.2027
reste en poste jusqu'au 31/12/2027
still employed until 2027-12-31
`,
  ],
  [
    'what is to be done, of who works until a day',
    `
Keep - works until Friday
Keep: still employed until 31 January
Exclude; employed until Friday 15 January
On hold - employed until 15 January
Skip, works until Friday 30 January
Behalten, arbeitet noch bis 31. Januar
Do not disable: still employed until 31 January
arbeitet noch bis Freitag in Bern, wechselt dann in den Vertrieb
still works until Friday, moves then to Sales
`,
  ],
  [
    'who stood in, and stays',
    `
Maternity cover ended, stays with us
Maternity cover ended, contract extended
Cover ended, Ben is staying
Cover ended, Ben still works here
Cover ends, she returns in May
Cover finished, moved to another team
Moved to Finance as cover for Eva
Cover for the team, stays in the company
Back as stand-in for Tom from May
Vertretung endet, wechselt in den Vertrieb
Vertretung beendet, kommt am 1.3. zurück
Remplacement terminé, reste chez nous
sustitución terminada, contrato renovado
`,
  ],
  [
    'that it is to be done later',
    `
erst ab Februar
only from 1 January
not now
next round
vorerst nicht
Disable only after 18:00 on 31.12.
Only disable after 6 pm on 31.12.2026
erst am 31.12. um 18 Uhr sperren
disable only after 2026-12-31 18:00
nicht vor dem 31.12. sperren
Disable only after 72 h
erst zum 31.12.2026 deaktivieren
désactiver seulement après le 31/12/2026
Konto bis 31.12. behalten
Close only after 1 December
only disable after Monday
erst im Januar sperren
Disable only after Friday 6 pm
do not disable before Monday
Remove only after 3 Nov
close only after June
only delete in January
erst nächste Woche deaktivieren
`,
  ],
  [
    'who is away and comes back',
    `
Voraussichtlicher Wiedereintritt: 20.04.2026
Wiedereintritt geplant
Rückkehr voraussichtlich 20.04.2027
expected return: 20 April
Expected return date: 20 April
on maternity leave, return date 3 May
Rehire planned
retour prévu le 20/04
on maternity leave, returns 1 Nov
On leave, Tom covers, returns in May
Zoë is on sabbatical, returns in June
covered by Tom, back 1 November
maternity cover arranged, Zoë returns in May
Elternzeit, kommt im Mai zurück
Zoë returns from leave in May
Eva kommt zurück
revient en mai
vuelve en mayo
kommt am 1.4. aus der Elternzeit zurück
komt op 1-4-2027 terug
Rückkehr am 1.4.2027. stays on project
3.11. bleibt
`,
  ],
  [
    'that nothing is to be done',
    `
exempt
wird noch benötigt
leave for now
keep pls
not a leaver?
no leaver
Do not deactivate, do not delete
do not deactivate or delete
do not delete or disable
Do not modify or delete this user that is used for checks
not to be modified or deleted
nicht ändern oder löschen
ne pas modifier ou supprimer
nicht löschen oder sperren
Do not delete
nicht löschen
Deactivate only in January, do not delete
do not disable
Ne pas désactiver, ne pas supprimer
not to be deactivated
don't suspend
Deactivate: not yet, do not delete
Deactivate? No, do not delete
Sperren: noch nicht, nicht löschen
Lock account, must not be deactivated
Block only, no deactivation
Suspend? Must not be suspended
`,
  ],
  [
    'what a person is now',
    `
now works as contractor
now in Customer Success
wird übernommen
now permanent
Now in Finance
now in the sales team
jetzt im Vertrieb
Jetzt in der Buchhaltung
maintenant au service ventes
She is now in Marketing
ahora en ventas
now in HR
Nu in verkoop
is now in Customer Support
He is now permanent
jetzt unbefristet
jetzt fest angestellt
now a permanent employee
maintenant en CDI
ahora indefinido
now full-time
is now on a permanent contract
nu vast
wird fest übernommen
wird jetzt übernommen
Sie wird übernommen
`,
  ],
  [
    'for how long a person stays',
    `
bleibt noch zwei Jahre
bleibt noch ein Jahr
Zoë stays for two years
stays another 6 months
stays for 2 more years
Reste encore deux ans
reste un an
se queda dos años
Blijft nog twee jaar
rimane ancora due anni
remains for three months
sigue otros seis meses
`,
  ],
  [
    'a contract that goes on',
    `
Extension signed, contract runs to June
Extension signed
Renewal signed, PO follows
Verlängerung unterschrieben
Contract extension signed
Extension has been signed
renouvellement signé
Prolongation signée
Vertragsverlängerung unterzeichnet
Verlenging getekend
contract renewal signed
extension signed on 3.11.2026
Vertrag bis 31.12.2027 verlängert
`,
  ],
  [
    'who stays on a project',
    `
stays on the project
Zoë stays on the project
stays on project
staying on the project
Remains on the assignment
She stays on this project
continues on the project
Stays on the case
keeps on the project
remains on the engagement
stays on our project
`,
  ],
  [
    'who does not go',
    `
Ada no se va
no se va
Zoë no se va
Zoë al final no se va
Ada non se ne va
Finalmente no se va
Ella no se va
no se marcha
Ada no se marcha
non se ne va
ya no se va
`,
  ],
  [
    'that it is taken back',
    `
Kündigung ist vom Tisch
Kündigung vom Tisch
Seine Kündigung ist vom Tisch
Austritt ist vom Tisch
Kündigung ist jetzt vom Tisch
Resignation is off the table
notice off the table
Termination is off the table
Austritt inzwischen vom Tisch
Departure now off the table
Entlassung ist vom Tisch
Kündigung vom 3.10. zurückgezogen
KÜNDIGUNG VOM 3.10. ZURÜCKGEZOGEN
Kündigung am 3.11.2026 zurückgezogen
`,
  ],
  [
    'whom a list of employees has',
    `
Skipped - active in Workday
active in Workday
still active in Workday
Active in HR
aktiv in Personio
active in the HR system
Skipped: active in BambooHR
Zoë is active in SuccessFactors
actif dans SIRH
attiva in Workday
Aktiv im Personalsystem
Left out - active in ADP
`,
  ],
  [
    'who is away, in other languages and short',
    `
LOA
mat leave
on mat. leave until May
FMLA
föräldraledig
barselsorlov
på barsel til maj
perhevapaa
äitiysvapaalla
urlop wychowawczy
mateřská dovolená
szülési szabadság
doğum izninde
DOĞUM İZNİ
в декрете
licença sem vencimento
休職中
産休中
产假
휴직 중
Föräldraledighet
육아휴직
`,
  ],
  [
    'that it is not to be done, in other languages',
    `
DO NOT TERM
do not term yet
не увольнять
não desligar
ikke slette
må ikke slettes
inte radera
får inte tas bort
ikke endnu
ei saa poistaa
ne töröljük
nem törölhető
nemazat
zatím ne
nu ștergeți
silinmeyecek
älä poista
削除しないでください
退職取り消し
退職撤回
不要停用
请勿删除
暂不离职邮件已通知
撤销离职
暂缓离职
삭제하지 마세요
퇴사 취소
לא למחוק
لا تحذف
`,
  ],
  [
    'in few words that leaving is denied, put off, taken back, asked or on a condition',
    `
no deactivation
deactivation not required
Vertragskündigung storniert
deactivation cancelled
désactivation reportée
baja aplazada
supprimer plus tard
desativar mais tarde
Deactivate: not yet
désactiver : pas encore
suspend? no
dezaktywować: nie
sperren?
really deactivate?
deactivation pending approval
sperren sobald freigegeben
deactivate only if HR confirms
deactivate next year
request rejected by legal
removal request for account rejected
resignation retracted
Austritt abgesagt
odejście odwołane
[Cancelled] Offboard Jane
nog actief
ancora attivo
ainda ativo
nadal pracuje
停止不要
退職？
承認後に停止
在籍中
rejected
to be confirmed
`,
  ],
  [
    'who came back or takes it back, in other words',
    `
Re-hired
reinstated
rescind term
cancel termination
term rescinded
withdrew her resignation again
Reincorporación en enero
voltou
widerrufen
Was cancelled by HR
has been postponed
wurde verschoben
A été annulée
Zurückgezogen am Montag
İptal edildi
not yet
Noch nicht!
pas encore
wieder zurück
Account wird nicht gesperrt
stannar
zůstává
kalıyor
остаётся
留任
will not be deactivated
won’t be disabled
ne sera pas désactivé
ignore this row
Bitte nicht beachten
отменено
delete later
Disable later, do not delete
disable now and keep, delete later
contract termination cancelled
still active here
account still active until June
user still active
Still active
User cancelled
`,
  ],
];

const each = (table: typeof KEEP) =>
  table.flatMap(([of, notes]) =>
    notes
      .trim()
      .split('\n')
      .map((note) => [of, note] as const),
  );

/** What is said of a list of two, of whom one has a note. */
async function said(note: string, action: Action = 'deactivate') {
  const form = department('none', null);
  const file = `user_id\tNote\nusr_1\tx\nusr_2\t${note}\n`;
  return (await read(file, { form, action })).said;
}

it.each(each(SAY_NOTHING))('a note of %s keeps nobody: %s', async (_, note) => {
  expect(await said(note)).toEqual([]);
});

/** What says when or by whom a note was written, other remarks beside it, and lines. */
const BESIDE: readonly (readonly [what: string, write: (note: string) => string])[] = [
  ['behind a day', (note) => `12.11.: ${note}`],
  ['behind another way to write it', (note) => `2025-11-12 ${note}`],
  ['behind a department', (note) => `HR: ${note}`],
  ['in a second remark', (note) => `laptop returned; ${note}`],
  ['in a second sentence', (note) => `Laptop returned. ${note}`],
  ['on a line of its own', (note) => `"laptop returned\n${note}"`],
];

describe.each(BESIDE)('a note %s', (_, write) => {
  it.each(['keep', 'on hold', 'maternity leave', 'cancelled', 'Zoë is staying', 'account must stay active'])(
    'keeps a person: %s',
    async (note) => {
      expect((await said(write(note))).join('\n')).toContain('Note holds');
    },
  );

  it.each(['Deactivate only, do not delete', 'maternity leave, then resigned', 'replaces Ana'])(
    'keeps nobody: %s',
    async (note) => {
      expect(await said(write(note))).toEqual([]);
    },
  );
});

it('keeps nobody by an order to close the account alone on another line', async () => {
  expect(await said('"deactivate only, do not delete\ncontract ends 30 June"')).toEqual([]);
});

it.each([
  'on hold; deactivate only, do not delete',
  'Ada is staying. Deactivate only, do not delete',
  '"ask HR\nretired"',
  '"to keep\n12.11.: deactivate only, do not delete"',
  'Omar: keep | deactivate only, do not delete',
])('a remark keeps a person, whatever another one says: %s', async (note) => {
  expect((await said(note)).join('\n')).toContain('Note holds');
});

it.each(each(KEEP))('a note of %s keeps a person: %s', async (_, note) => {
  expect((await said(note)).join('\n')).toMatch(/Note holds .*use --where to choose rows/);
});

/** What keeps nobody from one change, and somebody from another. */
const OF_ACTIONS: readonly (readonly [action: Action, held: boolean, notes: string])[] = [
  [
    'remove',
    true,
    'Deactivate only, do not delete|deactivate|only disable please|bitte nur sperren|suspend, keep data',
  ],
  [
    'remove',
    false,
    'deactivated in May|disabled|deactivate, then delete|lock laptop, keep data|remove|offboard',
  ],
  ['deactivate', false, 'delete|remove|deactivate only'],
  [
    'reactivate',
    true,
    'do not reactivate|Do NOT re-enable: dismissed|not coming back|nicht reaktivieren|ne revient pas',
  ],
  ['reactivate', true, 'keep disabled|remains suspended|please do not reactivate yet|non riattivare'],
  [
    'reactivate',
    false,
    'back on 1 Dec|laptop not returned|deactivated by mistake, never left|no start date yet',
  ],
  ['reactivate', true, 'no reactivar|no vuelve|nie wraca|does not return to the team|do not enable login'],
  [
    'reactivate',
    false,
    'did not return laptop|Laptop noch nicht zurück|do not enable MFA|no return of laptop',
  ],
  ['reactivate', true, 'ask me first'],
  ['remove', true, 'litigation hold'],
  ['remove', false, 'no legal hold'],
  ['deactivate', false, 'litigation hold'],
  ['reactivate', false, 'declined redundancy offer|resignation withdrawn|keep'],
  [
    'invite',
    true,
    'declined the offer|do not invite|noch nicht einladen|no longer joining|will not start|kommt doch nicht|ne vient plus|non viene più|hat abgesagt|withdrew',
  ],
  ['invite', false, 'starts 1 December|declined company car|not onsite, starts remote|not yet started'],
];

it.each(
  OF_ACTIONS.flatMap(([action, held, notes]) =>
    notes.split('|').map((note) => [action, held, note] as const),
  ),
)('to %s somebody is held back, %s, by %s', async (action, held, note) => {
  expect(await said(note, action)).toHaveLength(held ? 1 : 0);
});

it.each([
  ['Action', 'Deactivate', 'Deactivate', 'Action!=Deactivate'],
  ['Action', 'Disable', 'Remove', 'Action=Remove'],
  ['Note', 'disable', 'disable', 'Note!=disable'],
  ['Status', 'Disable', 'Remove', 'Status=Remove'],
  ['Status', 'Disable', 'Block', 'Status!=Disable,Block'],
])('to remove, nobody is offered whose account is only to be closed: %s, %s, %s', async (header, ...rest) => {
  const [jane, john, where] = rest;
  const file = `user_id\t${header}\nusr_1\t${jane}\nusr_2\t${john}\n`;
  const { column_problems } = await read(file, { form: department('none', null), action: 'remove' });
  const wheres = column_problems.flatMap(({ mend }) => mend).filter(([option]) => option === '--where');
  expect(wheres).toEqual([['--where', where]]);
});

it.each(['LitigationHoldEnabled', 'Legal hold', 'eDiscovery hold'])(
  'who is held by law is asked about where people are removed for good: %s',
  async (header) => {
    const file = `user_id\t${header}\nusr_1\tFalse\nusr_2\tTrue\n`;
    const saidTo = async (action: Action) =>
      (await read(file, { form: department('none', null), action })).column_problems.map(({ mend }) => mend);
    expect(await saidTo('remove')).toEqual([
      [
        ['--where', `${header}!=True`],
        ['--ignore-column', header],
      ],
    ]);
    expect(await saidTo('deactivate')).toEqual([]);
  },
);

it.each([
  ['Do not deactivate (legal hold)', 'yes'],
  ['Exception: legal hold', 'yes'],
  ['Keep / litigation hold', 'yes'],
  ['Legal hold', 'do not deactivate'],
])('who is kept by what stands beside a hold is asked about everywhere: %s %s', async (header, held) => {
  const file = `user_id\t${header}\nusr_1\t${held}\nusr_2\tno\n`;
  expect((await read(file, { action: 'deactivate' })).column_problems).toHaveLength(1);
});

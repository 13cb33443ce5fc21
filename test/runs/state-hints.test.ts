import { describe, expect, it } from 'vitest';
import { useWorld } from '../world.ts';

const world = useWorld();

/** A column of states, its values, and those that a command is offered to choose by. */
const OFFERED: readonly (readonly [
  header: string,
  values: readonly string[],
  leavers: readonly string[],
  others: readonly string[],
])[] = [
  ['Status', ['Active', 'Terminated'], ['Terminated'], ['Active']],
  [
    'Status',
    ['Active', 'Suspended', 'Archived', 'Invited'],
    ['Suspended,Archived', 'Suspended', 'Archived'],
    ['Active', 'Invited'],
  ],
  [
    'Status',
    ['Terminated', 'Left, 2025'],
    ['Terminated,"Left, 2025"', 'Terminated', '"Left, 2025"'],
    ['Terminated', '"Left, 2025"'],
  ],
  ['Employment status', ['Employed', 'Left', 'On leave'], ['Left'], ['Employed', 'On leave']],
  ['status', ['Part-time', 'Retired', 'Unlocked'], ['Retired'], ['Part-time', 'Unlocked']],
  ['accountEnabled', ['True', 'False'], ['False'], ['True']],
  ['suspended', ['true', 'false'], ['true'], ['false']],
  ['isActive', ['1', '0'], ['0'], ['1']],
  ['archived', ['Yes', 'No'], ['Yes'], ['No']],
  ['is_active', ['t', 'f'], ['f'], ['t']],
  ['is_active', ['t', 'f', 'NULL'], ['f'], ['t', 'NULL']],
  ['disabled', ['f', 't'], ['t'], ['f']],
  ['Active', ['T', 'F'], ['F'], ['T']],
  ['Is_Active__c', ['F', 'T', 'null'], ['F'], ['T', 'null']],
  ['Terminated', ['F', 'T'], ['T'], ['F']],
  ['EE status', ['Term', 'Actv'], ['Term'], ['Actv']],
  ['Actief', ['ja', 'nee'], ['nee'], ['ja']],
  ['Ativo', ['sim', 'não'], ['não'], ['sim']],
  [
    'Kontostatus',
    ['Aktiv', 'Deaktiviert', 'Ausgeschieden'],
    ['Deaktiviert,Ausgeschieden', 'Deaktiviert', 'Ausgeschieden'],
    ['Aktiv'],
  ],
  ['gesperrt', ['ja', 'nein'], ['ja'], ['nein']],
  ['Statut', ['Actif', 'Parti', 'Licencié'], ['Parti,Licencié', 'Parti', 'Licencié'], ['Actif']],
  ['Stato', ['Attivo', 'Cessato', 'Sospeso'], ['Cessato,Sospeso', 'Cessato', 'Sospeso'], ['Attivo']],
  ['Estado del empleado', ['Activo', 'Baja'], ['Baja'], ['Activo']],
  ['Situación', ['Baja definitiva', 'Baja médica'], ['Baja definitiva'], ['Baja médica']],
  ['status', ['DEPROVISIONED', 'PASSWORD_EXPIRED'], ['DEPROVISIONED'], ['PASSWORD_EXPIRED']],
  ['status', ['DEPROVISIONED', 'LOCKED_OUT'], ['DEPROVISIONED'], ['LOCKED_OUT']],
  ['Situação', ['Ativo', 'Desligado'], ['Desligado'], ['Ativo']],
  ['Medewerkerstatus', ['Actief', 'Uit dienst'], ['Uit dienst'], ['Actief']],
  ['Status zatrudnienia', ['Aktywny', 'Zwolniony'], ['Zwolniony'], ['Aktywny']],
  // Words that say nothing here: each is offered.
  ['Offboarding stage', ['Completed', 'Step 2'], ['Completed', 'Step 2'], ['Completed', 'Step 2']],
  ['Wave', ['1', '2'], ['1', '2'], ['1', '2']],
  ['Status', ['A', 'T'], ['A', 'T'], ['A', 'T']],
  ['Status', ['T', 'F'], ['T', 'F'], ['T', 'F']],
  ['Status', ['Not suspended', 'Fine'], ['Not suspended', 'Fine'], ['Not suspended', 'Fine']],
];

const LINES = [
  ['deactivate', '--from', ' --transfer-to dept_eng001 --yes'],
  ['remove', '--from', ' --yes'],
  ['reactivate', '--from', ' --yes'],
  ['invite', '--from', ' --yes'],
  ['diff', '--roster', ''],
] as const;

const offeredBy = (stderr: string): string[] =>
  [...stderr.matchAll(/--where '?[^=\n]+=(.*?)'?$/gm)].map(([, value = '']) => value).sort();

describe('a column of several states', () => {
  it.each([
    ['deactivate', '--from', 'TTLA', 'T'],
    ['deactivate', '--from', 'TTF', 'F'],
    ['deactivate', '--from', 'TFF', 'T'],
    ['reactivate', '--from', 'TTLA', 'A'],
    ['diff', '--roster', 'TTLA', 'T'],
  ])('offers first for %s by codes that nobody knows for sure: %s %s', async (verb, option, codes, first) => {
    const stdin = `email,Empl status\n${[...codes].map((code, at) => `p${at}@x.ch,${code}\n`).join('')}`;
    const target = verb === 'deactivate' ? ' --transfer-to dept_eng001' : '';
    const line = `users ${verb} ${option} - --org org_xyz789${target}`;
    const { exit, stderr } = await world.current.run(line, { stdin });
    expect(exit).toBe(2);
    expect(/--where 'Empl status!?=(.)/.exec(stderr)?.[1]).toBe(first);
  });

  it.each(OFFERED)('%s with %j: %j is who has left', async (header, values, leavers, others) => {
    const rows = values.map((value, index) => `p${index}@example.com,"${value}"\n`).join('');
    for (const [verb, option, more] of LINES) {
      const line = `users ${verb} ${option} - --org org_xyz789${more}`;
      const { exit, stderr } = await world.current.run(line, { stdin: `email,${header}\n${rows}` });
      const wanted = verb === 'deactivate' || verb === 'remove' ? leavers : others;
      // Who is there in a roster has any state but those of who has left: by one of them alone, the others would be leavers.
      const areUnknown = leavers.join() === others.join();
      const offered = verb === 'diff' && !areUnknown ? [leavers[0]] : [...wanted].sort();
      expect({ exit, offered: offeredBy(stderr) }, verb).toEqual({ exit: 2, offered });
      expect(stderr.includes('!='), verb).toBe(verb === 'diff');
      expect(stderr).toContain('--ignore-column');
    }
  });
});

/** A column of states none of which is known to be of who has left, and what is offered for leavers. */
const THERE: readonly (readonly [values: readonly string[], offered: readonly string[]])[] = [
  [['Active', 'Ausgesch.'], ['Status=Ausgesch.']],
  [['Active', 'Pending termination', 'Terminated'], ['Status=Terminated']],
  [['Leaving soon', 'Departed'], ['Status=Departed']],
  [['Sortie prévue', 'Sortie'], ['Status=Sortie']],
  [['De baja médica', 'Baja'], ['Status=Baja']],
  [['Active', 'On leave'], ['Status!=Active,On leave']],
];

/** Columns of answers that say plainly who goes: the contrary is not offered. */
const PLAIN: readonly (readonly [header: string, one: string, other: string, offered: string])[] = [
  ['Deactivate?', 'Yes', 'No', 'Deactivate?=Yes'],
  ['Has left', '1', '0', 'Has left=1'],
  ['Keep', 'Yes', 'No', 'Keep=No'],
  ['Extended', 'Yes', 'No', 'Extended=No'],
  ['Verlängert', 'ja', 'nein', 'Verlängert=nein'],
  ['Prolongé', 'oui', 'non', 'Prolongé=non'],
  ['Contract renewal', 'yes', 'no', 'Contract renewal=no'],
  ['Nicht sperren', 'ja', 'nein', 'Nicht sperren=nein'],
  ['Konto nicht sperren', 'x', '', 'Konto nicht sperren!=x'],
  ['Ne pas désactiver', 'oui', 'non', 'Ne pas désactiver=non'],
  ['Non disattivare', 'sì', 'no', 'Non disattivare=no'],
  ['Niet verwijderen', 'x', '', 'Niet verwijderen!=x'],
  ['Não desativar', 'sim', 'não', 'Não desativar=não'],
  ['Zachować', 'x', '', 'Zachować!=x'],
  ['Stannar', 'ja', 'nej', 'Stannar=nej'],
];

/** Columns of answers of which some rows have another one, or none, and the line that is offered first for leavers. */
const FIRST: readonly (readonly [header: string, one: string, others: string, first: string])[] = [
  ['Keep', 'x', '', "'Keep!=x'"],
  ['Do not touch', 'x', '', "'Do not touch!=x'"],
  ['Don’t deactivate', 'x', '', "'Don’t deactivate!=x'"],
  ['Dont disable', 'yes', '', "'Dont disable!=yes'"],
  ['Skip deactivation', 'x', '', "'Skip deactivation!=x'"],
  ['Leave active', 'x', '', "'Leave active!=x'"],
  ['Needs access', 'yes', '', "'Needs access!=yes'"],
  ['Awaiting approval', 'x', '', "'Awaiting approval!=x'"],
  ['Keep', 'yes', 'no', "'Keep=no'"],
  ['Exclude', 'TRUE', 'FALSE', "'Exclude=FALSE'"],
  ['Still employed', 'yes', 'no', "'Still employed=no'"],
  ['On leave', 'yes', 'no', "'On leave=no'"],
  ['Behalten', 'ja', 'nein', "'Behalten=nein'"],
  ['Approved', 'no', 'yes', "'Approved=yes'"],
  ['Approval', 'pending', 'approved', "'Approval=approved'"],
  ['Offboard', 'no', 'yes', "'Offboard=yes'"],
  // It is leaving that is needed, or still to come.
  ['Needs removal', 'x', '', "'Needs removal=x'"],
  ['Still to deactivate', 'x', '', "'Still to deactivate=x'"],
];

/** Each line that is offered, as it stands behind `--where`. */
const linesFor = async (header: string, values: readonly string[]): Promise<string[]> => {
  const stdin = `email,${header}\n${values.map((value, at) => `p${at}@example.com,${value}\n`).join('')}`;
  const { stderr } = await world.current.run('users remove --from - --org org_xyz789 --yes', { stdin });
  return [...stderr.matchAll(/ --yes --where (.+)$/gm)].map(([, words = '']) => words.replaceAll("'", ''));
};

it.each(THERE)('of the states %j, none of who is still there is offered: %j', async (values, offered) => {
  expect(await linesFor('Status', values)).toEqual(offered);
});

it.each(PLAIN)('%s with %j beside %j: --where %s alone is offered', async (header, one, other, offered) => {
  expect(await linesFor(header, [one, other])).toEqual([offered]);
});

describe('a column of answers', () => {
  it.each(FIRST)('%s with %j beside %j: --where %s is offered first', async (header, one, others, first) => {
    const rows = [one, others, others].map((cell, index) => `p${index}@example.com,${cell}\n`).join('');
    const line = 'users remove --from - --org org_xyz789 --yes';
    const { exit, stderr } = await world.current.run(line, { stdin: `email,${header}\n${rows}` });
    const [, offered] = /--where (.*)$/m.exec(stderr.slice(stderr.indexOf('hint:'))) ?? [];
    expect({ exit, offered: offered?.replace(/^([^' ]+)$/, "'$1'") }).toEqual({ exit: 2, offered: first });
  });
});

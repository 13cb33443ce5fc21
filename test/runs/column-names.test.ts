import { describe, expect, it } from 'vitest';
import { type FieldName, fieldOf, isLoginName } from '../../src/runs/input/columns/field-names.ts';
import { nearField, speaksOfOther, speaksOfPerson } from '../../src/runs/input/columns/header-words.ts';
import { speaksOfTransfer } from '../../src/runs/input/columns/transfer-words.ts';

/** Headers as directories and HR systems export them, and what each is read as; null where it is nothing of ours. */
const EXPORTS: readonly (readonly [from: string, headers: Readonly<Record<string, FieldName | null>>])[] = [
  [
    'Google Workspace',
    {
      'First Name [Required]': 'first_name',
      'Last Name [Required]': 'last_name',
      'Email Address [Required]': 'email',
      'Status [READ ONLY]': null,
      'Org Unit Path [Required]': null,
      Department: 'department',
      'Employee ID': null,
      'Recovery Phone [MUST BE IN THE E.164 FORMAT]': null,
      'Last Sign In [READ ONLY]': null,
    },
  ],
  [
    'GAM',
    {
      primaryEmail: 'email',
      'name.fullName': 'name',
      'name.givenName': 'first_name',
      'name.familyName': 'last_name',
      suspended: null,
      orgUnitPath: null,
      creationTime: null,
    },
  ],
  [
    'Entra ID',
    {
      'User name [userPrincipalName] Required': 'email',
      'Name [displayName] Required': 'name',
      'First name [givenName]': 'first_name',
      'Last name [surname]': 'last_name',
      userPrincipalName: 'email',
      mail: 'email',
      displayName: 'name',
      givenName: 'first_name',
      surname: 'last_name',
      jobTitle: null,
      accountEnabled: null,
      objectId: null,
      usageLocation: null,
    },
  ],
  [
    'Active Directory and Exchange',
    {
      UserPrincipalName: 'email',
      EmailAddress: 'email',
      PrimarySmtpAddress: 'email',
      WindowsEmailAddress: 'email',
      DisplayName: 'name',
      GivenName: 'first_name',
      sn: 'last_name',
      DistinguishedName: null,
      Enabled: null,
      whenCreated: null,
    },
  ],
  [
    'Okta',
    { email: 'email', firstName: 'first_name', lastName: 'last_name', displayName: 'name', status: null },
  ],
  [
    'BambooHR',
    {
      'Employee #': null,
      'First Name': 'first_name',
      'Last Name': 'last_name',
      'Work Email': 'email',
      'Employment Status': null,
      'Termination Date': 'last_day',
      'Hire Date': null,
      'Job Title': null,
      'Reporting to': null,
    },
  ],
  [
    'Personio',
    {
      Vorname: 'first_name',
      Nachname: 'last_name',
      'E-Mail': 'email',
      Abteilung: 'department',
      'Letzter Arbeitstag': 'last_day',
      Eintrittsdatum: null,
      Austrittsdatum: 'last_day',
      Kündigungsdatum: null,
      Personalnummer: null,
      Vorgesetzter: null,
      Kostenstelle: null,
      Geburtsdatum: null,
    },
  ],
  [
    'Workday',
    {
      'Employee ID': null,
      Worker: null,
      'Email - Primary Work': 'email',
      'Email - Work': 'email',
      primaryWorkEmail: 'email',
      'Legal First Name': 'first_name',
      'Legal Last Name': 'last_name',
      'Last Day of Work': 'last_day',
      'Supervisory Organization': null,
      'Cost Center': null,
    },
  ],
  [
    'SuccessFactors',
    {
      FIRSTNAME: 'first_name',
      LASTNAME: 'last_name',
      EMAIL: 'email',
      'Last Date Worked': 'last_day',
      STATUS: null,
    },
  ],
  [
    'HiBob',
    { Email: 'email', 'Display name': 'name', 'Termination date': 'last_day', Site: null, Team: null },
  ],
  ['Rippling', { 'Work email': 'email', 'Full name': 'name', 'End date': 'last_day', 'Start date': null }],
  [
    'ServiceNow',
    {
      u_work_email: 'email',
      u_last_day: 'last_day',
      U_EXIT_DATE: 'last_day',
      x_acme_last_day: 'last_day',
      u_effective_date: 'effective_at',
      u_transfer_to: 'transfer_to',
      u_manager_email: null,
      x_axis: null,
      undated: null,
    },
  ],
  [
    'Salesforce',
    {
      Last_Day__c: 'last_day',
      Termination_Date__c: 'last_day',
      Work_Email__c: 'email',
      Manager_Email__c: null,
      Start_Date__c: null,
    },
  ],
  ['SugarCRM', { last_day_c: 'last_day', hire_date_c: null }],
  ['PeopleSoft', { EMAIL_ADDR: 'email', TERMINATION_DT: 'last_day' }],
  ['Clever', { Student_email: 'email', Teacher_email: null }],
  [
    'UKG',
    {
      'Primary Email Address': 'email',
      'Employee Email Address': 'email',
      'Date of Termination': 'last_day',
      'Last Day Worked': 'last_day',
      'Original Hire Date': null,
    },
  ],
  [
    'ADP',
    {
      'Work Contact: Work Email': 'email',
      'Legal First Name': 'first_name',
      'Termination Date': 'last_day',
      'Position Status': null,
      'File Number': null,
    },
  ],
  [
    'Factorial',
    { Email: 'email', 'First name': 'first_name', 'Terminated on': 'last_day', Legal_entity: null },
  ],
  [
    'Sage',
    { 'E-Mail Address': 'email', Forename: 'first_name', Surname: 'last_name', 'Date Left': 'last_day' },
  ],
  [
    'DATEV',
    {
      Familienname: 'last_name',
      'Austritt am': 'last_day',
      'Datum Austritt': 'last_day',
      'E-Mail dienstlich': 'email',
      'E-Mail-Adresse (geschäftlich)': 'email',
      'Ende der Beschäftigung': 'last_day',
      Steuerklasse: null,
    },
  ],
  [
    'Lucca',
    {
      Prénom: 'first_name',
      Nom: 'last_name',
      'Adresse e-mail professionnelle': 'email',
      'Date de sortie': 'last_day',
      'Dernier jour travaillé': 'last_day',
      "Date d'entrée": null,
      Matricule: null,
    },
  ],
  [
    'Zucchetti',
    {
      Nome: 'first_name',
      Cognome: 'last_name',
      'E-mail aziendale': 'email',
      'Data cessazione': 'last_day',
      'Data assunzione': null,
      Matricola: null,
    },
  ],
  [
    'Outlook',
    { 'E-mail Address': 'email', 'First Name': 'first_name', 'E-mail 1 - Value': 'email', Company: null },
  ],
  [
    'our own',
    {
      transfer_resources_to_department_id: 'transfer_to',
      transferred_to_department_id: 'transfer_to',
      role_ids: 'role',
      department_ids: 'department',
      custom_message: 'message',
      send_invitation: 'send_invitation',
      '\u200bemail': 'email',
      '“E-Mail”': 'email',
    },
  ],
];

const ALL: readonly FieldName[] = [
  'user_id',
  'email',
  'transfer_to',
  'name',
  'first_name',
  'last_name',
  'role',
  'department',
  'last_day',
];

describe('the columns of an export', () => {
  it.each(
    EXPORTS.flatMap(([from, headers]) =>
      Object.entries(headers).map(([header, field]) => [from, header, field] as const),
    ),
  )('of %s: %j is %s', (_, header, field) => {
    expect(fieldOf(header) ?? null).toBe(field);
    // One that means nothing to us is not taken for a misspelling either.
    if (field === null)
      expect([nearField(header, ALL), speaksOfTransfer(header)]).toEqual([undefined, false]);
  });

  it.each([
    'login',
    'Username',
    'Sign-in name',
    'User Logon Name',
    'Account name',
    'Benutzername',
    "Nom d'utilisateur",
  ])('%s is a login name', (header) => {
    expect(isLoginName(header)).toBe(true);
    expect(fieldOf(header)).toBeUndefined();
  });

  it.each([
    'Manager Email',
    "Manager's e-mail",
    'Personal Email',
    'Approver: Email',
    'Supervisor Email Address',
    'Email (Manager)',
    'E-Mail (Vorgesetzte:r) *',
    'Mail [approver]',
    'メールアドレス（上司）',
    'Manager [work mail]',
    'Email (boss) [email] *',
    'User ID (approver)',
    'Email (private)',
    'E-Mail (Ersteller)',
    'Email (delegate):',
    'Email (team lead)',
    'E-mail [replacement]',
    'Email (not employee but manager)',
    'No Manager [email]',
    'Contact e-mail',
    'Private e-mail',
    'Email 2',
    'Email ②',
    'E-mail ２',
    'Email?',
    'Email？',
    'Email sent',
    'Employee',
  ])('%s is not the address of the person', (header) => expect(fieldOf(header)).toBeUndefined());

  it.each([
    ...[
      'Email*',
      '* E-mail',
      'Email :',
      'E-Mail-Adresse:*',
      'Email (required) *',
      'Email†',
      '1. Email',
      'Email 1',
    ],
    ...[
      'Official email ID',
      'Mail Id',
      'Work: email',
      'Email / UPN',
      "Employee's e-mail address",
      'Leaver email',
    ],
    ...[
      'Firmenmailadresse',
      'E-Mail des Mitarbeiters',
      'Adresse mail de travail',
      'Indirizzo mail di lavoro',
    ],
    ...[
      'Correo corporativo',
      'Dirección de correo',
      'E-mail profissional',
      'Zakelijk e-mailadres',
      'E-mail służbowy',
    ],
    ...[
      'Email (not a personal one)',
      'Email address (of the leaver, not the manager)',
      'E-Mail (dienstlich, nicht privat)',
      'Courriel (pas celui du responsable)',
    ],
    ...['İş e-postası', 'E-POSTA ADRESİ', 'メールアドレス（会社）', '会社メール'],
  ])('%s is the address of the person', (header) => expect(fieldOf(header)).toBe('email'));

  it.each([
    ['Transfer to:', 'transfer_to'],
    ['Letzter Arbeitstag *', 'last_day'],
    ['Ticket (optional):', 'ticket'],
    ['Last day (approved by HR)', 'last_day'],
    ['Role (requested)', 'role'],
    ['Reason [manager]', 'reason'],
  ])('is known with the marks of a form, and of who says so: %s', (header, field) =>
    expect(fieldOf(header)).toBe(field),
  );
});

it.each([
  ...['Mail du N+1', 'Email valideur', 'Email référent', 'E-Mail Ansprechpartner', 'Vorg. E-Mail'],
  ...['Email referente', 'E-mail do responsável', 'E-mail zastępcy', 'Correo sustituto', 'Leders e-mail'],
  ...['E-post ersättare', 'Mail til afløser', 'Backup email'],
])('%s is of another person', (header) => {
  expect([speaksOfOther(header), speaksOfPerson(header)]).toEqual([true, false]);
});

describe('a header that speaks of where something goes', () => {
  it.each([
    ...[
      'Files to',
      'Move files to',
      'Assets to',
      'Data owner',
      'New data owner',
      'Ownership to',
      'Dateien an',
    ],
    ...['Receiving department', 'Target department', 'target_dept_id', 'toDept', 'To department', 'New team'],
    ...[
      'Destination department',
      'Recipient department',
      'Ziel-Abteilung',
      'Zielabteilung',
      'Neue Abteilung',
    ],
    ...['Empfangende Abteilung', 'Département cible', 'Département destinataire', 'Nouveau département'],
    ...[
      'Dipartimento di destinazione',
      'Reparto destinatario',
      'Données à',
      'Remettre à',
      'Heir',
      'Beneficiary',
    ],
    ...[
      'Overdragen aan',
      'Nieuwe eigenaar',
      'Överför till',
      'Transferir a',
      'Nuevo propietario',
      'Novo dono',
    ],
    ...['Departamento destino', 'Nieuwe afdeling', 'Przekazać do', 'Recursos para'],
    ...['Takes over', 'Taken over by', 'Takeover by', 'Who takes over?', 'Wer übernimmt?', 'Übernommen von'],
    ...[
      'Repris par',
      'Qui reprend',
      'Subentra',
      'Subentrante',
      'Hand off to',
      'Migrate to',
      'Übernahme durch',
      'Kostenstelle übergeben an',
    ],
    ...['Repreneur', 'Empfänger', 'Destinatario', '移管先部署'],
  ])('is known: %s', (header) => {
    expect(speaksOfTransfer(header)).toBe(true);
  });

  it.each([
    ...[
      'Department',
      'Team',
      'Home department',
      'Abteilung',
      'Service',
      'Data Team',
      'Reports to',
      'Valid to',
    ],
    ...['Data center', 'Top department', 'Group', 'Assigned to', 'Documents signed', 'Owner', 'Drive quota'],
    ...['Departamento', 'Afdeling', 'Dział', 'Proprietario'],
    ...['Übernahme nach Ausbildung', 'Reprise le', 'Mistake overview', 'Overtime', 'Left over days'],
    ...['success', 'SuccessFactors ID', 'HR Resources', 'Human Resources contact', 'Ressources humaines'],
    ...[
      'Handover date',
      'Handoff complete',
      'Transferred on',
      'Übergabe am',
      'Laptop übergeben',
      'Übergeben am',
      '交接日期',
      '引継ぎ完了',
      '인수인계 완료',
    ],
    ...['Attribute 1', 'extensionAttribute1', 'Attributes', 'Attribution', 'Concession', 'Accession no'],
  ])('is no other: %s', (header) => {
    expect(speaksOfTransfer(header)).toBe(false);
  });
});

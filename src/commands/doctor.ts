import { newCommand, type Run } from '../cli/options.ts';

export const doctorCommand = (run: Run) =>
  newCommand('doctor', {
    summary: 'check everything that the program needs',
    description:
      'Check Node, the folders, PATH, the settings, proxy, certificates, the way to the API, the clock and the token. ' +
      'Each line says ok, warning or failed, and what to do about it. Exit 1 when something failed.',
    examples: ['doctor', 'doctor --json', 'doctor --sandbox'],
  }).action(() =>
    run({ records: { fields: ['check', 'result', 'detail', 'cure'] }, stored: 'helpful' }, async (context) =>
      (await import('./doctor/examine.ts')).examine(context),
    ),
  );

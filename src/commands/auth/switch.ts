import { requireProfile } from '../../auth/profiles.ts';
import { newCommand, parseWith, type Run } from '../../cli/options.ts';
import { objectView } from '../../output/view.ts';
import { profile } from '../../validation/names.ts';

export const switchCommand = (run: Run) =>
  newCommand('switch', {
    summary: 'use another profile from now on',
    description:
      'Make a profile the default one: it is used when neither --profile nor AITRONOS_PROFILE names another.',
    examples: ['auth switch staging', 'auth switch default'],
  })
    .argument('<profile>', 'a profile of `auth list`', parseWith(profile))
    .action((name) =>
      run({ records: { fields: ['profile', 'signed_in'] } }, async (context) => {
        const { env, folders } = context.environment;
        requireProfile(folders.config, name);
        const { changeDefaultProfile } = await import('../../settings/files/profile-changes.ts');
        context.change.beginToStore();
        await changeDefaultProfile(context.environment, name);
        const signed_in = context.storedSession(name) !== null;
        const notes = [
          ...(env['AITRONOS_PROFILE'] ? ['AITRONOS_PROFILE is set and wins over it'] : []),
          ...(signed_in ? [] : [`nobody is signed in there: aitronos auth login --profile ${name}`]),
        ];
        return {
          ...objectView({ profile: name, signed_in }, `Profile ${name} is used from now on\n`),
          notes,
        };
      }),
    );

import { profileNames } from '../../auth/profiles.ts';
import { sessionFacts } from '../../auth/stored-session.ts';
import type { Context } from '../../cli/context.ts';
import { newCommand, type Run } from '../../cli/options.ts';
import { listView, mayCut, nameOfColumn, type View } from '../../output/view.ts';
import { credentialsFile, readContents } from '../../settings/files/configuration-folder.ts';

export const listCommand = (run: Run) =>
  newCommand('list', {
    summary: 'the profiles, and who is signed in',
    description:
      'Show every profile, who is signed in there and until when. Asks nobody, and shows no token.',
    examples: ['auth list', 'auth list --json'],
  }).action(() => run({ records: { fields: COLUMNS.map(nameOfColumn) } }, list));

const COLUMNS = [
  'profile',
  'used',
  'signed_in',
  'user_id',
  mayCut('email'),
  'origin',
  'store',
  'expires_at',
  'renewable',
] as const;

async function list(context: Context): Promise<View> {
  const used = context.profile();
  const { config } = context.environment.folders;
  const contents = readContents(credentialsFile(config));
  // The one in use may be known from the call alone, with nothing stored.
  const names = [...new Set([...profileNames(config), used])].sort();
  const profiles = names.map((profile) => {
    const session = sessionFacts(contents, profile);
    return {
      profile,
      used: profile === used,
      signed_in: session !== null,
      user_id: session?.user_id ?? null,
      email: session?.email ?? null,
      origin: session?.origin ?? null,
      store: session?.store ?? null,
      expires_at: session?.expires_at ?? null,
      renewable: session?.renewable ?? null,
    };
  });
  return listView(COLUMNS, profiles);
}

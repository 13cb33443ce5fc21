import { Option } from '@commander-js/extra-typings';
import { newCommand, parseWith, type Run } from '../../cli/options.ts';
import { email } from '../../validation/names.ts';

export const loginCommand = (run: Run) =>
  newCommand('login', {
    summary: 'sign in, and store the access token',
    description:
      'Sign in for this profile and API address. At a terminal you choose: paste an access token, or give e-mail and password ' +
      'and then the code of four digits that comes by e-mail. With a refresh token you stay signed in. Nothing typed is shown.',
    examples: [
      'auth login',
      'auth login --email jane@example.com',
      'auth login --with-token < token.txt',
      'auth login --refresh-token-stdin < two-lines.txt',
    ],
  })
    .addOption(
      new Option('--with-token', 'read the access token from stdin').conflicts([
        'refreshTokenStdin',
        'email',
      ]),
    )
    .addOption(
      new Option(
        '--refresh-token-stdin',
        'read two lines from stdin: the access token, then the refresh token',
      ).conflicts('email'),
    )
    .option('--email <address>', 'sign in by e-mail; password and code are asked for', parseWith(email))
    .option('--keychain', 'keep the secrets in the keychain of this system, not in a file')
    .action((options) =>
      run({ records: { fields: LOGIN_FIELDS } }, async (context) =>
        (await import('./log-in.ts')).logIn(context, options),
      ),
    );

const LOGIN_FIELDS = [
  'profile',
  'origin',
  'file',
  'store',
  'user_id',
  'email',
  'expires_at',
  'renewable',
  'full_name',
  'organization_id',
  'checked',
];

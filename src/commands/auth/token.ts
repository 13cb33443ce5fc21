import { newCommand, type Run } from '../../cli/options.ts';
import { usageError } from '../../errors/cli-errors.ts';
import { objectView } from '../../output/view.ts';

export const tokenCommand = (run: Run) =>
  newCommand('token', {
    summary: 'print the access token',
    description:
      'Print the access token that is used, for `curl` and other tools; one that is about to expire is renewed first. Whoever sees it can use it.',
    examples: [
      'auth token',
      'auth token | pbcopy',
      '$ curl --oauth2-bearer "$(aitronos auth token)" https://api.aitronos.com/v1/user/me',
    ],
  }).action(() =>
    run({ records: { fields: ['access_token', 'source'] } }, async (context) => {
      const { kind, source } = await context.credential();
      if (kind === 'api_key') {
        throw usageError('an API key is used, not an access token', `it is in ${source}`);
      }
      const access_token = await context.secret();
      return { ...objectView({ access_token, source }, `${access_token}\n`), shows: [access_token] };
    }),
  );

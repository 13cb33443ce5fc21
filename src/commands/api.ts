import { Argument } from '@commander-js/extra-typings';
import { markRequired } from '../cli/help/marks.ts';
import { dryRunOption, listOption, newCommand, parseWith, type Run } from '../cli/options.ts';
import { usageError } from '../errors/cli-errors.ts';
import { shellWord } from '../text/shell-word.ts';
import { BadValue, nearestValues } from '../validation/bad-value.ts';
import { organizationOrName } from '../validation/names.ts';
import { rawField, typedField } from './api/fields.ts';
import { header } from './api/headers.ts';
import { pathWithOrg } from './api/path.ts';

export const apiCommand = (run: Run) =>
  newCommand('api', {
    description:
      'Send any request to the API as the signed-in user, and print the body of the answer as it came.\n' +
      '{org} in the path is filled in. Only a GET is sent again after a failure, unless --retry is given.',
    examples: [
      'api get /v1/organizations/{org}/users/usr_abc123 --org org_xyz789',
      'api get /v1/organizations/{org}/audit-log -f limit=10 -f action_type=deactivated',
      'api post /v1/organizations/{org}/users -f take=10 --raw-field search_term=2024',
      'api patch /v1/organizations/{org}/departments/dept_eng001 --input department.json --dry-run',
    ],
  })
    .usage('[options] <method> <path>')
    .addArgument(
      markRequired(new Argument('[method]', 'get, post, put, patch or delete').argParser(parseWith(method))),
    )
    .addArgument(
      markRequired(
        new Argument('[path]', 'path of the API, with or without a query').argParser(parseWith(pathWithOrg)),
      ),
    )
    .option(
      '--org <id>',
      'organization for {org}; else AITRONOS_ORG or stored org',
      parseWith(organizationOrName),
    )
    .addOption(
      listOption(
        '-f, --field <key=value>',
        'one more field, of the query for a GET, else of the JSON body; numbers, true, false and null keep ' +
          'their JSON type; key[]=value adds to a list',
        typedField,
      ),
    )
    .addOption(listOption('--raw-field <key=value>', 'the same; the value is always text', rawField))
    .option('--input <file>', 'the body as it is, from a file; - for stdin')
    .addOption(listOption('--header <name:value>', 'one more header', header))
    .option('--include', 'print the status and the headers of the answer before its body')
    .option('--retry', 'send it again after a failure, also when it is not a GET')
    .addOption(dryRunOption())
    .action((method, path, given) =>
      run({ records: { fields: [], isAsItCame: true } }, async (context) =>
        (await import('./api/send.ts')).sendTyped(context, { method, path }, given),
      ),
    );

/** In the order in which help names them. */
export const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

function method(text: string): string {
  const found = METHODS.find((name) => name === text.toLowerCase());
  if (found) return found.toUpperCase();
  const bad = new BadValue(`a method (${METHODS.join(', ')})`, text, nearestValues(text, METHODS));
  if (!text.startsWith('/')) throw bad;
  throw usageError(bad.message, `the method stands first: \`aitronos api get ${shellWord(text)}\``);
}

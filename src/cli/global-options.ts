import { type Command, Option } from '@commander-js/extra-typings';
import { DEFAULTS } from '../defaults.ts';
import { apiUrl } from '../validation/addresses.ts';
import { FORMATS_IN_WORDS, format } from '../validation/choices.ts';
import { fieldNames } from '../validation/fields.ts';
import { profile } from '../validation/names.ts';
import { retries, seconds } from '../validation/numbers.ts';
import { filePath, writtenFile } from '../validation/paths.ts';
import { parseWith } from './options.ts';

/** Adds the options that every command takes. */
export const withGlobalOptions = (command: Command) =>
  command
    .optionsGroup('Global Options:')
    .addOption(
      option('-o, --output <format>', FORMATS_IN_WORDS, 'AITRONOS_OUTPUT').argParser(parseWith(format)),
    )
    .addOption(new Option('--json', 'the same as --output json').default(undefined as true | undefined))
    .addOption(
      new Option('--fields <name,…>', 'which fields of each record, such as user_id,user.email').argParser(
        parseWith(fieldNames),
      ),
    )
    .addOption(
      option('--profile <name>', 'a named set of credentials and defaults', 'AITRONOS_PROFILE').argParser(
        parseWith(profile),
      ),
    )
    .addOption(option('--api-url <url>', 'where the API is', 'AITRONOS_API_URL').argParser(parseWith(apiUrl)))
    .addOption(
      option(
        '--timeout <seconds>',
        `for one attempt; default ${DEFAULTS.timeout_s}`,
        'AITRONOS_TIMEOUT',
      ).argParser(parseWith(seconds)),
    )
    .addOption(
      option(
        '--retries <n>',
        `further attempts, 0 to 10; default ${DEFAULTS.retries}`,
        'AITRONOS_RETRIES',
      ).argParser(parseWith(retries)),
    )
    .addOption(
      option('--ca-file <file>', 'certificates to trust besides, PEM', 'AITRONOS_CA_FILE').argParser(
        parseWith(filePath),
      ),
    )
    .addOption(
      option('--sandbox', 'use the embedded sandbox of the API', 'AITRONOS_SANDBOX').default(
        undefined as true | undefined,
      ),
    )
    .addOption(new Option('-q, --quiet', 'no progress and no notes').default(undefined as true | undefined))
    .addOption(
      option('--debug', 'every request and answer on stderr, without secrets', 'AITRONOS_DEBUG').default(
        undefined as true | undefined,
      ),
    )
    .addOption(
      option(
        '--log-file <file>',
        'what --debug shows, added to a file as JSON Lines',
        'AITRONOS_LOG_FILE',
      ).argParser(parseWith(writtenFile)),
    )
    .addOption(
      option('--summary-file <file>', 'how the call ended, as JSON', 'AITRONOS_SUMMARY_FILE').argParser(
        parseWith(writtenFile),
      ),
    )
    .addOption(option('--no-input', 'ask nothing, as without a terminal', 'AITRONOS_NO_INPUT'))
    .addOption(new Option('--no-color', 'no colour (or NO_COLOR)'))
    .addOption(option('--no-pager', 'no pager for what is longer than the screen', 'AITRONOS_PAGER'));

/** The variable appears in the help only; the settings read it and decide the precedence. */
const option = <F extends string>(flags: F, description: string, variable: string) =>
  new Option(flags, `${description} (${variable})`);

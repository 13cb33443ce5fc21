import { type Command, Option } from '@commander-js/extra-typings';
import { DEFAULTS } from '../defaults.ts';
import { apiUrl } from '../validation/addresses.ts';
import { FORMATS_IN_WORDS, format } from '../validation/choices.ts';
import { fieldNames } from '../validation/fields.ts';
import { profile } from '../validation/names.ts';
import { retries, seconds } from '../validation/numbers.ts';
import { filePath, writtenFile } from '../validation/paths.ts';
import { valueOption } from './options.ts';

const { timeout_s, retries: usualRetries } = DEFAULTS;

/**
 * Adds the options that every command takes. Their variables appear in the help only: the settings read them and decide
 * the precedence.
 */
export const withGlobalOptions = (command: Command) =>
  command
    .optionsGroup('Global Options:')
    .addOption(valueOption('-o, --output <format>', `${FORMATS_IN_WORDS} (AITRONOS_OUTPUT)`, format))
    .addOption(new Option('--json', 'the same as --output json'))
    .addOption(
      valueOption('--fields <name,…>', 'which fields of each record, such as user_id,user.email', fieldNames),
    )
    .addOption(
      valueOption('--profile <name>', 'a named set of credentials and defaults (AITRONOS_PROFILE)', profile),
    )
    .addOption(valueOption('--api-url <url>', 'where the API is (AITRONOS_API_URL)', apiUrl))
    .addOption(
      valueOption('--timeout <seconds>', `for one attempt; default ${timeout_s} (AITRONOS_TIMEOUT)`, seconds),
    )
    .addOption(
      valueOption(
        '--retries <n>',
        `further attempts, 0 to 10; default ${usualRetries} (AITRONOS_RETRIES)`,
        retries,
      ),
    )
    .addOption(
      valueOption('--ca-file <file>', 'extra certificates to trust, PEM (AITRONOS_CA_FILE)', filePath),
    )
    .addOption(new Option('--sandbox', 'use the embedded sandbox of the API (AITRONOS_SANDBOX)'))
    .addOption(new Option('-q, --quiet', 'no progress and no notes'))
    .addOption(new Option('--debug', 'every request and answer on stderr, without secrets (AITRONOS_DEBUG)'))
    .addOption(
      valueOption(
        '--log-file <file>',
        'what --debug shows, added to a file as JSON Lines (AITRONOS_LOG_FILE)',
        writtenFile,
      ),
    )
    .addOption(
      valueOption(
        '--summary-file <file>',
        'how the call ended, as JSON (AITRONOS_SUMMARY_FILE)',
        writtenFile,
      ),
    )
    .addOption(new Option('--no-input', 'ask nothing, as without a terminal (AITRONOS_NO_INPUT)'))
    .addOption(new Option('--no-color', 'no colour (or NO_COLOR)'))
    .addOption(new Option('--no-pager', 'no pager for what is longer than the screen (AITRONOS_PAGER)'));

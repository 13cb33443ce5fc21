import type { Command } from '@commander-js/extra-typings';
import { DEFAULTS } from '../defaults.ts';
import { apiUrl } from '../validation/addresses.ts';
import { FORMATS_IN_WORDS, format } from '../validation/choices.ts';
import { fieldNames } from '../validation/fields.ts';
import { profile } from '../validation/names.ts';
import { retries, seconds } from '../validation/numbers.ts';
import { filePath, writtenFile } from '../validation/paths.ts';
import { parseWith } from './options.ts';

const { timeout_s, retries: usualRetries } = DEFAULTS;

/**
 * Adds the options that every command takes. Their variables appear in the help only: the settings read them and decide
 * the precedence.
 */
export const withGlobalOptions = (command: Command) =>
  command
    .optionsGroup('Global Options:')
    .option('-o, --output <format>', `${FORMATS_IN_WORDS} (AITRONOS_OUTPUT)`, parseWith(format))
    .option('--json', 'the same as --output json')
    .option(
      '--fields <name,…>',
      'which fields of each record, such as user_id,user.email',
      parseWith(fieldNames),
    )
    .option(
      '--profile <name>',
      'a named set of credentials and defaults (AITRONOS_PROFILE)',
      parseWith(profile),
    )
    .option('--api-url <url>', 'where the API is (AITRONOS_API_URL)', parseWith(apiUrl))
    .option(
      '--timeout <seconds>',
      `for one attempt; default ${timeout_s} (AITRONOS_TIMEOUT)`,
      parseWith(seconds),
    )
    .option(
      '--retries <n>',
      `further attempts, 0 to 10; default ${usualRetries} (AITRONOS_RETRIES)`,
      parseWith(retries),
    )
    .option('--ca-file <file>', 'extra certificates to trust, PEM (AITRONOS_CA_FILE)', parseWith(filePath))
    .option('--sandbox', 'use the embedded sandbox of the API (AITRONOS_SANDBOX)')
    .option('-q, --quiet', 'no progress and no notes')
    .option('--debug', 'every request and answer on stderr, without secrets (AITRONOS_DEBUG)')
    .option(
      '--log-file <file>',
      'what --debug shows, added to a file as JSON Lines (AITRONOS_LOG_FILE)',
      parseWith(writtenFile),
    )
    .option(
      '--summary-file <file>',
      'how the call ended, as JSON (AITRONOS_SUMMARY_FILE)',
      parseWith(writtenFile),
    )
    .option('--no-input', 'ask nothing, as without a terminal (AITRONOS_NO_INPUT)')
    .option('--no-color', 'no colour (or NO_COLOR)')
    .option('--no-pager', 'no pager for what is longer than the screen (AITRONOS_PAGER)');

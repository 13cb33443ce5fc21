#!/usr/bin/env node
// CommonJS, which starts sooner than a module, and in words that an older Node understands too.
// See docs/decisions/2026-11-24-bin-commonjs.md and docs/decisions/2026-11-26-ready-help.md.
const [major, minor, patch] = process.versions.node.split('.').map(Number);

if (major > 20 || (major === 20 && (minor > 18 || (minor === 18 && patch >= 1)))) {
  if (isBesideItsFiles() && !printedReadyText()) run().catch(tellMissing);
} else {
  process.stderr.write(`error: aitronos needs Node 20.18.1 or newer; this is ${process.versions.node}\n`);
  process.exitCode = 1;
}

/**
 * False where Node was told to take the link in a `bin` folder for this file: then the file behind it does the work.
 */
function isBesideItsFiles() {
  if (!`${process.execArgv} ${process.env.NODE_OPTIONS}`.includes('--preserve-symlinks-main')) return true;
  const file = require('fs').realpathSync(__filename);
  if (file === __filename) return true;
  require(file);
  return false;
}

/**
 * Prints what is ready before the program loads, where that was asked for. What goes wrong here is told by the program.
 */
function printedReadyText() {
  if (process.env.AITRONOS_SUMMARY_FILE || process.env.AITRONOS_LOG_FILE) return false;
  try {
    const text = readyText(process.argv.slice(2));
    return text !== undefined && require('fs').writeSync(1, text) > 0;
  } catch {
    return false;
  }
}

/** The version, or a page of help; the program lays that out where a terminal says how wide it is. */
function readyText(words) {
  const [first, ...others] = words;
  if (others.length === 0 && ['--version', '-V', '-v', 'version'].includes(first))
    return `${require('../package.json').version}\n`;
  const isAsked = first === 'help' || ['--help', '-h'].includes(words[words.length - 1]);
  if (!isAsked || require('tty').isatty(1)) return undefined;
  const command = first === 'help' ? others : words.slice(0, -1);
  if (!command.every((word) => /^[a-z-]+$/.test(word))) return undefined;
  return new Map(Object.entries(require('../dist/help.json'))).get(command.join(' '));
}

/** The program is gone, or was never built, and with it what words its errors. */
function tellMissing(error) {
  const codes = ['PROGRAM_UPDATED', 'MODULE_NOT_FOUND', 'ENOENT', 'ENOTDIR', 'ESTALE'];
  if (!codes.includes(error.code) && !(error instanceof SyntaxError)) throw error;
  process.exitCode = 1;
  const { code, message, retryable, hint } = whatIsMissing();
  const nothing = { status: null, type: null, details: {}, trace_id: null, request_id: null };
  const body = { code, message, ...nothing, retryable, retry_after_s: null, hint };
  const text = `error: ${message} (${code})\nhint: ${hint}\n`;
  process.stderr.write(wantsJson() ? `${JSON.stringify({ error: body })}\n` : text);
}

function whatIsMissing() {
  if (isUnbuiltCheckout()) {
    return {
      code: 'NOT_BUILT',
      message: 'these are the sources of aitronos, and it has not been built from them; nothing was sent',
      retryable: false,
      hint: 'in their folder: npm ci && npm run build',
    };
  }
  return {
    code: 'PROGRAM_UPDATED',
    message: 'aitronos was updated or removed while this command started; nothing was sent',
    retryable: true,
    hint: 'run the command again; if it ends like this again, install aitronos again',
  };
}

/** The package has no sources in it. */
function isUnbuiltCheckout() {
  const { existsSync } = require('fs');
  return existsSync(`${__dirname}/../src/main.ts`) && !existsSync(`${__dirname}/../dist`);
}

function wantsJson() {
  const isJson = (word) => /^(?:--json|(?:-o|--output=)?jsonl?)$/.test(word);
  return process.argv.some(isJson) || /^jsonl?$/.test(process.env.AITRONOS_OUTPUT);
}

async function run() {
  const { loadProgram } = require('../dist/start.cjs');
  if (loadProgram === undefined) throw new SyntaxError('an empty file');
  const { main, nodeEnvironment } = loadProgram();
  // Where a call waits for what never comes, Node ends: in silence, but not as if all were done.
  process.exitCode = 1;
  process.exitCode = await main(nodeEnvironment(require.resolve('./keychain.js')));
}

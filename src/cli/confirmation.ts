import { CliError, usageError } from '../errors/cli-errors.ts';
import { EXIT } from '../errors/exit-codes.ts';
import type { Questions } from '../output/questions/questions.ts';
import type { KnownSecrets } from '../secrets/known-secrets.ts';
import type { ResolvedSettings } from '../settings/resolved-settings.ts';
import type { Environment } from '../system/environment.ts';
import { asksPlainly } from '../system/terminal-kind.ts';
import { isJsonFormat } from '../validation/choices.ts';
import type { Console } from './console.ts';

/** Who may be asked, and what was agreed to. */
export interface Confirmation {
  canAsk(): boolean;
  /** Throws `CliError` (exit 2) where the question cannot be answered here. To be called before any request. */
  mustAsk(question: string, yes: true | undefined): void;
  /**
   * Asks a question, unless the call says yes already. Throws `CliError` where none can be asked (exit 2), or where it
   * is declined or a signal comes (130).
   */
  confirm(question: string, asking?: Asking): Promise<void>;
  /** Questions at the terminal. Throws `CliError` where there is none (exit 2). */
  questions(hint: string): Promise<Questions>;
}

interface Asking {
  /** True where the call says yes already. */
  readonly yes?: true | undefined;
  /** The text that is to be typed; absent where a yes is enough. */
  readonly typed?: string | undefined;
  /** What was not done without a yes, as it follows `nothing was`. */
  readonly notDone?: 'sent' | 'deleted';
}

/**
 * A question can be asked at a terminal, unless a program reads the answer. The questions load when one is asked;
 * `io` clears the terminal for them.
 */
export function createConfirmation(
  environment: Environment,
  { format, noInput }: Pick<ResolvedSettings, 'format' | 'noInput'>,
  secrets: KnownSecrets,
  io: Pick<Console, 'pause' | 'hasColour'>,
): Confirmation {
  // A function, because taking `stdin` opens it, and most calls ask nothing.
  const terminal = () => {
    const { stdin, stderr, signal, env } = environment;
    const takeTyped = () => environment.takeTyped();
    return { stdin, stderr, signal, plain: asksPlainly(env, stderr), hasColour: io.hasColour, takeTyped };
  };
  const canAsk = () =>
    !noInput &&
    environment.stderr.isTTY === true &&
    environment.stdin.isTTY === true &&
    !isJsonFormat(format());

  const mustAsk: Confirmation['mustAsk'] = (question, yes) => {
    if (yes || canAsk()) return;
    throw usageError(`this needs confirmation: ${question}`, 'add --yes');
  };

  /** A signal ends a question as well, and is no answer of the user. */
  const unanswered = (notDone: string): CliError =>
    environment.signal.aborted
      ? new CliError('INTERRUPTED', EXIT.interrupted, `interrupted: nothing was ${notDone}`, ASKED_AGAIN)
      : declined(`declined: nothing was ${notDone}`);

  return {
    canAsk,
    mustAsk,
    async confirm(asked, { yes, typed, notDone = 'sent' } = {}) {
      const question = secrets.redact(asked);
      mustAsk(question, yes);
      if (yes) return;
      io.pause();
      const { askTyped, askYesNo } = await import('../output/questions/questions.ts');
      if (typed === undefined) {
        if (!(await askYesNo(question, terminal()))) throw unanswered(notDone);
        return;
      }
      const answer = await askTyped(question, typed, terminal());
      if (answer === 'declined') throw unanswered(notDone);
      // Not quoted: it may have been meant for another window.
      if (answer === 'other')
        throw declined(`what was typed is not ${typed}, which was asked for: nothing was ${notDone}`);
    },
    async questions(hint) {
      if (!canAsk()) {
        throw usageError(noInput ? 'questions are switched off' : 'there is no terminal to ask at', hint);
      }
      io.pause();
      const { createQuestions } = await import('../output/questions/questions.ts');
      return createQuestions(terminal(), () => unanswered('stored'), severalLines);
    },
  };
}

const ASKED_AGAIN = 'the same command asks again';

/** What was pasted is not quoted: it may be secret. */
const severalLines = (): CliError =>
  usageError(
    'several lines were pasted, and one was asked for: nothing was stored',
    'copy the one line that is meant, without line breaks, and run the same command again',
  );

/** The end of a call whose question was not answered with yes. */
const declined = (message: string): CliError => new CliError('DECLINED', EXIT.interrupted, message);

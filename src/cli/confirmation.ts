import { CliError, usageError } from '../errors/cli-errors.ts';
import { EXIT } from '../errors/exit-codes.ts';
import type { Questions } from '../output/questions/questions.ts';
import type { KnownSecrets } from '../secrets/known-secrets.ts';
import type { ResolvedSettings } from '../settings/resolved-settings.ts';
import type { Environment } from '../system/environment.ts';
import { isDumb } from '../system/terminal-kind.ts';
import { isJsonFormat } from '../validation/choices.ts';

/** Who may be asked, and what was agreed to. */
export interface Confirmation {
  /** Whether a question can be asked here. */
  canAsk(): boolean;
  /**
   * Throws `CliError` (exit 2) where the question will be asked and cannot be answered. To be called before any
   * request.
   */
  mustAsk(question: string, yes: boolean): void;
  /**
   * Asks yes or no, or for `typed` to be typed, unless `yes` says so already.
   * Throws `CliError` where no question can be asked (exit 2), or where it is declined (130).
   */
  confirm(question: string, yes: boolean, typed?: string): Promise<void>;
  /** Questions at the terminal. Throws `CliError` where there is none (exit 2). */
  questions(hint: string): Promise<Questions>;
}

/**
 * A question can be asked at a terminal, unless a program reads the answer. The questions load when one is asked;
 * `pause` clears the terminal for them.
 */
export function createConfirmation(
  environment: Environment,
  { format, noInput }: Pick<ResolvedSettings, 'format' | 'noInput'>,
  secrets: KnownSecrets,
  pause: () => void,
): Confirmation {
  // A function, because taking `stdin` opens it, and most calls ask nothing.
  const terminal = () => {
    const { stdin, stderr, signal, env } = environment;
    return { stdin, stderr, signal, plain: isDumb(env) };
  };
  const canAsk = () =>
    !noInput &&
    environment.stderr.isTTY === true &&
    environment.stdin.isTTY === true &&
    !isJsonFormat(format());

  const mustAsk: Confirmation['mustAsk'] = (question, yes) => {
    if (yes || canAsk()) return;
    throw usageError(`this wants a yes: ${question}`, 'add --yes');
  };

  return {
    canAsk,
    mustAsk,
    async confirm(asked, yes, typed) {
      const question = secrets.redact(asked);
      mustAsk(question, yes);
      if (yes) return;
      pause();
      const { askTyped, askYesNo } = await import('../output/questions/confirmation-question.ts');
      const agreed =
        typed === undefined
          ? await askYesNo(question, terminal())
          : await askTyped(question, typed, terminal());
      if (!agreed) throw new CliError('DECLINED', EXIT.interrupted, 'declined: nothing was sent');
    },
    async questions(hint) {
      if (!canAsk()) {
        throw usageError(noInput ? 'nothing may be asked here' : 'there is no terminal to ask at', hint);
      }
      pause();
      const { createQuestions } = await import('../output/questions/questions.ts');
      const declined = () => new CliError('DECLINED', EXIT.interrupted, 'nothing was stored');
      return createQuestions(terminal(), declined);
    },
  };
}

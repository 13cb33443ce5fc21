import { CliError } from '../errors/cli-errors.ts';
import { EXIT } from '../errors/exit-codes.ts';
import type { Context } from './context.ts';

/** What a command is about to do; each of the first three sends no change. */
interface ChangeToCome {
  readonly dryRun?: boolean | undefined;
  /** True for `--check`, which only asks; false for `--no-check`. */
  readonly check?: boolean | undefined;
  /** The file of `--plan`. */
  readonly plan?: string | undefined;
  /** The digest of the plan whose approval this change rests on; absent for any other change. */
  readonly approved?: string | undefined;
}

/**
 * To be called by a command that changes something, before anything else. Throws `CliError` (exit 4) where the setting
 * `writes` does not let it. A guard, not a wall: who may edit the settings can lift it.
 */
export function planChange(context: Context, { dryRun, check, plan, approved }: ChangeToCome): void {
  context.change.plan();
  if (dryRun || check === true || plan !== undefined) return;
  const { value: writes, source } = context.setting('writes');
  const where = source === 'environment' ? 'AITRONOS_WRITES' : 'the stored setting writes';
  if (writes === 'off') {
    const message = `${where} is off, so that every change is refused: nothing was sent`;
    const hint = 'look with --dry-run, --check or --plan; the change itself is for others to make';
    throw new CliError('WRITES_OFF', EXIT.signIn, message, hint);
  }
  if (writes === 'planned' && approved === undefined) {
    const message = `${where} is planned, so that only an approved plan is carried out: nothing was sent`;
    const hint = `write a plan with --plan, have its digest approved, then: ${context.next('runs apply <plan> --digest <digest>')}`;
    throw new CliError('WRITES_PLANNED', EXIT.signIn, message, hint);
  }
}

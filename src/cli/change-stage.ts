import { CliError } from '../errors/cli-errors.ts';
import { EXIT } from '../errors/exit-codes.ts';
import type { ResolvedSettings } from '../settings/resolved-settings.ts';

/** What a command is about to do; each of the first three sends no change. */
interface ChangeToCome {
  readonly dryRun?: boolean | undefined;
  /** True for `--check`, which only asks; false for `--no-check`. */
  readonly check?: boolean | undefined;
  readonly plan?: string | undefined;
  /** The digest of the approved plan that is carried out; absent for any other change. */
  readonly approved?: string | undefined;
}

const LOOK = 'look before you repeat it';

/** How far this call is with what it is to change: words after an interrupt and after a failure depend on it. */
export class ChangeStage {
  #stage: 'none' | 'planned' | 'begun' = 'none';
  #untouched = 'nothing was sent';
  #where = '';
  #look = '`aitronos runs list` shows the changes';
  readonly #settings: Pick<ResolvedSettings, 'setting' | 'next'>;

  constructor(settings: Pick<ResolvedSettings, 'setting' | 'next'>) {
    this.#settings = settings;
  }

  /**
   * To be called by a command that changes something, before anything else, and once more where a run has to be read
   * before the change is known. Throws `CliError` (exit 4) where the setting `writes` does not let it.
   */
  plan(change?: ChangeToCome): void {
    if (this.#stage === 'none') this.#stage = 'planned';
    if (change === undefined || change.dryRun || change.check || change.plan !== undefined) return;
    this.#refuseForbidden(change);
  }

  /** To be called, in place of `plan`, by a command that is to store something on this machine. */
  planToStore(): void {
    this.#stage = 'planned';
    this.#untouched = 'nothing was stored';
    this.#isOfThisMachine();
  }

  /** To be called before the first change may leave. */
  begin(): void {
    this.#stage = 'begun';
  }

  /** The same of a change that is no run. */
  beginWithoutRun(): void {
    this.#stage = 'begun';
    this.#look = LOOK;
  }

  /** To be called, in place of `begin`, before something of this machine is changed. */
  beginToStore(): void {
    this.#stage = 'begun';
    this.#isOfThisMachine();
  }

  /** To be called where what had begun was never sent after all. */
  takeBack(): void {
    this.#stage = 'planned';
  }

  #isOfThisMachine(): void {
    this.#where = ' on this machine';
    this.#look = LOOK;
  }

  /**
   * What may have been done by now, and how to look, where the answer does not tell; null where nothing can be. `look`:
   * the command that shows just that, where one does.
   */
  maybe(look = this.#look): string | null {
    if (this.#stage !== 'begun') return null;
    return `what was asked for may have been done${this.#where} all the same: ${look}`;
  }

  /** What is true where something was to be changed, and nothing is; null else, also for a call that only reads. */
  get untouched(): string | null {
    return this.#stage === 'planned' ? this.#untouched : null;
  }

  /** A guard, not a wall: who may edit the settings can lift it. */
  #refuseForbidden({ approved }: ChangeToCome): void {
    const { value: writes, source } = this.#settings.setting('writes');
    const where = source === 'environment' ? 'AITRONOS_WRITES' : 'the stored setting writes';
    if (writes === 'off') {
      const message = `${where} is off, so that every change is refused: nothing was sent`;
      const hint =
        'look with --dry-run, in users commands also with --check or --plan; the change itself is for others to make';
      throw new CliError('WRITES_OFF', EXIT.signIn, message, hint);
    }
    if (writes === 'planned' && approved === undefined) {
      const message = `${where} is planned, so that only an approved plan is carried out: nothing was sent`;
      const apply = this.#settings.next('runs apply <plan> --digest <digest>');
      const hint = `write a plan with --plan of a users command, have its digest approved, then: ${apply}`;
      throw new CliError('WRITES_PLANNED', EXIT.signIn, message, hint);
    }
  }
}

/** How far this call is with what it is to change: words after an interrupt depend on it. */
export class ChangeStage {
  #stage: 'none' | 'planned' | 'begun' = 'none';

  /** To be called by a command that changes something, before anything else. */
  plan(): void {
    if (this.#stage === 'none') this.#stage = 'planned';
  }

  /** To be called before the first change may leave. */
  begin(): void {
    this.#stage = 'begun';
  }

  /** True where something was to be changed, and nothing has left; false too for a call that only reads. */
  get isUnsent(): boolean {
    return this.#stage === 'planned';
  }
}

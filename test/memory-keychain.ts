import type { DialogWait, Keychain } from '../src/system/keychain.ts';

/** A keychain that forgets with the test, and can be out of reach. */
export class MemoryKeychain implements Keychain {
  readonly entries = new Map<string, string>();
  /** Why it cannot be reached; null: it can. */
  trouble: string | null = null;

  /** A dialog in which the user first has to type something. */
  dialog: ((signal: AbortSignal) => Promise<void>) | null = null;

  async get(entry: string, dialog?: DialogWait): Promise<string | null> {
    await this.#answerDialog(dialog);
    this.#reach();
    return this.entries.get(entry) ?? null;
  }

  async set(entry: string, secret: string): Promise<void> {
    this.#reach();
    this.entries.set(entry, secret);
  }

  async delete(entry: string): Promise<void> {
    this.#reach();
    this.entries.delete(entry);
  }

  async #answerDialog(dialog?: DialogWait): Promise<void> {
    if (this.dialog === null) return;
    if (dialog === undefined) throw new Error('it did not answer within 2 s');
    dialog.onWait();
    await this.dialog(dialog.signal);
  }

  #reach(): void {
    if (this.trouble !== null) throw new Error(this.trouble);
  }
}

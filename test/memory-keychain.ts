import type { Keychain } from '../src/keychain.ts';

/** A keychain that forgets with the test, and can be out of reach. */
export class MemoryKeychain implements Keychain {
  readonly entries = new Map<string, string>();
  /** Why it cannot be reached; null: it can. */
  trouble: string | null = null;

  async get(entry: string): Promise<string | null> {
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

  #reach(): void {
    if (this.trouble !== null) throw new Error(this.trouble);
  }
}

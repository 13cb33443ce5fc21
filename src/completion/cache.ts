import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { orElse } from '../or-else.ts';
import type { Environment } from '../system/environment.ts';
import { readOwnFile, trustFolder } from '../system/trusted-files.ts';
import { makeFolders } from '../system/written/made-folder.ts';
import { rename } from '../system/written/renamed.ts';
import { isObject } from '../validation/objects.ts';

export interface Suggestion {
  readonly value: string;
  readonly about: string;
}

interface Entry {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly suggestions: readonly Suggestion[];
}

const LIFE_MS = 5 * 60_000;
const MOST_BYTES = 64 * 1024 ** 2;

/** The lists of the last five minutes, in one file of the state folder. */
export class SuggestionCache {
  readonly #folder: string;
  readonly #file: string;
  readonly #made: string;
  readonly #now: number;

  constructor({ folders, clock, pid }: Pick<Environment, 'folders' | 'clock' | 'pid'>) {
    this.#folder = folders.state;
    this.#file = join(folders.state, 'completion.json');
    this.#made = `${this.#file}.${pid}`;
    this.#now = clock.now();
  }

  /** Null when the list is absent or too old. */
  read(key: string): readonly Suggestion[] | null {
    return this.#fresh().get(key)?.suggestions ?? null;
  }

  /** Stores a list. A failure is ignored, because the API can be asked again. */
  write(key: string, suggestions: readonly Suggestion[]): void {
    const entries = this.#fresh().set(key, { at: this.#now, suggestions });
    orElse(() => {
      trustFolder(this.#folder);
      makeFolders(this.#folder);
      writeFileSync(this.#made, JSON.stringify(Object.fromEntries(entries)), { mode: 0o600 });
      rename(this.#made, this.#file);
    }, undefined);
  }

  /** A file that is unreadable or untrusted counts as empty. */
  #fresh(): Map<string, Entry> {
    const json: unknown = orElse(() => JSON.parse(readOwnFile(this.#file, MOST_BYTES)), null);
    const all = isObject(json) ? Object.entries(json) : [];
    return new Map(all.flatMap(([key, entry]) => (isFresh(entry, this.#now) ? [[key, entry] as const] : [])));
  }
}

function isFresh(entry: unknown, now: number): entry is Entry {
  if (!isObject(entry) || typeof entry['at'] !== 'number') return false;
  return now >= entry['at'] && now - entry['at'] < LIFE_MS && Array.isArray(entry['suggestions']);
}

/** A name for these parts. Hashed, so that it does not reveal the credential among them. */
export const cacheKey = (...parts: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);

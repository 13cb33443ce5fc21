import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { systemClock } from '../../src/system/time/clock.ts';
import { DEACTIVATE, type Machine, type Program, type StartOptions } from '../bin/process.ts';
import { TokenServer } from './token-server.ts';

/** The credentials of a machine, as processes of it share them. */
export class Credentials {
  readonly #machine: { readonly current: Machine };
  readonly #server: () => TokenServer;

  constructor(machine: { readonly current: Machine }, server: () => TokenServer) {
    this.#machine = machine;
    this.#server = server;
  }

  get file(): string {
    return join(this.#machine.current.home, 'config', 'credentials.json');
  }

  /** The tokens of the profile that is used. */
  stored(): { readonly access_token: string; readonly refresh_token: string } {
    return JSON.parse(readFileSync(this.file, 'utf8')).profiles.default;
  }

  /** Stores tokens as a process does; the access token has ended, as it says of itself or as only the API knows. */
  store(
    access_token: string,
    refresh_token: string,
    how: 'known' | 'told' = 'known',
    origin = this.#server().url,
  ): void {
    const values = { access_token, refresh_token, origin, stored_at: '2026-01-01T00:00:00.000Z' };
    const expires_at = how === 'known' ? { expires_at: '2026-01-01T01:00:00.000Z' } : {};
    const contents = { version: 1, profiles: { default: { ...values, ...expires_at } } };
    mkdirSync(join(this.#machine.current.home, 'config'), { recursive: true, mode: 0o700 });
    writeFileSync(this.file, JSON.stringify(contents), { mode: 0o600 });
  }

  /** A process whose request for new tokens has arrived; `go` lets it be answered. */
  async renewing(
    hook: 'arriving' | 'answering',
    options: StartOptions = {},
  ): Promise<{ readonly process: Program; readonly go: () => void }> {
    const server = this.#server();
    let go = () => {};
    const held = new Promise<void>((release) => {
      go = release;
    });
    const arrived = new Promise<void>((resolve) => {
      server[hook] = () => {
        resolve();
        return held;
      };
    });
    const process = this.#machine.current.start(DEACTIVATE, options);
    await arrived;
    server[hook] = async () => {};
    return { process, go };
  }
}

/** A server of tokens for each test, and a session stored on the machine whose access token has ended. */
export function useEndedSession(machine: { readonly current: Machine }, life_ms = 3_600_000) {
  let server = new TokenServer(systemClock, { life_ms });
  const credentials = new Credentials(machine, () => server);
  beforeEach(async () => {
    server = new TokenServer(systemClock, { life_ms });
    await server.start();
    machine.current.env['AITRONOS_API_URL'] = server.url;
    const { refresh } = server.signIn();
    server.end();
    credentials.store('ended', refresh);
  });
  afterEach(() => server.close());
  return {
    credentials,
    get server(): TokenServer {
      return server;
    },
  };
}
